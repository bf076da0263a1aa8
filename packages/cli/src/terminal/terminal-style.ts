import { styleText } from "node:util";
import type { CommandSurroundings, TerminalStream } from "../command-surroundings.js";

/** How text is marked on one stream; each function gives its text unchanged where colours are off. */
export interface TerminalStyle {
  bold(text: string): string;
  faint(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
  cyan(text: string): string;
}

/** Colours are used on a terminal, unless NO_COLOR or TERM=dumb says otherwise; FORCE_COLOR turns them on. */
export function terminalStyle(stream: TerminalStream, env: CommandSurroundings["env"]): TerminalStyle {
  const mark = (format: "bold" | "dim" | "red" | "yellow" | "cyan") =>
    usesColour(stream, env) ? (text: string) => styled(format, text) : (text: string) => text;
  return { bold: mark("bold"), faint: mark("dim"), red: mark("red"), yellow: mark("yellow"), cyan: mark("cyan") };
}

function usesColour(stream: TerminalStream, env: CommandSurroundings["env"]): boolean {
  if (env["NO_COLOR"]) return false;
  if (env["FORCE_COLOR"]) return env["FORCE_COLOR"] !== "0" && env["FORCE_COLOR"] !== "false";
  return stream.isTTY === true && env["TERM"] !== "dumb";
}

// From Node 22 on, styleText looks at process.stdout by itself unless it is told not to.
const always = { validateStream: false } as unknown as undefined;

function styled(format: "bold" | "dim" | "red" | "yellow" | "cyan", text: string): string {
  return (styleText as (format: string, text: string, options?: undefined) => string)(format, text, always);
}
