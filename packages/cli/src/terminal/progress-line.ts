import type { ProgressEvent, ProgressListener } from "@huntkit/provider";
import type { CommandSurroundings } from "../command-surroundings.js";

/** A line on the terminal that tells what a command is doing. */
export interface ProgressLine {
  /** Shows an event; nothing at all if the standard error is no terminal. */
  readonly show: ProgressListener;
  /** Takes the line away, before anything else is written. */
  clear(): void;
}

const LEAST_MILLISECONDS_BETWEEN = 80;

/** Makes the progress line of the standard error. */
export function progressLine({ stderr, now }: Pick<CommandSurroundings, "stderr" | "now">): ProgressLine {
  if (!stderr.isTTY) return { show: () => undefined, clear: () => undefined };
  let last = 0;
  let shown = false;
  return {
    show: (event) => {
      const time = now().getTime();
      if (time - last < LEAST_MILLISECONDS_BETWEEN) return;
      last = time;
      shown = true;
      stderr.write(`\r\u001b[2K${printable(eventText(event)).slice(0, (stderr.columns ?? 80) - 1)}`);
    },
    clear: () => {
      if (shown) stderr.write("\r\u001b[2K");
      shown = false;
    },
  };
}

// Messages may name files: keep to characters that cannot steer the terminal.
function printable(text: string): string {
  return text.replace(/[^\x20-\x7e\u00a1-\u00ac\u00ae-\u0600\u2026]/g, "?");
}

function eventText(event: ProgressEvent): string {
  switch (event.type) {
    case "step":
      return event.total === undefined ? event.message : `${event.message} (${event.done ?? 0}/${event.total})`;
    case "part-start":
      return `Part ${event.part} of ${event.parts} …`;
    case "part-done":
      return `Part ${event.part} of ${event.parts}: ${event.rows} rows`;
    case "part-halved":
      return `Part ${event.part} of ${event.parts} is too large: it is asked for in halves`;
    case "part-failed":
      return `Part ${event.part} of ${event.parts} failed: ${event.message}`;
    case "waiting":
      return `Waiting (${event.reason}) until ${new Date(event.untilMilliseconds).toISOString()}`;
  }
}
