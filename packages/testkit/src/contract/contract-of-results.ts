import { HuntError, isKqlType, tableRows, type DriverConnectOptions, type QueryResult, type ResultTable } from "@huntkit/provider";
import { rejectionOf, type ContractSubject } from "./run-driver-contract.js";
import { valueFits } from "./value-fits.js";

/** The table of a complete result; an empty one otherwise, which then fails the comparison. */
function tableOf(result: QueryResult): ResultTable {
  return result.status === "complete" ? result.table : { columns: [], rowCount: -1, cell: () => null };
}

/** What queries give. */
export function contractOfResults<Options extends DriverConnectOptions>({ driver, options, withConnection }: ContractSubject<Options>): void {
  const { it, expect } = options.tools;
  const { exact, empty, wrong } = options.queries;

  it("gives every value exactly, in its column's form", async () => {
    await withConnection(async (connection) => {
      const table = tableOf(await connection.query(exact.text));
      expect(table.columns.map(({ name, type }) => ({ name, type }))).toEqual(exact.columns);
      expect([...tableRows(table)]).toEqual(exact.rows);
      const odd = table.columns.filter((column, index) => !isKqlType(column.type) || [...tableRows(table)].some((row) => !valueFits(row[index], column.type)));
      expect(odd).toEqual([]);
    });
  });

  it("tells the text, the time it took and its warnings", async () => {
    await withConnection(async (connection) => {
      const result = await connection.query(exact.text);
      expect(result.query).toBe(exact.text);
      expect(result.durationMilliseconds >= 0 && Number.isFinite(result.durationMilliseconds)).toBe(true);
      expect(result.warnings.every((warning) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(warning.code) && warning.message !== "")).toBe(true);
    });
  });

  it("keeps typed columns when there is no row", async () => {
    await withConnection(async (connection) => {
      const table = tableOf(await connection.query(empty.text));
      expect(table.rowCount).toBe(0);
      expect(table.columns.map(({ name, type }) => ({ name, type }))).toEqual(empty.columns);
    });
  });

  it("gives cells that can be read after the connection was closed, in any order and more than once", async () => {
    const connection = await driver.connect(await options.connectOptions());
    const table = tableOf(await connection.query(exact.text));
    await connection.close();
    for (let column = table.columns.length - 1; column >= 0; column--)
      for (let row = table.rowCount - 1; row >= 0; row--) {
        expect(table.cell(row, column)).toEqual(exact.rows[row]?.[column]);
        expect(table.cell(row, column)).toEqual(exact.rows[row]?.[column]);
      }
  });

  it("tells a wrong text as an error of the query, and goes on working", async () => {
    await withConnection(async (connection) => {
      const error = await rejectionOf(connection.query(wrong));
      expect(HuntError.isInstance(error) && error.kind).toBe("query");
      expect((error as Error).message === "").toBe(false);
      expect(tableOf(await connection.query(exact.text)).rowCount).toBe(exact.rows.length);
    });
  });

  it("answers more queries at once than it asks for, each with its own rows", async () => {
    await withConnection(async (connection) => {
      const texts = Array.from({ length: driver.capabilities.concurrentQueries * 2 + 1 }, (_, index) => (index % 3 === 0 ? empty.text : index % 3 === 1 ? exact.text : wrong));
      const outcomes = await Promise.allSettled(texts.map((text) => connection.query(text)));
      const seen = outcomes.map((outcome) => (outcome.status === "fulfilled" ? tableOf(outcome.value).rowCount : "error"));
      expect(seen).toEqual(texts.map((text) => (text === wrong ? "error" : text === empty.text ? 0 : exact.rows.length)));
    });
  });
}
