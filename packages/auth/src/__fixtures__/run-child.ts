import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "tsup";

const here = dirname(fileURLToPath(import.meta.url));

/** A program made from a file beside this one, so that it runs in a process of its own without a build of the package. */
export interface ChildProgram {
  /** Starts it with a parameter that it reads as JSON. */
  start(parameter: unknown, nodeArguments?: readonly string[], environment?: Readonly<Record<string, string>>): ChildProcess;
  /** Starts it and waits for its end; gives what it printed. */
  run(parameter: unknown, nodeArguments?: readonly string[], environment?: Readonly<Record<string, string>>): Promise<{ readonly code: number | null; readonly output: string; readonly errors: string }>;
  remove(): void;
}

/** Bundles a child program with the sources of this workspace; libraries stay outside and load as they do for users. */
export async function childProgram(name: string): Promise<ChildProgram> {
  const folder = join(here, "..", "..", "node_modules", ".cache", `${name}-${process.pid}`);
  mkdirSync(folder, { recursive: true });
  await build({
    entry: [join(here, `${name}.ts`)],
    outDir: folder,
    outExtension: () => ({ js: ".mjs" }),
    format: "esm",
    target: "node20",
    platform: "node",
    splitting: true,
    config: false,
    silent: true,
    dts: false,
    noExternal: [/^@huntkit\//],
    external: [/^[^./@]/, /^@(?!huntkit)/],
    esbuildOptions: (options) => void (options.conditions = ["huntkit-source"]),
  });
  const start: ChildProgram["start"] = (parameter, nodeArguments = [], environment = {}) =>
    spawn(process.execPath, [...nodeArguments, join(folder, `${name}.mjs`), JSON.stringify(parameter)], { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...environment } });
  return {
    start,
    run: (parameter, nodeArguments, environment) =>
      new Promise((resolve, reject) => {
        const child = start(parameter, nodeArguments, environment);
        let output = "";
        let errors = "";
        child.stdout?.on("data", (piece) => (output += String(piece)));
        child.stderr?.on("data", (piece) => (errors += String(piece)));
        child.on("error", reject).on("close", (code) => resolve({ code, output, errors }));
      }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
