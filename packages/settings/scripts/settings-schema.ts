import { InternalError } from "@huntkit/provider";
import { connectionArgumentDefinition, connectionArgumentName, connectionArgumentNames } from "../src/model/connection-argument-name.js";
import type { ConnectionArgumentDefinition } from "../src/model/connection-arguments.table.js";
import { type SectionKeyDefinition, sectionKeys } from "../src/model/section-keys.table.js";

type Schema = Readonly<Record<string, unknown>>;

const reference: Schema = {
  properties: {
    EnvironmentVar: { type: "string", minLength: 1, description: "The name of an environment variable that holds the value." },
    KeyVault: { type: ["string", "number", "null"], description: "Nothing or `default`: the secret named after the path of the setting. Else a secret's name, or vault/name." },
  },
  additionalProperties: false,
  minProperties: 1,
  maxProperties: 1,
};

const anyCase = (word: string) => [...word].map((letter) => (/[a-z]/i.test(letter) ? `[${letter.toLowerCase()}${letter.toUpperCase()}]` : letter)).join("");
const spelling = (name: string) => [...name.replace(/[_-]/g, "")].map(anyCase).join("[_-]?");
const oneOf = (words: readonly string[]) => `^(${words.map(spelling).join("|")})$`;

/** A reference to the schema of a kind of value; kinds are shared, so that the validator stays small. */
function valueSchema(definition: Pick<ConnectionArgumentDefinition, "kind" | "choices">): Schema {
  const kind = ["text", "secret", "path"].includes(definition.kind) ? "text" : definition.kind;
  const name = kind === "choice" ? `choice.${(definition.choices ?? []).slice(0, 2).join(".")}` : kind;
  definitions[name] ??= kindSchema(kind, definition.choices ?? []);
  return { $ref: `#/$defs/${name}` };
}

function kindSchema(kind: string, choices: readonly string[]): Schema {
  if (kind === "boolean") return { type: ["boolean", "string", "null", "object"], pattern: oneOf(["true", "false", "yes", "no", "on", "off"]), ...reference };
  if (kind === "list") return { type: ["array", "string", "null", "object"], items: { type: "string" }, ...reference };
  if (kind === "seconds") return { type: ["number", "string", "null", "object"], pattern: "^[0-9]+([.][0-9]+)?$", exclusiveMinimum: 0, ...reference };
  if (kind === "choice") return { type: ["string", "null", "object"], pattern: oneOf(choices), ...reference };
  return { type: ["string", "number", "boolean", "null", "object"], ...reference };
}

function argumentSchemas(): Schema {
  const properties: Record<string, Schema> = {};
  const patternProperties: Record<string, Schema> = {};
  for (const name of connectionArgumentNames) {
    const definition = connectionArgumentDefinition(name);
    const spellings = [definition.settingName, ...(definition.alsoNamed ?? [])];
    properties[definition.settingName] = { description: definition.description, ...valueSchema(definition) };
    patternProperties[oneOf(spellings)] = valueSchema(definition);
    for (const one of spellings) if (connectionArgumentName(one) !== name) throw new InternalError({ code: "spelling-ambiguous", message: `The spelling ${one} stands for two arguments. Change the table.` });
  }
  return { type: ["object", "null"], description: "The arguments of the connection.", properties, patternProperties, additionalProperties: false };
}

function sectionSchema(section: keyof typeof sectionKeys, description: string): Schema {
  const properties: Record<string, Schema> = {};
  const patternProperties: Record<string, Schema> = {};
  for (const [key, definition] of Object.entries<SectionKeyDefinition>(sectionKeys[section])) {
    const schema = definition.schema ?? valueSchema({ kind: definition.kind ?? "text", ...(definition.choices ? { choices: definition.choices } : {}) });
    properties[key] = { description: definition.description, ...schema };
    patternProperties[`^${spelling(key)}$`] = schema;
  }
  return { type: ["object", "null"], description, properties, patternProperties, additionalProperties: false };
}

const definitions: Record<string, Schema> = {};

/** The JSON Schema of settings files, from the tables of arguments and of sections. */
export function settingsSchema(): Schema {
  definitions["arguments"] = argumentSchemas();
  definitions["defender"] = { type: ["object", "null"], description: "The connection to Microsoft Defender.", properties: { Args: { $ref: "#/$defs/arguments" } } };
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: "https://huntkit.dev/schemas/settings.schema.json",
    title: "msticpyconfig.yaml as huntkit reads it",
    description: "Settings of hunting tools. Sections that are not listed are kept and not looked at.",
    type: "object",
    properties: {
      DataProviders: {
        type: ["object", "null"],
        description: "Connections by provider. A name may be followed by - and an instance: MicrosoftDefender-Tenant1.",
        properties: { MicrosoftDefender: { $ref: "#/$defs/defender" } },
        patternProperties: { "^(MicrosoftDefender|MDATPApp)(-|$)": { $ref: "#/$defs/defender" } },
        additionalProperties: true,
      },
      KeyVault: sectionSchema("KeyVault", "The vault that `KeyVault:` values are read from."),
      Azure: sectionSchema("Azure", "What holds for all sign-ins to Azure."),
      QueryDefinitions: { description: "Folders with query files.", ...sectionKeys.msticpy.QueryDefinitions.schema },
      msticpy: sectionSchema("msticpy", "What holds for all connections."),
    },
    $defs: definitions,
  };
}
