import type { HuntError } from "@huntkit/provider";
import type { CommandSurroundings } from "./command-surroundings.js";
import { exitCodes } from "./exit-codes.js";
import { terminalStyle } from "./terminal/terminal-style.js";

const issuesPage = "the project's issue page";

/**
 * Tells the user about a failure, in a form that fits whose fault it is, and gives the exit code: one paragraph for what the
 * user can mend, nothing but a word for a cancelled command, the stack and a request to report for a fault of huntkit.
 */
export async function reportError(error: unknown, { stderr, env, signal }: CommandSurroundings): Promise<number> {
  if (isClosedPipe(error)) return exitCodes.ok;
  const { HuntError, isUserMistake } = await import("@huntkit/provider");
  const { visibleText } = await import("./visible-lines.js");
  const style = terminalStyle(stderr, env);
  const write = (text: string) => stderr.write(`${style.red("error:")} ${visibleText(text)}\n`);
  if (signal.aborted || (HuntError.isInstance(error) && error.kind === "cancelled")) {
    stderr.write("Cancelled.\n");
    return exitCodes.cancelled;
  }
  if (isUserMistake(error)) {
    write((error as HuntError).message);
    return exitCodes.mistake;
  }
  if (HuntError.isInstance(error) && error.kind !== "internal") {
    write(`${error.message}${error.retryable ? " The same command may succeed later." : ""}`);
    return exitCodes.fault;
  }
  write(`${(error as Error | undefined)?.message ?? String(error)}\n\nThis is a fault of huntkit. Please report it on ${issuesPage}, with the command and these lines:\n${stackOf(error)}`);
  return exitCodes.fault;
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? "" : `\ncaused by ${stackOf(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}

function isClosedPipe(error: unknown): boolean {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  return code === "EPIPE" || code === "ERR_STREAM_PREMATURE_CLOSE" || code === "ERR_STREAM_DESTROYED";
}
