import { Secret } from "@huntkit/provider";

/** The text of a secret that may be given as a plain string. */
export function revealText(value: Secret | string): string {
  return typeof value === "string" ? value : value.reveal();
}

/** Whether a value is a secret, also one of another copy of the package. */
export function isSecret(value: unknown): value is Secret {
  return value instanceof Secret || (typeof value === "object" && value !== null && typeof (value as { reveal?: unknown }).reveal === "function");
}
