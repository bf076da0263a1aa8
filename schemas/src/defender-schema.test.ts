import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { defenderEnvironmentNamed, defenderEnvironments, defenderSchemaData, defenderTables } from "./index.js";

const shared = process.env["HUNTKIT_SHARED"] ?? new URL("../../../shared", import.meta.url).pathname;
const facts = join(shared, "facts", "defender-schema.json");
const types = ["bool", "datetime", "dynamic", "guid", "int", "long", "real", "string", "timespan"];

describe("the Defender schema", () => {
  const { tables, functions } = defenderSchemaData();

  it("has 65 tables of today and the alert table of the older schema", () => {
    expect(tables).toHaveLength(66);
    expect(tables.filter(({ name }) => name === "DeviceAlertEvents")).toMatchObject([{ environments: ["MDE", "MDATP"], timeColumn: "Timestamp" }]);
    expect(tables.reduce((sum, { columns }) => sum + columns.length, 0)).toBe(1650 + 14);
  });

  it("names every table and every column of a table once, with a type of KQL", () => {
    expect(new Set(tables.map(({ name }) => name)).size).toBe(tables.length);
    for (const { name, columns } of tables) {
      expect(new Set(columns.map((column) => column.name)).size, name).toBe(columns.length);
      for (const column of columns) expect(types, `${name}.${column.name}`).toContain(column.type);
    }
  });

  it("says for every table where it is served, by what it is known, and which of its columns is the time", () => {
    for (const table of tables) {
      expect(table.environments.length, table.name).toBeGreaterThan(0);
      for (const environment of table.environments) expect(defenderEnvironments).toContain(environment);
      expect(table.source, table.name).not.toBe("");
      if (table.timeColumn !== null) expect(table.columns.map(({ name }) => name), table.name).toContain(table.timeColumn);
    }
  });

  it("serves MDE and MDATP the same device tables only, and M365D and M365DGraph the same", () => {
    const names = (environment: "MDE" | "MDATP" | "M365D" | "M365DGraph") => defenderTables(environment).map(({ name }) => name);
    expect(names("MDE")).toEqual(names("MDATP"));
    expect(names("MDE").every((name) => name.startsWith("Device"))).toBe(true);
    expect(names("M365D")).toEqual(names("M365DGraph"));
    expect(names("M365D")).toHaveLength(65);
  });

  it("has the ten special functions", () => {
    expect(functions.map(({ name }) => name).sort()).toEqual([
      "AssignedIPAddresses", "DeviceFromIP", "FileProfile", "GetAnomalousBehaviorsAbout", "GetAnomalousBehaviorsByKind", "GetAnomalousBehaviorsByValue",
      "GetFirstSeenBehaviors", "GetHighVolumeAnomalyBehaviors", "GetUncommonValueBehaviors", "SeenBy",
    ]);
  });

  it("cannot be changed by who reads it", () => {
    expect(Object.isFrozen(tables[0]?.columns[0])).toBe(true);
    expect(defenderSchemaData()).toBe(defenderSchemaData());
  });

  it.skipIf(!existsSync(facts))("holds every table, column and type of the collected facts", () => {
    const collected = JSON.parse(readFileSync(facts, "utf8")) as { tables: Record<string, { environments: string[]; columns: { name: string; type: string }[] }> };
    for (const [name, { environments, columns }] of Object.entries(collected.tables)) {
      const table = tables.find((one) => one.name === name);
      expect(table?.environments).toEqual(environments);
      expect(table?.columns.map((column) => [column.name, column.type])).toEqual(columns.map((column) => [column.name, column.type]));
    }
  });
});

describe("names of environments", () => {
  it.each([
    ["mde", "MDE"], ["MDATP", "MDATP"], ["m365d", "M365D"], ["M365DGRAPH", "M365DGraph"], ["GraphHunting", "M365DGraph"], ["Local", undefined], ["", undefined],
  ])("%j is %s", (name, expected) => {
    expect(defenderEnvironmentNamed(name)).toBe(expected);
  });
});
