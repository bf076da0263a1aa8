import type { JsYaml } from "./load-yaml.js";

/** A text that the YAML parser takes, and where its characters stand in the file. */
export interface ReadableText {
  readonly text: string;
  /** The offset in the file of an offset in {@link text}. */
  fileOffset(offset: number): number;
}

/** A line that is too far to the left is moved by as much: deeper than files are nested. */
const shift = 64;
/** Each line that is moved costs a run of the parser. */
const maxParsedCharacters = 200_000_000;

let last: { readonly source: string; readonly readable: ReadableText } | undefined;

/** Whether an error says that a line of a quoted text or of a `[…]` stands too far to the left. */
export function isShallowLine(yaml: JsYaml, error: unknown): error is Error & { readonly mark: { readonly position: number } } {
  return error instanceof yaml.YAMLException && error.reason === "deficient indentation" && typeof error.mark?.position === "number";
}

/**
 * Moves the lines of quoted texts and of `[…]` and `{…}` that stand no deeper than their key to the right, where YAML wants them. The
 * reference's parser takes them where they are, and its files hold many. White space at the start of such a line means nothing, so
 * the values stay the same.
 */
export function readableText(yaml: JsYaml, source: string): ReadableText {
  if (last?.source === source) return last.readable;
  let text = source;
  const moved: number[] = [];
  for (let rest = maxParsedCharacters; rest > 0; rest -= text.length) {
    const at = shallowLine(yaml, text);
    // A line that was moved and is still too far to the left is nested deeper than anybody writes.
    if (at === undefined || moved.at(-1) === at) break;
    text = `${text.slice(0, at)}${" ".repeat(shift)}${text.slice(at)}`;
    moved.push(at);
  }
  const readable = { text, fileOffset: (offset: number) => fileOffset(moved, offset) };
  last = { source, readable };
  return readable;
}

/** The offset of the line that the parser finds too far to the left. */
function shallowLine(yaml: JsYaml, text: string): number | undefined {
  try {
    yaml.parseEvents(text, { maxDepth: 60 });
    return undefined;
  } catch (error) {
    return isShallowLine(yaml, error) ? text.lastIndexOf("\n", error.mark.position - 1) + 1 : undefined;
  }
}

/** Lines are found from the top of the file downwards, so each is told in the text in which the lines before it were moved. */
function fileOffset(moved: readonly number[], offset: number): number {
  let low = 0;
  let high = moved.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((moved[middle] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return offset;
  const line = moved[low - 1] ?? 0;
  // Spaces that were put in stand for the line break before them.
  return (offset < line + shift ? line - 1 : offset - shift) - (low - 1) * shift;
}
