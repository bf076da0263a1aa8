/** Draws that a seed decides. */
export interface Random {
  /** A whole number from 0 to below the bound. */
  below(bound: number): number;
  /** One of the items. */
  of<Item>(items: readonly Item[]): Item;
  /** Whether something of this chance (0 to 1) happens. */
  chance(part: number): boolean;
}

/** Draws by the generator mulberry32. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (bound: number): number => Math.floor(next() * bound);
  return { below, of: (items) => items[below(items.length)] as (typeof items)[number], chance: (part) => next() < part };
}
