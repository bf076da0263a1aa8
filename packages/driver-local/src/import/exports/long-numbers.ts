/** A private-use character that marks a number which was put into quotes to keep its digits. */
const MARK = "\uf8ff";
const stringOrLongNumber = /"(?:[^"\\]|\\.)*"|(?<![\w.+-])-?\d{16,}(?![\d.eE])/g;
const maybeLong = /[[:,\s]-?\d{16,}/;

/**
 * Puts whole numbers of 16 digits and more into marked quotes, so that `JSON.parse` keeps every digit.
 * {@link restoreLongNumbers} takes the marks out again.
 */
export function protectLongNumbers(json: string): string {
  if (!maybeLong.test(json)) return json;
  return json.replace(stringOrLongNumber, (token) => (token.startsWith('"') ? token : `"${MARK}${token}"`));
}

/** Takes the marks of {@link protectLongNumbers} out of a value's text or of JSON. */
export function restoreLongNumbers(text: string): string {
  if (!text.includes(MARK)) return text;
  return text.replace(new RegExp(`"${MARK}(-?\\d+)"`, "g"), "$1").replace(new RegExp(`^${MARK}(-?\\d+)$`), "$1");
}
