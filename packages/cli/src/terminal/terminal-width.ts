import type { CommandSurroundings } from "../command-surroundings.js";

const USUAL_WIDTH = 120;
const LEAST_WIDTH = 20;

/** The cells of a line of the standard output: the terminal's own, else COLUMNS, else 120. */
export function terminalWidth({ stdout, env }: Pick<CommandSurroundings, "stdout" | "env">): number {
  const told = stdout.isTTY ? stdout.columns : Number(env["COLUMNS"]);
  return told !== undefined && Number.isInteger(told) && told >= LEAST_WIDTH ? told : USUAL_WIDTH;
}
