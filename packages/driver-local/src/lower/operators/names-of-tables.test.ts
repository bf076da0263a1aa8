import { QueryError, UnsupportedError } from "@huntkit/provider";
import { describe, expect, it } from "vitest";
import { rowsOf, run, type TestTables } from "../../compile/__fixtures__/run-kql.js";

const tables: TestTables = { Real: { columns: { r: { type: "long" } }, create: "CREATE TABLE Real AS SELECT 7::BIGINT AS r" } };
const views = "let V1 = view () { print x = 1 }; let V2 = view () { print y = 2 }; let V3 = () { print z = 3 };";
const names = async (text: string): Promise<string[]> => (await run(text, tables)).columns.map(({ name }) => name);

describe("R66 names with * in union, search and find", () => {
  it("mean views among the lets, and no other functions; each shows its own name", async () => {
    expect(await rowsOf(`${views} union withsource=S V* | sort by S asc`)).toEqual([["V1", 1, null], ["V2", null, 2]]);
    expect(await rowsOf(`${views} union withsource=S V2*`)).toEqual([["V2", 2]]);
    expect(await rowsOf(`${views} search in (V*) '2'`)).toEqual([["V2", null, 2]]);
    expect(await rowsOf(`${views} find in (V*, V1) where x == 1 project x`)).toEqual([["V1", 1], ["V1", 1]]);
  });

  it("mean tables and views together, and a view in the body of a function", async () => {
    expect(await run("let V1 = view () { print x = 1 }; union withsource=S * | sort by S asc", tables).then(({ rows }) => rows)).toEqual([["Real", 7, null], ["V1", null, 1]]);
    expect(await rowsOf("let f = () { let V1 = view () { print x = 1 }; union V* }; f()")).toEqual([[1]]);
    expect(await run("union withsource=S Re*", tables).then(({ rows }) => rows)).toEqual([["Real", 7]]);
  });
});

describe("R67 union isfuzzy=true", () => {
  it("leaves out tables, pipes and names with * that do not exist", async () => {
    expect(await rowsOf(`${views} union isfuzzy=true V1, (Nope | where q > 1), Some*, V1* | count`)).toEqual([[2]]);
  });

  it("is an error if there is none at all, and without isfuzzy for each", async () => {
    await expect(run("union isfuzzy=true Nope, NopeToo")).rejects.toThrow("Nope, NopeToo");
    await expect(run("union isfuzzy=false (print a = 1), Nope*")).rejects.toThrow(QueryError);
  });
});

describe("R20 names that a union makes of a name and a type", () => {
  it("give way to a column that has the name", async () => {
    const text = "let A = print x = 1; let B = print x = toint(2); let C = print x_long = 3; union A, B, C";
    expect(await names(text)).toEqual(["x_long1", "x_int", "x_long"]);
    expect(await rowsOf(`${text} | where isnotnull(x_long) | project x_long`)).toEqual([[3]]);
    await expect(run("union (print x = 1), (print x = 'a'), (print x_long = 'b')")).rejects.toThrow(UnsupportedError);
  });
});

describe("R66 withsource of lets", () => {
  const sources = async (text: string): Promise<unknown[]> => (await run(text, tables)).rows.map(([source]) => source);

  it("shows the table that a let only gives another name, also over several lets and left of the pipe", async () => {
    expect(await sources("let A = Real; let B = A; union withsource=S B, (print r = 1) | sort by r desc")).toEqual(["Real", "union_arg1"]);
    expect(await sources("let A = Real; A | union withsource=S (print r = 1) | sort by r desc")).toEqual(["Real", "union_arg1"]);
    expect(await sources("let Real = print r = 9; union withsource=S Real, (print r = 1) | sort by r desc")).toEqual(["union_arg0", "union_arg1"]);
  });

  it("has no name for any other let", async () => {
    expect(await sources("let A = Real | where r > 0; let B = datatable(r:long)[1]; union withsource=S A, Real, B | sort by r desc, S desc")).toEqual(["union_arg0", "Real", "union_arg2"]);
  });
});

describe("R65 find", () => {
  it("holds a column of several types against the condition by each table's own", async () => {
    const text = "let A = datatable(x:long, z:string)[1, 'b']; let B = datatable(x:string, z:string)['u', 'c'];";
    expect(await names(`${text} find in (A, B) where x == 1`)).toEqual(["source_", "x_long", "x_string", "z", "pack_"]);
    expect(await rowsOf(`${text} find in (A, B) where x == 1`)).toEqual([["A", 1, "", "b", {}]]);
    expect(await rowsOf(`${text} find in (A, B) where x == 'u'`)).toEqual([["B", null, "u", "c", {}]]);
  });

  it("project-smart is the default, pack_all() takes what is not shown", async () => {
    const text = "let A = datatable(x:long, z:string)[1, 'b']; let B = datatable(y:string, z:string)['u', 'b'];";
    expect(await names(`${text} find in (A, B) where z == 'b' project-smart`)).toEqual(["source_", "z", "pack_"]);
    expect(await rowsOf(`${text} find in (A, B) where z == 'b' project z, x, pack_all ( )`)).toEqual([["A", "b", 1, {}], ["B", "b", null, { y: "u" }]]);
    expect(await rowsOf(`${text} find in (A) where z == 'b' project pack_all()`)).toEqual([["A", { x: 1, z: "b" }]]);
  });
});

describe("R68 restrict access to", () => {
  const text = (entities: string, rest: string): Promise<readonly unknown[]> => run(`let T = Real; ${views} restrict access to (${entities}); ${rest}`, tables).then(({ rows }) => rows);

  it("hides tables and lets that it does not name, also behind * and in other tables' place", async () => {
    expect(await text("V1", "V1")).toEqual([[1]]);
    await expect(text("V1", "Real")).rejects.toThrow("does not give access to Real");
    await expect(text("V1", "V1 | join kind=inner (Real) on $left.x == $right.r")).rejects.toThrow("Real");
    await expect(text("V1", "print a = toscalar(V2)")).rejects.toThrow("V2");
    await expect(text("V1", "table('Real')")).rejects.toThrow("Real");
    await expect(text("V1", "T")).rejects.toThrow("access to T");
    expect(await text("V1", "union *")).toEqual([[1]]);
    expect(await text("V1", "search '1'")).toEqual([["V1", 1]]);
  });

  it("lets what it names read what is hidden, and what is declared behind it be seen", async () => {
    expect(await text("T", "T | project r")).toEqual([[7]]);
    expect(await text("V1", "let W = V1 | extend w = 1; let f = (Q:(x:long)) { Q }; f((W | project x))")).toEqual([[1]]);
  });

  it("* means lets, database().* tables", async () => {
    expect(await text("*", "V3")).toEqual([[3]]);
    await expect(text("*", "Real")).rejects.toThrow("Real");
    expect(await text("database().*", "Real")).toEqual([[7]]);
    await expect(text("database().*", "V1")).rejects.toThrow("V1");
    await expect(text("V1.x", "V1")).rejects.toThrow();
  });
});
