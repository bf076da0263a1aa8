import { expect, it } from "vitest";
import { rowsOf } from "../../compile/__fixtures__/run-kql.js";
import { engineError } from "../../runtime/engine-error.js";

const failure = (text: string): Promise<unknown> => rowsOf(text).catch((error: unknown) => engineError(error));

it("assert() is true where its condition holds, and ends the query with its words where it does not", async () => {
  expect(await rowsOf("print x = assert(1 < 2, 'no way')")).toEqual([[true]]);
  expect(await rowsOf("datatable(x: long)[3, 4] | where assert(x > 2, 'too small') | project x")).toEqual([[3], [4]]);
  await expect(failure("print assert(1 > 2, 'no way: 1, \\'2\\'')")).resolves.toMatchObject({ kind: "query", code: "assertion-failed", message: "An assert() of the query does not hold: no way: 1, '2'" });
  await expect(failure("datatable(x: long)[3, 1] | where assert(x > 2, 'too small')")).resolves.toMatchObject({ code: "assertion-failed" });
});
