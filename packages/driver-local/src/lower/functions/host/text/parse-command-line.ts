/**
 * The arguments of a Windows command line by the rules of `CommandLineToArgvW`: the first one, the program, ends at a blank or
 * its closing quote and knows no escapes; in the others 2n backslashes before a quote are n backslashes, 2n + 1 are n and the
 * quote itself, and two quotes inside quotes are one quote. Source: "parse_command_line()" and "CommandLineToArgvW function".
 */
export function parseCommandLine(line: string): string[] {
  if (line.trim() === "") return [];
  const { program, rest } = firstArgument(line);
  return [program, ...otherArguments(rest)];
}

function firstArgument(line: string): { readonly program: string; readonly rest: string } {
  if (line.startsWith('"')) {
    const end = line.indexOf('"', 1);
    return end === -1 ? { program: line.slice(1), rest: "" } : { program: line.slice(1, end), rest: line.slice(end + 1) };
  }
  const end = /[\s]/.exec(line)?.index ?? line.length;
  return { program: line.slice(0, end), rest: line.slice(end) };
}

function otherArguments(text: string): string[] {
  const found: string[] = [];
  let current: string | undefined;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? "";
    if (character === "\\") {
      const run = /^\\+/.exec(text.slice(at))?.[0].length ?? 1;
      const beforeQuote = text[at + run] === '"';
      current = (current ?? "") + "\\".repeat(beforeQuote ? Math.floor(run / 2) : run);
      at += run - 1;
      if (beforeQuote && run % 2 === 1) {
        current += '"';
        at++;
      }
    } else if (character === '"') {
      current ??= "";
      if (quoted && text[at + 1] === '"') {
        current += '"';
        at++;
      } else quoted = !quoted;
    } else if (!quoted && (character === " " || character === "\t")) {
      if (current !== undefined) found.push(current);
      current = undefined;
    } else current = (current ?? "") + character;
  }
  if (current !== undefined) found.push(current);
  return found;
}
