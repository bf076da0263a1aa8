/** The known names nearest to a mistyped one, best first; names that are too far off are left out. */
export function nearestNames(name: string, known: Iterable<string>, count = 3): string[] {
  const wanted = name.toLowerCase();
  const limit = Math.max(2, Math.floor(wanted.length / 3));
  return [...known]
    .map((candidate) => ({ candidate, distance: distanceOf(wanted, candidate.toLowerCase()) }))
    .filter(({ distance }) => distance <= limit)
    .sort((left, right) => left.distance - right.distance || (left.candidate < right.candidate ? -1 : 1))
    .slice(0, count)
    .map(({ candidate }) => candidate);
}

/** `Did you mean a or b?`, or nothing. */
export function didYouMean(name: string, known: Iterable<string>): string {
  const near = nearestNames(name, known);
  return near.length > 0 ? ` Did you mean ${near.join(" or ")}?` : "";
}

/** Edits between two texts (Levenshtein), at most two if one contains the other. */
function distanceOf(left: string, right: string): number {
  const edits = Math.abs(left.length - right.length) > 12 ? 99 : editsBetween(left, right);
  const inside = left.length >= 4 && right.length >= 4 && (left.includes(right) || right.includes(left));
  return inside ? Math.min(edits, 2) : edits;
}

function editsBetween(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i++) {
    const next = [i];
    for (let j = 1; j <= right.length; j++) {
      const replace = (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, replace));
    }
    row = next;
  }
  return row.at(-1) ?? 99;
}
