/** The most digits of a part of a version. */
const digits = 8;

/** A version of one to four parts as the digits of a number, eight for each part; undefined if it is none. Source: "parse_version()". */
export function versionDigits(version: string): string | undefined {
  const parts = version.trim().split(".");
  if (parts.length > 4 || parts.some((part) => !/^\d+$/.test(part) || part.replace(/^0+(?=\d)/, "").length > digits)) return undefined;
  const all = [...parts, "0", "0", "0"].slice(0, 4).map((part) => part.replace(/^0+(?=\d)/, "").padStart(digits, "0"));
  return all.join("").replace(/^0+(?=\d)/, "");
}
