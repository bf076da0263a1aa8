/**
 * Why a function of KQL is not in the engine: `not yet` written, `not available upstream` (DuckDB or our types cannot hold or do
 * it), or `never` (it has no meaning over local data).
 */
export type GapKind = "not yet" | "not available upstream" | "never";

/** A function that the engine refuses. */
export interface Gap {
  readonly kind: GapKind;
  /** Why, as a sentence. */
  readonly reason: string;
  /** What to use instead, as a sentence. */
  readonly instead?: string;
}

/** The functions of KQL's catalogue that the engine refuses, by name. Each catalogue name is mapped or here. */
export const gaps: Readonly<Record<string, Gap>> = {};
