/** Whether a found text is the documented one: outer and repeated blanks do not count, a page's escapes are read both ways. */
export function sameText(expected: string, actual: string, elided: boolean): boolean {
  const left = squeeze(expected);
  const right = squeeze(actual);
  if (left === right || left.replace(/\s+/g, " ") === right.replace(/\s+/g, " ")) return true;
  if (left.includes("\\") && unescapings(left).includes(right)) return true;
  if (left.length >= 2 && /^["']/.test(left) && left.endsWith(left.charAt(0)) && left.slice(1, -1) === right) return true;
  return elided && matchesElision(left, right);
}

function unescapings(text: string): string[] {
  return [text.replaceAll("\\\\", "\\"), text.replaceAll('\\"', '"'), text.replaceAll("\\n", "\n").replaceAll("\\t", "\t")];
}

function squeeze(text: string): string {
  return text.replaceAll("\r\n", "\n").replaceAll("\u00a0", " ").replace(/[ \t]*\n[ \t]*/g, "\n").trim();
}

/** Whether a text is the documented one when its dots stand for anything. */
export function matchesElision(expected: string, actual: string): boolean {
  if (!/\.\.\.|…/.test(expected)) return false;
  const parts = expected.split(/\s*(?:\.{3,}|…)(?:\s*(?:\.{3,}|…))*\s*/).map((part) => part.replace(/\s+/g, ""));
  const pattern = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("[\\s\\S]*");
  return new RegExp(`^${pattern}$`).test(actual.replace(/\s+/g, ""));
}
