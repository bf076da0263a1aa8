import { PassThrough, Readable } from "node:stream";
import type { CommandSurroundings } from "../src/index.js";
import { main } from "../src/index.js";

/** What a command did. */
export interface CommandOutcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a test may give a command. */
export interface CommandSetup extends Partial<Omit<CommandSurroundings, "stdout" | "stderr" | "stdin">> {
  readonly stdin?: string;
  readonly terminal?: { readonly columns: number };
}

/** Runs a command line inside this process, with streams of its own. */
export async function runInProcess(parameters: readonly string[], setup: CommandSetup = {}): Promise<CommandOutcome> {
  const { stdin, terminal, ...rest } = setup;
  const streams = [new PassThrough(), new PassThrough()].map((stream) => Object.assign(stream, terminal ? { isTTY: true, columns: terminal.columns } : {}));
  const collected = streams.map((stream) => {
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(Buffer.from(chunk)));
    return chunks;
  });
  const [stdout, stderr] = streams as [PassThrough, PassThrough];
  const code = await main(parameters, {
    stdout,
    stderr,
    stdin: Readable.from(stdin === undefined ? [] : [stdin]),
    env: { NO_COLOR: "1" },
    cwd: process.cwd(),
    now: () => new Date("2026-07-08T12:00:00Z"),
    signal: new AbortController().signal,
    ...rest,
  });
  await Promise.all(streams.map((stream) => new Promise((resolve) => stream.end(() => setImmediate(resolve)))));
  const [out = [], err = []] = collected;
  return { code, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() };
}
