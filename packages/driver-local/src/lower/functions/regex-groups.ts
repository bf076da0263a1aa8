/** The number of capturing groups of a regular expression (RE2 dialect), named ones included. */
export function countGroups(regex: string): number {
  return groupStarts(regex).length;
}

/** Where the capturing groups begin. */
function groupStarts(regex: string): number[] {
  const starts: number[] = [];
  let inClass = false;
  for (let at = 0; at < regex.length; at++) {
    const character = regex[at];
    if (character === "\\") at = regex.startsWith("\\Q", at) ? endOfQuote(regex, at) : at + 1;
    else if (inClass) inClass = character !== "]";
    else if (character === "[") {
      inClass = true;
      at += classStart(regex, at);
    } else if (character === "(" && isCapturing(regex, at)) starts.push(at);
  }
  return starts;
}

/** The names of the capturing groups of a regular expression, by their numbers from 1; undefined where a group has none. */
export function groupNames(regex: string): readonly (string | undefined)[] {
  const names: (string | undefined)[] = [];
  for (const at of groupStarts(regex)) names.push(/^\(\?P?<(\w+)>/.exec(regex.slice(at))?.[1]);
  return names;
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
