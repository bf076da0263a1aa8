import { describe, expect, it } from "vitest";
import { rows } from "./__fixtures__/evaluate.js";

const source = 'datatable(a:string, n:long)["x", 3, "x", 1, "y", 2, "y", 2, "z", long(null)] | sort by a asc, n asc';

it("R200, R201: row_number, prev and next follow the order of the rows", async () => {
  expect(await rows(`${source} | project a, n, row_number(), row_number(10), prev(n), next(n), prev(a), prev(n, 2, -1)`)).toEqual([
    ["x", 1, 1, 10, null, 3, "", -1],
    ["x", 3, 2, 11, 1, 2, "x", -1],
    ["y", 2, 3, 12, 3, 2, "x", 1],
    ["y", 2, 4, 13, 2, null, "y", 3],
    ["z", null, 5, 14, 2, null, "y", 2],
  ]);
});

it("R202: row_cumsum adds up, a null as 0, and begins again at a restart", async () => {
  expect(await rows(`${source} | project row_cumsum(n), row_cumsum(n, a != prev(a)), row_number(1, a != prev(a))`)).toEqual([
    [1, 1, 1],
    [4, 4, 2],
    [6, 2, 1],
    [8, 4, 2],
    [8, 0, 1],
  ]);
});

it("R203: ranks count changes from row to row, row_rank_min the rows before", async () => {
  const ranked = "datatable(n:long)[2, 3, 3, 3, 100] | sort by n asc";
  expect(await rows(`${ranked} | project row_rank_dense(n), row_rank_min(n)`)).toEqual([[1, 1], [2, 2], [2, 2], [2, 2], [3, 5]]);
  expect(await rows(`${source} | project row_rank_dense(n, a != prev(a)), row_rank_min(n, a != prev(a))`)).toEqual([[1, 1], [2, 2], [1, 1], [1, 1], [1, 1]]);
});

it("a condition over neighbouring rows keeps the neighbours", async () => {
  expect(await rows(`${source} | where a != prev(a) and row_number(1, a != prev(a)) == 1 | project a`)).toEqual([["x"], ["y"], ["z"]]);
});

describe("row_window_session()", () => {
  const times = ["00:00", "00:04", "00:08", "00:30", "01:00"].map((time) => `datetime(2024-01-01T${time}:00)`).join(", ");
  const session = async (call: string, values = times): Promise<unknown[]> => (await rows(`datatable(t: datetime)[${values}] | sort by t asc nulls last | project s = ${call}`)).map(([start]) => start);
  const at = (time: string): string => `2024-01-01T${time}:00.0000000Z`;

  it("R254: begins a session too far from its first row or from the one before", async () => {
    expect(await session("row_window_session(t, 1h, 5m)")).toEqual([at("00:00"), at("00:00"), at("00:00"), at("00:30"), at("01:00")]);
    expect(await session("row_window_session(t, 8m, 1h)")).toEqual([at("00:00"), at("00:00"), at("00:08"), at("00:30"), at("01:00")]);
    expect(await session("row_window_session(t, 1h, 1h)")).toEqual([at("00:00"), at("00:00"), at("00:00"), at("00:00"), at("01:00")]);
  });

  it("R254: begins one where a restart is asked for, and after a null", async () => {
    expect(await session("row_window_session(t, 10h, 10h, t == datetime(2024-01-01T00:08:00))")).toEqual([at("00:00"), at("00:00"), at("00:08"), at("00:08"), at("00:08")]);
    expect(await session("row_window_session(t, 10h, 10h)", `${times}, datetime(null)`)).toEqual([...Array.from({ length: 5 }, () => at("00:00")), null]);
  });
});
