import { plainSpelling } from "../model/connection-argument-name.js";
import { isPlainRecord, ownMember } from "../model/plain-record.js";
import type { SettingsTree } from "../read/settings-tree.js";
import type { WrittenValue } from "./setting-value.js";

/** A key of a section, whatever its case and `_`; undefined if it is not there. */
export function writtenAt(tree: SettingsTree, path: readonly string[]): WrittenValue | undefined {
  const keys: string[] = [];
  let value: unknown = tree.texts;
  for (const part of path) {
    const key: string | undefined = isPlainRecord(value) ? (Object.hasOwn(value, part) ? part : Object.keys(value).find((one) => plainSpelling(one) === plainSpelling(part))) : undefined;
    if (key === undefined) return undefined;
    keys.push(key);
    value = ownMember(value, key);
  }
  return { value, name: keys.join("."), keys, place: tree.placeOf(keys) };
}

/** As {@link writtenAt}, but an empty value counts as absent. */
export function filledAt(tree: SettingsTree, path: readonly string[]): WrittenValue | undefined {
  const written = writtenAt(tree, path);
  return written === undefined || written.value === null || written.value === "" ? undefined : written;
}
