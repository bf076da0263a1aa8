import { isKqlType, type DriverConnectOptions } from "@huntkit/provider";
import type { ContractSubject } from "./run-driver-contract.js";

/** What a driver says of itself. */
export function contractOfDescription<Options extends DriverConnectOptions>({ driver, options, withConnection }: ContractSubject<Options>): void {
  const { it, expect } = options.tools;

  it("has names that differ in more than case, and the contract's version", () => {
    expect(driver.specificationVersion).toBe("v1");
    expect(driver.names.length).toBeGreaterThan(0);
    expect(new Set(driver.names.map((name) => name.toLowerCase())).size).toBe(driver.names.length);
  });

  it("cannot be changed from outside", () => {
    expect([Object.isFrozen(driver), Object.isFrozen(driver.names), Object.isFrozen(driver.capabilities)]).toEqual([true, true, true]);
  });

  it("has capabilities that make sense", () => {
    const { cancels, concurrentQueries, silentRowLimit = 1 } = driver.capabilities;
    expect(["query", "request", "waiting"].includes(cancels)).toBe(true);
    expect(Number.isInteger(concurrentQueries) && concurrentQueries >= 1).toBe(true);
    expect(Number.isInteger(silentRowLimit) && silentRowLimit >= 1).toBe(true);
  });

  it("writes values of its language as literals that keep apart code and text", () => {
    const harmless = driver.dialect.literal("a", "string");
    const hostile = driver.dialect.literal('a"\'\\', "string");
    expect(harmless === hostile || harmless === "" || hostile === 'a"\'\\').toBe(false);
  });

  if (driver.capabilities.listsSchema) it("lists its tables, each with named and typed columns", schemaTest);
  else it.skip("lists its tables (no capability listsSchema)", () => {});

  async function schemaTest(): Promise<void> {
    await withConnection(async (connection) => {
      const schema = await connection.schema?.();
      const tables = schema?.tables ?? [];
      expect(tables.length).toBeGreaterThan(0);
      expect(new Set(tables.map((table) => table.name)).size).toBe(tables.length);
      for (const table of tables) {
        expect(new Set(table.columns.map((column) => column.name)).size, table.name).toBe(table.columns.length);
        expect(table.columns.filter((column) => column.name === "" || !isKqlType(column.type)), table.name).toEqual([]);
      }
    });
  }
}
