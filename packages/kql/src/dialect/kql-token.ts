import type { KqlType, StringForm } from "@huntkit/provider";

/** The kinds of tokens that matter for quoting. `slot` is a placeholder in code. */
export type KqlTokenKind = "word" | "number" | "guid" | "string" | "literal" | "comment" | "directive" | "punctuation" | "bad" | "slot";

/** A stretch of a KQL text. Offsets count UTF-16 units from 0; `end` is exclusive. */
export interface KqlToken {
  readonly kind: KqlTokenKind;
  readonly start: number;
  readonly end: number;
  /** For a string: its form. */
  readonly form?: StringForm;
  /** For a typed literal such as `datetime(…)`: its type. */
  readonly type?: KqlType;
  /** For a string and a typed literal: where its content starts and ends. */
  readonly contentStart?: number;
  readonly contentEnd?: number;
}
