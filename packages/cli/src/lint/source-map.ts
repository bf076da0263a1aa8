/** A stretch of a rendered query that stands word for word in the file. */
export interface SourceStretch {
  /** Where it begins in the rendered text. */
  readonly rendered: number;
  /** Where it begins in the file. */
  readonly source: number;
  readonly length: number;
}

const holes = /\{\{\{?[^}]*\}?\}\}|\{[A-Za-z_][A-Za-z0-9_]*(?::[^}]*)?\}|\$<[A-Za-z0-9_]+>\$|[{}]{2}|\r?\n/g;

/**
 * Finds the pieces of a template's text, as it stands in the file between two offsets, in what it was rendered to. Pieces end at
 * placeholders, macros and line ends. A piece that cannot be found in order (a branch that was not taken, an escape of YAML) is left out.
 */
export function sourceMap(fileText: string, start: number, end: number, rendered: string): SourceStretch[] {
  const found: SourceStretch[] = [];
  let cursor = 0;
  let adjoins = true;
  for (const piece of pieces(fileText, start, end)) {
    const at = rendered.indexOf(piece.text, cursor);
    const isNext: boolean = at >= 0 && (!(adjoins && piece.afterLineEnd) || rendered.slice(cursor, at).trim() === "");
    if (isNext) {
      found.push({ rendered: at, source: piece.offset, length: piece.text.length });
      cursor = at + piece.text.length;
    }
    adjoins = isNext;
  }
  return found;
}

/** Where a stretch of the rendered text stands in the file; undefined if no single piece holds it. */
export function sourceOffset(map: readonly SourceStretch[], offset: number, length: number): number | undefined {
  const stretch = map.find(({ rendered, length: size }) => rendered <= offset && offset + length <= rendered + size);
  return stretch && stretch.source + offset - stretch.rendered;
}

interface Piece {
  readonly offset: number;
  readonly text: string;
  /** Whether nothing but line ends stands between it and the piece before it. */
  readonly afterLineEnd: boolean;
}

function* pieces(fileText: string, start: number, end: number): Generator<Piece> {
  const text = fileText.slice(start, end);
  let at = 0;
  let beginsLine = true;
  let afterLineEnd = true;
  for (const hole of [...text.matchAll(holes), undefined]) {
    const stop = hole?.index ?? text.length;
    const raw = text.slice(at, stop);
    const endsLine = hole === undefined || hole[0].endsWith("\n");
    const trimmed: string = beginsLine ? raw.trimStart() : raw;
    const piece: string = endsLine ? trimmed.trimEnd() : trimmed;
    if (piece !== "") yield { offset: start + at + raw.length - trimmed.length, text: piece, afterLineEnd };
    if (hole === undefined) return;
    afterLineEnd = endsLine && (afterLineEnd || piece !== "");
    beginsLine = endsLine;
    at = stop + hole[0].length;
  }
}
