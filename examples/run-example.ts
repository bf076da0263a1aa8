import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** What a program printed, and how it ended. */
export interface ExampleRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How an example is run. */
export interface ExampleOptions {
  readonly parameters?: readonly string[];
  /** Environment variables, beside those that a program needs to start. No setting of the machine reaches it. */
  readonly env?: Readonly<Record<string, string>>;
}

/** The words that start an example's program on the sources of the packages, so that no build is needed. */
export function startWords(program: URL): string[] {
  return ["--conditions=huntkit-source", "--import", "tsx", fileURLToPath(program)];
}

/** The environment that an example starts with: no settings, no proxy and no colours of the machine. */
export function exampleEnvironment(env: Readonly<Record<string, string>> = {}): Record<string, string> {
  return { PATH: process.env["PATH"] ?? "", HOME: process.env["HOME"] ?? "", TMPDIR: process.env["TMPDIR"] ?? "/tmp", NO_COLOR: "1", ...env };
}

/** Runs an example's program as a process of its own, in the folder of the example, until it ends. */
export async function runExample(program: URL, { parameters = [], env = {} }: ExampleOptions = {}): Promise<ExampleRun> {
  const child = spawn(process.execPath, [...startWords(program), ...parameters], { cwd: fileURLToPath(new URL("..", program)), env: exampleEnvironment(env) });
  const [stdout, stderr] = [child.stdout, child.stderr].map((stream) => {
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    return () => Buffer.concat(chunks).toString();
  });
  const code = await new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve));
  return { code, stdout: stdout?.() ?? "", stderr: stderr?.() ?? "" };
}
