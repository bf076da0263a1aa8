import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { HuntError } from "@huntkit/provider";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isLocalConnection, localDriver, type LocalConnection } from "../../index.js";
import { sequencePlugins } from "../../stages/sequence-plugins.js";
import { plugins } from "./evaluate.js";
import { operatorAliases, operatorSupport, pluginSupport } from "./operators.table.js";

const folder = mkdtempSync(join(tmpdir(), "huntkit-operators-"));
let connection: LocalConnection;

beforeAll(async () => {
  writeFileSync(join(folder, "Unused.csv"), "a\n1\n");
  const opened = await localDriver.connect({ path: folder });
  if (isLocalConnection(opened)) connection = opened;
});
afterAll(async () => {
  await connection.close();
  rmSync(folder, { recursive: true });
});

interface Catalogue {
  readonly plugins: readonly string[];
  readonly operators: readonly string[];
}

/** From the language service itself. */
function catalogue(): Catalogue {
  const kql = createRequire(createRequire(import.meta.url).resolve("@huntkit/kql/package.json"));
  kql("@kusto/language-service-next/bridge.min.js");
  kql("@kusto/language-service-next/Kusto.Language.Bridge.min.js");
  const { Kusto, Bridge } = globalThis as unknown as {
    readonly Kusto: { readonly Language: { readonly PlugIns: { readonly All: unknown }; readonly Syntax: { readonly SyntaxKind: Readonly<Record<string, unknown>> } } };
    readonly Bridge: { toArray(list: unknown): readonly { readonly Name: string }[] };
  };
  const kinds = Object.keys(Kusto.Language.Syntax.SyntaxKind).filter((kind) => kind.endsWith("Operator"));
  return { plugins: Bridge.toArray(Kusto.Language.PlugIns.All).map(({ Name }) => Name), operators: kinds };
}

/** Kinds of the syntax tree under which operators go, where the name is another. */
const spelled: Readonly<Record<string, string>> = { GetSchema: "getschema", ReduceBy: "reduce", PartitionBy: "partitioned-by" };
/** Kinds that no query of a user has. */
const internal: ReadonlySet<string> = new Set(["BadQueryOperator", "ExecuteAndCacheOperator", "MacroExpandOperator"]);

function operatorName(kind: string): string {
  const name = kind.replace(/Operator$/, "");
  return spelled[name] ?? name.replace(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
}

async function outcome(text: string): Promise<string> {
  return connection.queryAll(text).then(() => "answered", (error: unknown) => (HuntError.isInstance(error) ? error.kind : String(error)));
}

describe("the tables of operators and plug-ins", () => {
  it("name every one of the language service's", () => {
    const { plugins: all, operators } = catalogue();
    expect(all.length).toBeGreaterThan(40);
    expect(all.filter((name) => !(name in pluginSupport))).toEqual([]);
    const names = operators.filter((kind) => !internal.has(kind)).map(operatorName);
    expect(names.length).toBeGreaterThan(45);
    expect(names.filter((name) => !(name in operatorSupport) && !(name in operatorAliases))).toEqual([]);
  });

  it("say of the plug-ins what the engine has", () => {
    const has = Object.keys(pluginSupport).filter((name) => pluginSupport[name]?.how !== "refused");
    // preview becomes two results before anything is lowered
    expect(has.sort()).toEqual(["preview", ...Object.keys(plugins), ...Object.keys(sequencePlugins)].sort());
  });

  it("cite rules that the document has", () => {
    const document = readFileSync(new URL("../../../../../docs/kql-rules.md", import.meta.url), "utf8");
    const cited = [...Object.values(operatorSupport), ...Object.values(pluginSupport)].flatMap(({ rules = [] }) => rules);
    expect(cited.filter((rule) => !document.includes(`| R${rule} |`))).toEqual([]);
  });

  it.each([...Object.entries(operatorSupport), ...Object.entries(pluginSupport)])("say the truth of %s", async (_name, { how, example }) => {
    expect(how === "refused" ? ["unsupported", "query"] : ["answered"], example).toContain(await outcome(example));
  });
});
