/** The number of capturing groups of a regular expression (RE2 dialect), named ones included. */
export function countGroups(regex: string): number {
  let count = 0;
  let inClass = false;
  for (let at = 0; at < regex.length; at++) {
    const character = regex[at];
    if (character === "\\") at = regex.startsWith("\\Q", at) ? endOfQuote(regex, at) : at + 1;
    else if (inClass) inClass = character !== "]";
    else if (character === "[") {
      inClass = true;
      at += classStart(regex, at);
    } else if (character === "(" && isCapturing(regex, at)) count++;
  }
  return count;
}

/** A `]` right after `[` or `[^` belongs to the class. */
function classStart(regex: string, at: number): number {
  const negated = regex[at + 1] === "^" ? 1 : 0;
  return negated + (regex[at + 1 + negated] === "]" ? 1 : 0);
}

function endOfQuote(regex: string, at: number): number {
  const end = regex.indexOf("\\E", at + 2);
  return end === -1 ? regex.length : end + 1;
}

function isCapturing(regex: string, at: number): boolean {
  return regex[at + 1] !== "?" || /^\(\?(?:P?<[^=!])/.test(regex.slice(at, at + 5));
}
