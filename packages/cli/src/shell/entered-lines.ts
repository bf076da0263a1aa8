import type { Interface } from "node:readline";
import type { Readable, Writable } from "node:stream";

/** A line, and the one behind it where both came at once: from a text that was pasted. */
export interface EnteredLine {
  readonly line: string;
  readonly next: string | undefined;
}

const bracketedPasteOn = "\u001b[?2004h";
const bracketedPasteOff = "\u001b[?2004l";

/**
 * The lines of a terminal as they are entered, until it is closed. Terminals that mark what is pasted ("bracketed paste") are
 * asked to, so that a text is taken as one however slowly it arrives; elsewhere, lines that arrive in one turn are taken for one.
 */
export async function* enteredLines(lines: Interface, { stdin, stdout }: { readonly stdin: Readable; readonly stdout: Writable }): AsyncGenerator<EnteredLine> {
  const waiting: EnteredLine[] = [];
  const batch: string[] = [];
  let [pasting, ended] = [false, false];
  let wake = (): void => undefined;
  const flush = (): void => {
    if (pasting && !ended) return;
    for (const [index, line] of batch.entries()) waiting.push({ line, next: batch[index + 1] });
    batch.length = 0;
    wake();
  };
  const onLine = (line: string): void => void (batch.push(line) === 1 && queueMicrotask(flush));
  const onKey = (_text: unknown, key: { readonly name?: string } | undefined): void => {
    if (key?.name === "paste-start") pasting = true;
    if (key?.name !== "paste-end") return;
    pasting = false;
    queueMicrotask(flush);
  };
  const onClose = (): void => {
    ended = true;
    flush();
  };
  lines.on("line", onLine).on("close", onClose);
  stdin.on("keypress", onKey);
  stdout.write(bracketedPasteOn);
  try {
    while (!ended || waiting.length > 0) {
      const line = waiting.shift();
      if (line !== undefined) yield line;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    lines.off("line", onLine).off("close", onClose);
    stdin.off("keypress", onKey);
    stdout.write(bracketedPasteOff);
  }
}
