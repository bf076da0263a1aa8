import { buildProgram } from "./build-program.js";
import type { CommandSurroundings } from "./command-surroundings.js";
import { exitCodes } from "./exit-codes.js";
import { reportError } from "./report-error.js";

/**
 * Runs a command line.
 * @param parameters What stands after the command's name.
 * @returns the exit code; see {@link exitCodes}. Never throws: failures are written to the standard error.
 */
export async function main(parameters: readonly string[], surroundings: CommandSurroundings): Promise<number> {
  let code: number = exitCodes.ok;
  try {
    const program = buildProgram(surroundings, (ended) => (code = ended));
    await program.parseAsync([...parameters], { from: "user" });
    return code;
  } catch (error) {
    const usageCode = commandLineExit(error);
    return usageCode ?? reportError(error, surroundings);
  }
}

// Commander has told the user already; a wrong command line is the user's mistake.
function commandLineExit(error: unknown): number | undefined {
  const { code, exitCode } = (error ?? {}) as { code?: unknown; exitCode?: unknown };
  if (typeof code !== "string" || !code.startsWith("commander.")) return undefined;
  return exitCode === 0 ? exitCodes.ok : exitCodes.mistake;
}
