import type { Readable, Writable } from "node:stream";

/** Everything that a command takes from the process around it, so that tests can give their own. */
export interface CommandSurroundings {
  /** Results go here, and nothing else. */
  readonly stdout: Writable & TerminalStream;
  /** Messages, warnings and progress go here. */
  readonly stderr: Writable & TerminalStream;
  /** A query text may come from here. */
  readonly stdin: Readable & { readonly isTTY?: boolean };
  /** The environment variables. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The folder that relative paths start from. */
  readonly cwd: string;
  /** The present time. */
  readonly now: () => Date;
  /** Fires when the user wants the command to stop. */
  readonly signal: AbortSignal;
}

/** What is asked of a stream that may be a terminal. */
export interface TerminalStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
}
