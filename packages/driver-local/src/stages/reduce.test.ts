import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tableRows } from "@huntkit/provider";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isLocalConnection, localDriver, type LocalConnection } from "../index.js";
import { patternsOf } from "./reduce-patterns.js";

const folder = mkdtempSync(join(tmpdir(), "huntkit-reduce-"));
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

async function rows(text: string): Promise<unknown[][]> {
  const result = await connection.query(text);
  if (result.status !== "complete") throw new TypeError("partial");
  expect(result.warnings?.map(({ code, message }) => [code, message.split(" ")[0]])).toEqual([["approximate-function", "reduce"]]);
  return [...tableRows(result.table)].map((row) => [...row]);
}

const lines = "range i from 1 to 20 step 1 | project i, m = iff(i % 5 == 0, strcat('disk ', new_guid()), strcat('login of user', i, ' at 10.0.0.', i % 3))";

describe("R69 reduce", () => {
  it("keeps the terms that occur often, and stars for the others and for numbers", async () => {
    expect(await rows(`${lines} | where i % 5 > 0 | reduce by m`)).toEqual([["login of * at *.*.*.*", 16, "login of user1 at 10.0.0.1"]]);
    expect(await rows("datatable(m:string)['a b', 'a b', 'a c', 'd'] | reduce by m with threshold=0.4")).toEqual([["a b", 2, "a b"], ["others", 2, ""]]);
  });

  it("parts terms at the given characters, which the stars take in", async () => {
    expect(await rows("range i from 1 to 20 step 1 | project m = strcat('bootQ', i) | reduce by m")).toEqual([["others", 20, ""]]);
    expect(await rows("range i from 1 to 9 step 1 | project m = strcat('bootQ', i) | reduce by m with characters='Q'")).toEqual([["boot*", 9, "bootQ1"]]);
  });

  it("kind=source keeps the rows; no rows give none; other values are taken as texts", async () => {
    const found = await rows(`${lines} | where i in (1, 2) | reduce kind=source by m with threshold=0.6 | sort by i asc`);
    expect(found).toEqual([1, 2].map((i) => [i, `login of user${i} at 10.0.0.${i}`, "login of * at *.*.*.*", 2, "login of user1 at 10.0.0.1"]));
    expect(await rows(`${lines} | where i > 99 | reduce by m`)).toEqual([]);
    await expect(connection.query(`${lines} | reduce by m with threshold=7`)).rejects.toThrow("from 0 to 1");
  });

  it("counts each text in one group", () => {
    const texts = Array.from({ length: 200 }, (_, index) => ({ text: `${"abc"[index % 3]}-${index % 7}/${"xyz"[index % 2]} ${index}`, count: 1 + (index % 4) }));
    const total = texts.reduce((sum, { count }) => sum + count, 0);
    for (const threshold of [0, 0.01, 0.1, 0.4, 1]) {
      const { groups, patterns } = patternsOf(texts, { threshold });
      expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(total);
      expect(new Set(patterns.values())).toEqual(new Set(groups.map(({ pattern }) => pattern)));
    }
  });
});
