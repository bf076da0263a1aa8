import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { generateSample } from "@huntkit/driver-local/sample";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { main } from "../main.js";
import { EntryBuffer } from "./entry-buffer.js";
import { localSource } from "./local-source.js";
import { completeLine } from "./shell-completer.js";
import { historyFile, joinEntry } from "./shell-history.js";
import type { ShellSource } from "./shell-source.js";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "huntkit-shell-"));
  await generateSample({ out: join(folder, "data"), date: "2026-07-08" });
});
afterAll(() => rm(folder, { recursive: true }));

describe("lines become queries", () => {
  const entries = (...lines: string[]) => {
    const buffer = new EntryBuffer();
    return lines.map((line) => buffer.add(line));
  };

  it("ends a query at a ; and at an empty line, and passes empty lines over before one", () => {
    expect(entries("", "T | take 1;", "T", "| take 2", "")).toEqual([
      { type: "nothing" },
      { type: "query", text: "T | take 1" },
      { type: "more" },
      { type: "more" },
      { type: "query", text: "T\n| take 2" },
    ]);
  });

  it("does not end a query at the ; of a let statement, of one line or of many", () => {
    expect(entries("let x = 1;", "let y = T", "| take 2;", "print x;").map(({ type }) => type)).toEqual(["more", "more", "more", "query"]);
  });

  it("does not end a query at an empty line behind let statements, or in brackets, unless a second one follows", () => {
    expect(entries("let x = 1;", "", "print x", "").map(({ type }) => type)).toEqual(["more", "more", "more", "query"]);
    expect(entries("T | where a in (1,", "", "2)", "").map(({ type }) => type)).toEqual(["more", "more", "more", "query"]);
    expect(entries("T | where a in (1,", "", "").map(({ type }) => type)).toEqual(["more", "more", "query"]);
    expect(entries("// why", "", "print 1;").map(({ type }) => type)).toEqual(["more", "more", "query"]);
  });

  it("does not end a query inside a function's body, a text or a comment", () => {
    expect(entries("let f = (n: long) {", "let y = n;", "T | where a == y", "};", "f(1);").map(({ type }) => type)).toEqual(["more", "more", "more", "more", "query"]);
    expect(entries("print x = ```a;", "", "(```;").map(({ type }) => type)).toEqual(["more", "more", "query"]);
    expect(entries("print x = 'let (' // that's ;", "| count;").map(({ type }) => type)).toEqual(["more", "query"]);
    expect(entries("print 'a;").map(({ type }) => type)).toEqual(["query"]); // the engine tells where it went wrong
  });

  it("goes on behind an empty line with what can only be the rest of a query, in a text that was pasted", () => {
    const buffer = new EntryBuffer();
    const lines = ["T", "| take 1", "", "| take 2", "", "U | count", ""];
    const found = lines.map((line, index) => buffer.add(line, lines[index + 1]));
    expect(found.flatMap((entry) => (entry.type === "query" ? [entry.text] : []))).toEqual(["T\n| take 1\n\n| take 2", "U | count"]);
  });

  it("takes a line that begins with a point for a command, but not inside a query", () => {
    expect(entries(".schema  T", "T", ".schema T").map(({ type }) => type)).toEqual(["command", "more", "more"]);
  });
});

describe("history", () => {
  it("is kept where the environment says, in the state folder, or not at all", () => {
    expect(historyFile({ HUNTKIT_HISTORY: "/h" })).toBe("/h");
    expect(historyFile({ HUNTKIT_HISTORY: "" })).toBeUndefined();
    expect(historyFile({ XDG_STATE_HOME: "/s" }, "linux")).toBe(join("/s", "huntkit", "history"));
    expect(historyFile({ HOME: "/home/a" }, "linux")).toBe(join("/home/a", ".local", "state", "huntkit", "history"));
  });
});

describe("history of queries of several lines", () => {
  const joined = (entries: string[], query: string) => {
    joinEntry(entries, query);
    return entries;
  };

  it("is one entry, without comments and with texts as they are", () => {
    expect(joined(["| count;", "// why", "T", "before"], "T\n// why\n| count")).toEqual(["T | count;", "before"]);
    expect(joined(["| where a == 'b  // c';", "T"], "T\n| where a == 'b  // c'")).toEqual(["T | where a == 'b  // c';"]);
    expect(joined(["later", "| count", "T", "before"], "T\n\n| count")).toEqual(["later", "T | count;", "before"]);
  });

  it("stays in lines where a text has several", () => {
    expect(joined(["b```;", "print ```a"], "print ```a\nb```")).toEqual(["b```;", "print ```a"]);
    expect(joined(["print 1;"], "print 1")).toEqual(["print 1;"]);
  });
});

describe("completion", () => {
  let source: ShellSource;
  beforeAll(async () => {
    source = await localSource({ path: join(folder, "data") }, surroundings(new AbortController().signal).given);
  });
  afterAll(() => source.close());

  it("offers tables, operators, columns of earlier lines' table, functions, and commands", () => {
    expect(completeLine("deviceproc", "", source)).toEqual([["DeviceProcessEvents"], "deviceproc"]);
    expect(completeLine("DeviceProcessEvents | summ", "", source)[0]).toContain("summarize");
    expect(completeLine("| where InitiatingProcessFi", "DeviceProcessEvents\n", source)[0]).toContain("InitiatingProcessFileName");
    expect(completeLine("| extend a = strle", "DeviceProcessEvents\n", source)[0].some((name) => name.startsWith("strlen"))).toBe(true);
    expect(completeLine(".sch", "", source)).toEqual([[".schema"], ".sch"]);
    expect(completeLine(".schema deviceproc", "", source)).toEqual([["DeviceProcessEvents"], "deviceproc"]);
  });
});

describe("huntkit kql without a text, on a terminal", () => {
  it("runs queries and commands, tells failures and goes on, limits rows with a notice, keeps the history for the user alone", async () => {
    const history = join(folder, "state", "history");
    const { given, out, err } = surroundings(new AbortController().signal, history);
    const ended = main(["kql", "--path", join(folder, "data"), "--limit", "3"], given);
    for (const line of [".tables logon", "NoSuchTable;", "DeviceProcessEvents", "| project FileName", "", ".format csv", "print A = 'last';", ".nonsense", ".quit"]) given.stdin.write(`${line}\n`);
    expect(await ended).toBe(0);
    expect(out()).toMatch(/^DeviceLogonEvents +\d+ columns$/m);
    expect(out()).toContain("A\r\nlast\r\n");
    expect(err()).toContain("'NoSuchTable' does not refer to any known");
    expect(err()).toMatch(/warning: .*3 of /);
    expect(err()).toContain("There is no command .nonsense");
    expect((await readFile(history, "utf8")).split("\n").slice(0, 3)).toEqual([".quit", ".nonsense", "print A = 'last';"]);
    expect((await stat(history)).mode & 0o777).toBe(0o600);
  });

  it("takes a text that is pasted as one, in marks of the terminal or in one go, and keeps each query as one entry", async () => {
    const history = join(folder, "pasted");
    const { given, out, err } = surroundings(new AbortController().signal, history);
    const ended = main(["kql", "--path", join(folder, "data")], given);
    const query = "let names = dynamic(['a', 'b']);\n\nprint Name = names\n\n| mv-expand Name\n\n| count;\n";
    given.stdin.write(`\u001b[200~${query.slice(0, 50)}`);
    await new Promise((resolve) => setImmediate(resolve));
    given.stdin.write(`${query.slice(50)}\u001b[201~${query.replace("| count", "| where Name == 'b' | project Last = strcat('<', tostring(Name), '>')")}`);
    await until(() => out().includes("<b>"));
    given.stdin.write(".quit\n");
    expect(await ended).toBe(0);
    expect(err()).not.toContain("error");
    expect(out()).toMatch(/Count *\r?\n *2/);
    expect((await readFile(history, "utf8")).split("\n").slice(1, 3).map((line) => line.slice(0, 70))).toEqual(Array(2).fill("let names = dynamic(['a', 'b']); print Name = names | mv-expand Name |"));
  });

  it("stops the running query at Ctrl-C, and goes on", async () => {
    const { given, out, err } = surroundings(new AbortController().signal);
    const ended = main(["kql", "--path", join(folder, "data")], given);
    given.stdin.write("range x from 1 to 1000000000000 step 1 | where x == -1;\n");
    await until(() => out().includes("range x"));
    given.stdin.write("\u0003");
    await until(() => err().includes("Cancelled."));
    given.stdin.write("print B = 'after';\n.quit\n");
    expect(await ended).toBe(0);
    expect(out()).toContain("after");
  });
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}

function surroundings(signal: AbortSignal, history = "") {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()].map((stream) => Object.assign(stream, { isTTY: true, columns: 120 }));
  const texts = [stdout, stderr].map((stream) => {
    const chunks: string[] = [];
    stream?.on("data", (chunk: Buffer) => chunks.push(chunk.toString()));
    return () => chunks.join("");
  });
  const given = { stdin: stdin as PassThrough, stdout: stdout as PassThrough, stderr: stderr as PassThrough, env: { NO_COLOR: "1", HUNTKIT_HISTORY: history }, cwd: folder, now: () => new Date("2026-07-08T12:00:00Z"), signal };
  return { given, out: texts[0] ?? (() => ""), err: texts[1] ?? (() => "") };
}
