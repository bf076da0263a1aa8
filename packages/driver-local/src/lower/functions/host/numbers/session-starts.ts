/**
 * For each time the first one of its session. A session ends where a time lies too far from its first or from the one before,
 * where a restart is asked for, and after a null. Source: "row_window_session()".
 * @param times A JSON array of ticks as texts, or nulls.
 * @param restarts A JSON array of the conditions that belong to them.
 * @returns A JSON array of ticks.
 */
export function sessionStarts(times: string, restarts: string, fromFirst: bigint, fromBefore: bigint): string {
  const ends = JSON.parse(restarts) as (boolean | null)[];
  let start: bigint | undefined;
  let before: bigint | undefined;
  const result = (JSON.parse(times) as (string | null)[]).map((text, index) => {
    const time = text === null ? undefined : BigInt(text);
    const isNew = start === undefined || before === undefined || time === undefined || ends[index] === true || time >= start + fromFirst || time >= before + fromBefore;
    if (isNew) start = time;
    before = time;
    return start === undefined ? "null" : String(start);
  });
  return `[${result.join(",")}]`;
}
