import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { compileKql } from "../../compile/__fixtures__/run-kql.js";
import { engineMacros, engineMacrosFor } from "./engine-macros.js";
import { elementFunctions, functionFamilies, functionTable } from "./function-tables.js";
import { gaps } from "./gaps.js";

interface Named {
  readonly Name: string;
}

/** The names of KQL's functions and aggregates, from the language service itself. */
function catalogue(): string[] {
  const kql = createRequire(createRequire(import.meta.url).resolve("@huntkit/kql/package.json"));
  kql("@kusto/language-service-next/bridge.min.js");
  kql("@kusto/language-service-next/Kusto.Language.Bridge.min.js");
  const { Kusto, Bridge } = globalThis as unknown as {
    readonly Kusto: { readonly Language: Readonly<Record<"Functions" | "Aggregates", { readonly All: unknown }>> };
    readonly Bridge: { toArray(list: unknown): readonly Named[] };
  };
  const all = [Kusto.Language.Functions.All, Kusto.Language.Aggregates.All].flatMap((list) => Bridge.toArray(list));
  return [...new Set(all.map(({ Name }) => Name))];
}

describe("the catalogue", () => {
  it("has every function of KQL either mapped or in the gaps, and none in both", () => {
    const names = catalogue();
    expect(names.length).toBeGreaterThan(450);
    expect(names.filter((name) => !functionTable.has(name) && !(name in gaps))).toEqual([]);
    expect(names.filter((name) => functionTable.has(name) && name in gaps)).toEqual([]);
  });

  it("holds no name that KQL does not have", () => {
    const names = new Set(catalogue());
    const mapped = Object.values(functionFamilies).flatMap((table) => Object.keys(table));
    expect([...mapped, ...Object.keys(gaps), ...elementFunctions.keys()].filter((name) => !names.has(name))).toEqual([]);
  });

  it("gives a reason for each gap and a null rule for each function", () => {
    expect(Object.entries(gaps).filter(([, gap]) => !/^[A-Z].*\.$/.test(gap.reason))).toEqual([]);
    expect([...functionTable.values()].filter((row) => !["null", "own", "text"].includes(row.nulls))).toEqual([]);
  });
});

describe("rules", () => {
  it("that a function cites stand in the document of rules", () => {
    const document = readFileSync(new URL("../../../../../docs/kql-rules.md", import.meta.url), "utf8");
    const cited = new Set([...functionTable.values()].flatMap((row) => row.rules));
    expect(cited.size).toBeGreaterThan(50);
    expect([...cited].filter((rule) => !document.includes(`| R${rule} |`))).toEqual([]);
  });
});

describe("a function that the engine does not have", () => {
  it("is refused with its name, its place, the reason and a way round", () => {
    const refused = (): unknown => compileKql("print 1,\n  current_principal()");
    expect(refused).toThrow(/current_principal\(\) \(line 2, column 3\).*service that runs the query/s);
    expect(refused).toThrow(expect.objectContaining({ construct: "current_principal()", kind: "unsupported" }) as Error);
  });

  it("is refused inside other expressions too", () => {
    expect(() => compileKql("print strcat('a', tostring(hash_combine(1, 2)))")).toThrow(/hash_combine\(\) \(line 1, column 28\)/);
    expect(() => compileKql("print x = 'a' like 'b'")).toThrow(/the operator like/);
  });
});

describe("macros", () => {
  it("are made once each, after what they call", () => {
    const made = new Set<string>();
    const statements = engineMacrosFor('SELECT kql_has("t"."a", $1), kql_text_to_datetime($2)', made);
    expect(statements.length).toBe(made.size);
    const order = statements.map((statement) => /^CREATE MACRO (\w+)\(/.exec(statement)?.[1] ?? "");
    for (const [index, statement] of statements.entries())
      for (const [name] of statement.slice(13).matchAll(/kql_\w+(?=\()/g)) expect(order.indexOf(name)).toBeLessThanOrEqual(index);
    expect(engineMacrosFor('SELECT kql_has("t"."a", $1)', made)).toEqual([]);
  });

  it("are all there when asked for all", () => {
    expect(engineMacros.length).toBe(new Set(engineMacros).size);
    expect(engineMacros.length).toBeGreaterThan(200);
  });
});
