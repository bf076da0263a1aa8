import type { PlainRecord } from "../model/plain-record.js";
import { isSecretSetting, looksSecret } from "../resolve/secret-setting.js";

const mask = "***";

/** A copy of settings for people: plain values that are secrets are `***`; references to where a secret is stay as they are. */
export function maskedSettings(values: PlainRecord): PlainRecord {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, masked(value, isSecretSetting(key))]));
}

function masked(value: unknown, isSecret: boolean): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => masked(item, isSecret));
  if (typeof value === "object" && value !== null) return isReference(value) ? value : isSecret ? mask : maskedSettings(value as PlainRecord);
  if (value === null || value === undefined || value === "") return value;
  return isSecret || (typeof value === "string" && looksSecret(value)) ? mask : value;
}

function isReference(value: object): boolean {
  const keys = Object.keys(value);
  return keys.length === 1 && (keys[0] === "EnvironmentVar" || keys[0] === "KeyVault");
}
