/** Freezes a value and all that it holds, without recursion. What is frozen already is taken to be so throughout. */
export function deepFreeze<T>(value: T): T {
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next !== "object" || next === null || Object.isFrozen(next)) continue;
    Object.freeze(next);
    for (const part of Object.values(next)) if (typeof part === "object" && part !== null) waiting.push(part);
  }
  return value;
}
