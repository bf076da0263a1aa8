/**
 * A regular expression of the user as a part of a larger one: its capturing groups no longer capture, and a closing bracket
 * without its opening one is itself (rule R32).
 * @param refuse Called with the name of what RE2 does not have (lookaround, back references) or of brackets that do not close.
 */
export function regexFragment(text: string, refuse: (what: string) => never): string {
  let result = "";
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const rest = text.slice(at);
    const whole = wholePart(rest, refuse);
    if (whole) {
      result += whole;
      at += whole.length - 1;
      continue;
    }
    const group = rest.startsWith("(") ? groupStart(rest, refuse) : undefined;
    if (group) at += group.length - 1;
    const isClosing = rest.startsWith(")");
    const isAlone = isClosing && depth === 0;
    depth += group ? 1 : isClosing && !isAlone ? -1 : 0;
    result += group ? group.written : isAlone ? "\\)" : rest.charAt(0);
  }
  return depth === 0 ? result : refuse("a bracket ( without its )");
}

/** An escape, a quoted stretch or a character class at the start of a text: nothing in it is a group. */
function wholePart(rest: string, refuse: (what: string) => never): string | undefined {
  if (/^\\[1-9]/.test(rest)) return refuse("a back reference");
  const escape = /^\\(?:Q[\s\S]*?(?:\\E|$)|[\s\S]|$)/.exec(rest)?.[0];
  if (escape) return escape === "\\" ? refuse("a lone backslash") : escape;
  if (!rest.startsWith("[")) return undefined;
  return /^\[\^?\]?(?:\[:\^?[a-z]+:\]|\\[\s\S]|[^\]\\])*\]/.exec(rest)?.[0] ?? refuse("a bracket [ without its ]");
}

function groupStart(rest: string, refuse: (what: string) => never): { readonly written: string; readonly length: number } {
  const named = /^\(\?P?<([A-Za-z_]\w*)>/.exec(rest)?.[0];
  if (named) return { written: "(?:", length: named.length };
  if (/^\(\?(?:<?[=!]|>)/.test(rest)) return refuse("lookaround");
  const special = /^\(\?[imsU-]*(?::|(?=\)))/.exec(rest)?.[0];
  if (special) return { written: special, length: special.length };
  return rest.startsWith("(?") ? refuse("this kind of group") : { written: "(?:", length: 1 };
}
