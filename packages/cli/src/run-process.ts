import { exitCodes } from "./exit-codes.js";
import { main } from "./main.js";

/** Runs the command line of this process and ends the process with its exit code. */
export async function runProcess(): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", quietIfClosed);
  const code = await main(process.argv.slice(2), {
    stdout: process.stdout,
    stderr: process.stderr,
    stdin: process.stdin,
    env: process.env,
    cwd: process.cwd(),
    now: () => new Date(),
    signal: interruptSignal(),
  });
  await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
  // A query that cannot be interrupted holds the end of the process up: from here on, Ctrl-C ends it as the system does.
  for (const name of stopSignals) process.removeAllListeners(name);
  process.exit(code);
}

const stopSignals = ["SIGINT", "SIGTERM"] as const;

// The reader of a pipe may stop early (`| head`): no fault.
function quietIfClosed(error: NodeJS.ErrnoException): void {
  process.exit(error.code === "EPIPE" ? exitCodes.ok : exitCodes.fault);
}

function flushed(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => stream.write("", () => resolve()));
}

// The first Ctrl-C asks the command to stop; the second ends the process.
function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of stopSignals)
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(exitCodes.cancelled);
      controller.abort();
    });
  return controller.signal;
}
