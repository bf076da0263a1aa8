/** A stretch of an expression: how long it is, what it becomes, or why it cannot be had. */
export interface RegexPart {
  readonly length: number;
  readonly ascii: string;
  readonly unicode: string;
}

/** What the engine cannot do, or KQL does not have, in a regular expression. */
export class RegexProblem {
  /** As a sentence. */
  readonly reason: string;

  constructor(reason: string) {
    this.reason = reason;
  }
}

/** The part as it is. */
export function same(written: string, length = written.length): RegexPart {
  return { length, ascii: written, unicode: written };
}
