import type { ResultTable, ResultWarning, TimeRange } from "@huntkit/provider";

/** What is known of one part of a split run once it is finished: its rows, or that it was cut into two halves. */
export type StoredPart =
  | { readonly kind: "rows"; readonly table: ResultTable; readonly warnings?: readonly ResultWarning[] }
  | { readonly kind: "halved" };

/** Where a split run keeps its finished parts, by their range of time, so that a later run need not ask for them again. */
export interface PartStore {
  /**
   * A finished part.
   * @returns undefined if the part is not stored, or what is stored is damaged: it must be asked for.
   * @throws {DataError} if the store itself cannot be read.
   */
  read(range: TimeRange): Promise<StoredPart | undefined>;
  /**
   * Keeps a finished part. When the promise resolves, it survives a crash.
   * @throws {DataError} if it cannot be written.
   */
  write(range: TimeRange, part: StoredPart): Promise<void>;
}
