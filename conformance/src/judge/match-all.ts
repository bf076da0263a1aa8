/** Pairs every left item with a right item of its own, by augmenting paths. Gives whether all found one. */
export function matchAll<Left, Right>(left: readonly Left[], right: readonly Right[], same: (left: Left, right: Right) => boolean): boolean {
  const edges = left.map((): number[] | undefined => undefined);
  const owner = new Map<number, number>();
  const options = (index: number): number[] => (edges[index] ??= right.flatMap((item, at) => (same(left[index] as Left, item) ? [at] : [])));
  const place = (index: number, seen: Set<number>): boolean => {
    for (const at of options(index)) {
      if (seen.has(at)) continue;
      seen.add(at);
      const held = owner.get(at);
      if (held !== undefined && !place(held, seen)) continue;
      owner.set(at, index);
      return true;
    }
    return false;
  };
  return left.every((_, index) => {
    const free = options(index).find((at) => !owner.has(at));
    if (free === undefined) return place(index, new Set());
    owner.set(free, index);
    return true;
  });
}
