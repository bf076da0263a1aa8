import { ParameterError } from "@huntkit/provider";
import { describeQuery, type QueryStore, type QueryTemplate, type StoredQuery } from "@huntkit/templates";
import { exampleCommand } from "../commands/example-command.js";
import { NamedTexts } from "./named-texts.js";
import { parametersText, usedParameters } from "./parameters-text.js";
import { rowColumns, shapingParameters, type QueryRows } from "./row-columns.js";
import { rowName, rowText } from "./row-text.js";
import { supportNames, supportText } from "./support-text.js";
import { docComment, memberName, typeName } from "./type-texts.js";

/** A generated module. */
export interface GeneratedModule {
  readonly text: string;
  /** Queries whose rows could not be typed because of a fault of theirs. */
  readonly warnings: readonly string[];
  readonly queries: number;
}

interface QueryTypes {
  readonly parameters: string;
  /** The name of the interface of its rows; undefined where they are known only when it has run. */
  readonly row: string | undefined;
  readonly shaping: readonly string[];
}

/** Writes queries as a module of typed functions, grouped by family. The same queries give the same text. */
export async function generateModule(store: QueryStore): Promise<GeneratedModule> {
  const listed = store.list();
  if (listed.length === 0) throw new ParameterError({ code: "nothing-to-generate", message: "There is no query to write types for. Give a folder or file with queries (YAML)." });
  const parameters = new NamedTexts(supportNames);
  const rows = new NamedTexts(supportNames);
  const warnings: string[] = [];
  const types = new Map<QueryTemplate, QueryTypes>();
  for (const { template } of listed) if (!types.has(template)) types.set(template, await typesOf(template, { parameters, rows, warnings }));
  const body = [...rows.texts(), ...parameters.texts(), ...familyTexts(listed, types)].join("\n");
  const text = `${headText(`${supportText}${body}`)}\n${supportText}\n${body}`;
  return { text, warnings, queries: types.size };
}

interface Collected {
  readonly parameters: NamedTexts;
  readonly rows: NamedTexts;
  readonly warnings: string[];
}

async function typesOf(template: QueryTemplate, { parameters, rows, warnings }: Collected): Promise<QueryTypes> {
  const { columns, problem }: QueryRows = await rowColumns(template);
  if (problem !== undefined) warnings.push(`The rows of ${template.families[0] ?? ""}.${template.name} are not typed, ${problem} See \`huntkit lint\`.`);
  const own = typeName(template.name);
  const family = typeName(template.families[0] ?? "");
  const shaping = shapingParameters(template);
  return {
    parameters: withGroup(parameters.name(parametersText(template), [`${own}Parameters`, `${family}${own}Parameters`]), template),
    row: columns && rows.name(rowText(columns), [...rowName(columns), `${own}Row`, `${family}${own}Row`]),
    shaping: usedParameters(template).map(({ name }) => name).filter((name) => shaping.has(name)),
  };
}

/** The type of the parameters, with the rule that one of some must be given. */
function withGroup(name: string, { requireOneOf }: QueryTemplate): string {
  return requireOneOf === undefined ? name : `AtLeastOne<${name}, ${requireOneOf.map((one) => JSON.stringify(one)).join(" | ")}>`;
}

function familyTexts(listed: readonly StoredQuery[], types: ReadonlyMap<QueryTemplate, QueryTypes>): string[] {
  const families = new Map<string, StoredQuery[]>();
  for (const query of listed) families.set(query.family, [...(families.get(query.family) ?? []), query]);
  const taken = new Set(supportNames);
  return [...families].map(([family, queries]) => {
    const members = [...groups(queries)].map(([name, templates]) => memberText(family, name, templates, types));
    return `/** The queries of the family ${family}. */\nexport const ${constantName(family, taken)} = {\n${members.join("")}} as const;\n`;
  });
}

/** Templates by name: several of one name run in different environments. */
function groups(queries: readonly StoredQuery[]): Map<string, QueryTemplate[]> {
  const byName = new Map<string, QueryTemplate[]>();
  for (const { template } of queries) byName.set(template.name, [...(byName.get(template.name) ?? []), template]);
  return byName;
}

function memberText(family: string, name: string, templates: readonly QueryTemplate[], types: ReadonlyMap<QueryTemplate, QueryTypes>): string {
  const found = templates.map((template) => types.get(template)).filter((one) => one !== undefined);
  const parameters = [...new Set(found.map((one) => one.parameters))].join(" | ");
  const [first] = templates;
  const doc = first === undefined ? "" : docComment(queryDoc(`${family}.${name}`, first), "  ");
  return `${doc}  ${memberName(name)}: query<${queryType(parameters, found)}>(${JSON.stringify(`${family}.${name}`)}),\n`;
}

function queryType(parameters: string, found: readonly QueryTypes[]): string {
  const rows = [...new Set(found.map(({ row }) => row))];
  if (rows.includes(undefined)) return `TypedQuery<${parameters}, UntypedRow>`;
  const shaping = found.length > 1 ? [] : (found[0]?.shaping ?? []);
  const row = rows.join(" | ");
  if (found.length > 1 && found.some((one) => one.shaping.length > 0)) return `TypedQuery<${parameters}, UntypedRow>`;
  return shaping.length === 0 ? `TypedQuery<${parameters}, ${row}>` : `ShapeableQuery<${parameters}, ${row}, ${shaping.map((name) => JSON.stringify(name)).join(" | ")}>`;
}

function queryDoc(name: string, template: QueryTemplate): string[] {
  const { description, tables, techniques, environments, references, requireOneOf = [] } = describeQuery(template);
  return [
    description,
    "",
    `Environments: ${environments.join(", ")}.`,
    ...(requireOneOf.length > 0 ? [`Needs at least one of ${requireOneOf.join(", ")}.`] : []),
    ...(tables.length > 0 ? [`Tables: ${tables.join(", ")}.`] : []),
    ...(techniques.length > 0 ? [`Techniques: ${techniques.join(", ")}.`] : []),
    ...references.map((reference) => `@see ${reference}`),
    `@example \`${exampleCommand(name, template).replaceAll("`", "'")}\``,
  ];
}

const reserved = new Set("break case catch class const continue debugger default delete do else enum export extends false finally for function if import in instanceof new null return super switch this throw true try typeof var void while with yield let static await implements interface package private protected public arguments eval".split(" "));

/** The name of a family as that of a constant. */
function constantName(family: string, taken: Set<string>): string {
  const plain = family.replace(/[^A-Za-z0-9_$]/g, "_").replace(/^(?=\d)/, "_");
  let name = reserved.has(plain) ? `${plain}_` : plain;
  while (taken.has(name)) name = `${name}_`;
  taken.add(name);
  return name;
}

const importable = ["CompleteResult", "DynamicValue", "KqlDateTime", "KqlDecimal", "KqlTimeSpan", "KqlValue", "PartialResult", "QueryResult", "ResultTable", "Secret"];

function headText(rest: string): string {
  const used = importable.filter((name) => new RegExp(`\\b${name}\\b`).test(rest));
  return `/* Made by \`huntkit codegen\` from query files. Do not change it by hand; make it again. */\n/* eslint-disable */\nimport type { ${used.join(", ")} } from "@huntkit/provider";\n`;
}
