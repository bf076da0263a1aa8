import type { TextPlace } from "@huntkit/provider";
import type { PlainRecord } from "../model/plain-record.js";

/** Settings as plain values, with a way back to their places. */
export interface SettingsTree {
  /** The values with the types of YAML: texts, numbers, booleans, null, lists, objects. */
  readonly typed: PlainRecord;
  /** The same, but each number and boolean as the text that was written: a client id such as 0123 stays as it is. */
  readonly texts: PlainRecord;
  /** The place of a setting, or of the nearest section above it; undefined for settings from code. */
  placeOf(path: readonly string[], part?: "key" | "value"): TextPlace | undefined;
}
