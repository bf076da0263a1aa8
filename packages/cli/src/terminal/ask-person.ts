import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { CancelledError, Secret } from "@huntkit/provider";
import type { CommandSurroundings } from "../command-surroundings.js";

/** Asks the person at the terminal. */
export interface AskPerson {
  /** Shows a question and gives the line that was typed, without blanks around it. */
  line(question: string): Promise<string>;
  /** The same for a secret: what is typed is not shown, and nothing is cut off. */
  secret(question: string): Promise<Secret>;
  /** Shows a line. */
  tell(text: string): void;
}

/**
 * Gives a function a person to ask. Questions go to the standard error, so that the standard output holds results alone. Lines that
 * are typed or pasted ahead answer the questions to come.
 * @throws {CancelledError} out of a question that Ctrl-C or Ctrl-D answers, or when the command is stopped.
 */
export async function withPerson<Result>({ stdin, stderr, signal }: Pick<CommandSurroundings, "stdin" | "stderr" | "signal">, use: (person: AskPerson) => Promise<Result>): Promise<Result> {
  const screen = new Screen(stderr);
  // Without a history: it would keep secrets.
  const reader = createInterface({ input: stdin, output: screen, terminal: true, historySize: 0 });
  const lines = new LineQueue();
  const stop = (): void => lines.stop();
  reader.on("line", (line) => lines.add(line)).on("SIGINT", stop).on("close", stop);
  signal.addEventListener("abort", stop, { once: true });
  if (signal.aborted) stop();
  try {
    return await use({
      line: async (question) => (await answer(question, reader, lines)).trim(),
      secret: async (question) => {
        stderr.write(question);
        screen.muted = true;
        try {
          return new Secret(await lines.next());
        } finally {
          screen.muted = false;
          stderr.write("\n");
        }
      },
      tell: (text) => void stderr.write(`${text}\n`),
    });
  } finally {
    signal.removeEventListener("abort", stop);
    reader.close();
  }
}

function answer(question: string, reader: ReturnType<typeof createInterface>, lines: LineQueue): Promise<string> {
  reader.setPrompt(question);
  reader.prompt();
  return lines.next();
}

/** What the line editor writes to; while it is muted, nothing that is typed shows. */
class Screen extends Writable {
  muted = false;
  readonly #stream: CommandSurroundings["stderr"];

  constructor(stream: CommandSurroundings["stderr"]) {
    super({ decodeStrings: false });
    this.#stream = stream;
  }

  get columns(): number {
    return this.#stream.columns ?? 80;
  }

  override _write(chunk: string | Buffer, _encoding: BufferEncoding, done: () => void): void {
    if (!this.muted) this.#stream.write(chunk);
    done();
  }
}

class LineQueue {
  readonly #lines: string[] = [];
  #waiting: { readonly resolve: (line: string) => void; readonly reject: (error: Error) => void } | undefined;
  #stopped = false;

  add(line: string): void {
    if (this.#waiting) this.#waiting.resolve(line);
    else this.#lines.push(line);
    this.#waiting = undefined;
  }

  stop(): void {
    this.#stopped = true;
    this.#waiting?.reject(stopped());
    this.#waiting = undefined;
  }

  next(): Promise<string> {
    const line = this.#lines.shift();
    if (line !== undefined) return Promise.resolve(line);
    if (this.#stopped) return Promise.reject(stopped());
    return new Promise((resolve, reject) => (this.#waiting = { resolve, reject }));
  }
}

function stopped(): CancelledError {
  return new CancelledError({ code: "cancelled", message: "The questions were not answered to the end; nothing was written." });
}
