/** Work in units, some of which give further units in their place. */
export interface PoolWork<Unit> {
  readonly units: readonly Unit[];
  /** How many run at once. */
  readonly concurrent: number;
  /** Whether nothing further is to be begun. */
  readonly stopped: () => boolean;
  /** Works on a unit and gives the units to be done in its place, next. */
  readonly work: (unit: Unit) => Promise<readonly Unit[]>;
}

/**
 * Works on all units, some at once, until they are done or the work is stopped.
 * @returns the units that were not begun.
 * @throws what the work on a unit throws first, after everything that was begun has ended.
 */
export async function runPool<Unit>({ units, concurrent, stopped, work }: PoolWork<Unit>): Promise<Unit[]> {
  const queue = [...units];
  const running = new Set<Promise<void>>();
  const failures: unknown[] = [];
  const begin = (unit: Unit): void => {
    const one: Promise<void> = work(unit)
      .then((further) => void queue.unshift(...further), (error: unknown) => void failures.push(error))
      .finally(() => running.delete(one));
    running.add(one);
  };
  for (;;) {
    while (running.size < concurrent && queue.length > 0 && failures.length === 0 && !stopped()) for (const unit of queue.splice(0, 1)) begin(unit);
    if (running.size === 0) break;
    await Promise.race(running);
  }
  if (failures.length > 0) throw failures[0];
  return queue;
}
