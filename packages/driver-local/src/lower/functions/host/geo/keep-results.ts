const MOST_KEPT = 64;

/**
 * The same function, which remembers its last results: a shape of GeoJSON often stands in many rows, and reading and checking it
 * takes far longer than what is asked of it. Results must not be changed.
 */
export function keepResults<Result>(work: (text: string) => Result): (text: string) => Result {
  const kept = new Map<string, Result>();
  return (text) => {
    if (kept.has(text)) return kept.get(text) as Result;
    const result = work(text);
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(text, result);
    return result;
  };
}
