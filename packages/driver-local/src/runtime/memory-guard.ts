import { totalmem } from "node:os";
import { ParameterError } from "@huntkit/provider";

const LOOK_MILLISECONDS = 25;
/** What Node and DuckDB use beside what DuckDB counts. */
const BESIDE_BYTES = 512 * 1024 * 1024;

/**
 * Interrupts a query before the system kills the process. DuckDB's own limit counts its tables and hash tables, but not the
 * texts that functions make, so a query can pass it by far.
 */
export interface MemoryGuard {
  /** The error if the guard had to interrupt. */
  readonly exceeded: ParameterError | undefined;
  /** Ends the guard. */
  stop(): void;
}

/**
 * Starts to watch the memory of the process.
 * @param limitBytes What queries may use; undefined for the machine's memory alone.
 */
export function guardMemory(limitBytes: number | undefined, interrupt: () => void): MemoryGuard {
  const before = process.memoryUsage.rss();
  const most = Math.min(0.9 * machineBytes(), limitBytes === undefined ? Infinity : before + limitBytes * 1.25 + BESIDE_BYTES);
  let exceeded: ParameterError | undefined;
  const timer = setInterval(() => {
    if (exceeded === undefined && process.memoryUsage.rss() <= most) return;
    exceeded ??= new ParameterError({
      code: "memory-exhausted",
      message: `The query made the process use more than ${Math.round(most / 1e6)} MB of memory and was stopped. Build shorter texts and lists, filter before join, summarize and sort, or raise memoryLimit.`,
    });
    interrupt();
  }, LOOK_MILLISECONDS);
  timer.unref();
  return {
    get exceeded() {
      return exceeded;
    },
    stop: () => clearInterval(timer),
  };
}

/** The memory that the process can have: the machine's, or what its container is held to. */
function machineBytes(): number {
  const constrained = process.constrainedMemory();
  return constrained > 0 && constrained < totalmem() ? constrained : totalmem();
}

const units: Readonly<Record<string, number>> = { KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12, KIB: 2 ** 10, MIB: 2 ** 20, GIB: 2 ** 30, TIB: 2 ** 40 };

/**
 * The number of bytes that a size such as `512MB` or `1.5 GiB` names.
 * @throws {ParameterError} if the text is no size.
 */
export function parseMemoryLimit(text: string): number {
  const [, number, unit] = /^(\d{1,9}(?:\.\d{1,3})?)\s*([KMGT]i?B)$/i.exec(text.trim()) ?? [];
  const bytes = Number(number) * (units[(unit ?? "").toUpperCase()] ?? Number.NaN);
  if (bytes > 0) return bytes;
  throw new ParameterError({ code: "memory-limit-invalid", message: `memoryLimit "${text.slice(0, 40)}" is not a size. Write a number with a unit, such as "512MB" or "2GB".` });
}
