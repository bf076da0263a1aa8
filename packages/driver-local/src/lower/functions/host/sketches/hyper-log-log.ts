/**
 * An estimator of how many different values there are: up to a thousand hashes as they are, then registers of the greatest
 * runs of zeros. Source: "hll() (aggregation function)"; the form is not the service's.
 */
export interface DistinctSketch {
  /** How many bits of a hash choose a register. */
  readonly bits: number;
  readonly hashes?: ReadonlySet<bigint>;
  readonly registers?: Uint8Array;
}

const mostHashes = 1_024;

/** The bits of each accuracy. Source: "hll() (aggregation function)", "Estimation accuracy". */
export const accuracyBits: readonly number[] = [12, 14, 16, 17, 18];

/** A sketch of hashes. */
export function sketchOf(hashes: Iterable<bigint>, bits: number): DistinctSketch {
  const set = new Set(hashes);
  return set.size <= mostHashes ? { bits, hashes: set } : { bits, registers: registersOf(set, bits) };
}

function registersOf(hashes: Iterable<bigint>, bits: number): Uint8Array {
  const registers = new Uint8Array(2 ** bits);
  const rest = BigInt(64 - bits);
  for (const hash of hashes) {
    const unsigned = BigInt.asUintN(64, hash);
    const place = Number(unsigned >> rest);
    const tail = BigInt.asUintN(64 - bits, unsigned);
    const run = tail === 0n ? 64 - bits + 1 : 64 - bits - tail.toString(2).length + 1;
    if (run > (registers[place] ?? 0)) registers[place] = run;
  }
  return registers;
}

/** Several sketches as one; the least accurate decides. */
export function mergeSketches(sketches: readonly DistinctSketch[]): DistinctSketch | undefined {
  if (sketches.length === 0) return undefined;
  const bits = Math.min(...sketches.map((sketch) => sketch.bits));
  if (sketches.every((sketch) => sketch.hashes)) return sketchOf(sketches.flatMap((sketch) => [...(sketch.hashes ?? [])]), bits);
  const registers = new Uint8Array(2 ** bits);
  for (const sketch of sketches) {
    const theirs = sketch.registers ? narrowed(sketch.registers, sketch.bits, bits) : registersOf(sketch.hashes ?? [], bits);
    theirs.forEach((run, place) => (registers[place] = Math.max(run, registers[place] ?? 0)));
  }
  return { bits, registers };
}

/** Registers of fewer bits: the bits that no longer choose a register belong to the run. */
function narrowed(registers: Uint8Array, from: number, to: number): Uint8Array {
  if (from === to) return registers;
  const result = new Uint8Array(2 ** to);
  const lost = from - to;
  registers.forEach((run, place) => {
    if (run === 0) return;
    const tail = place & (2 ** lost - 1);
    const whole = tail === 0 ? lost + run : lost - (32 - Math.clz32(tail)) + 1;
    const target = place >> lost;
    result[target] = Math.max(result[target] ?? 0, whole);
  });
  return result;
}

/** About how many different values a sketch has seen; exact up to a thousand. */
export function estimateOf({ bits, hashes, registers }: DistinctSketch): number {
  if (!registers) return hashes?.size ?? 0;
  const count = 2 ** bits;
  let [sum, zeros] = [0, 0];
  registers.forEach((run) => {
    sum += 2 ** -run;
    if (run === 0) zeros++;
  });
  const estimate = ((0.7213 / (1 + 1.079 / count)) * count * count) / sum;
  return Math.round(estimate <= 2.5 * count && zeros > 0 ? count * Math.log(count / zeros) : estimate);
}

/** A sketch as JSON text. */
export function sketchJson({ bits, hashes, registers }: DistinctSketch): string {
  return JSON.stringify(registers ? { bits, registers: Buffer.from(registers).toString("base64") } : { bits, hashes: [...(hashes ?? [])].map(String) });
}

/** Reads a sketch; undefined if the value is none. */
export function readSketch(value: unknown): DistinctSketch | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { bits, hashes, registers } = value as { readonly bits?: unknown; readonly hashes?: unknown; readonly registers?: unknown };
  if (typeof bits !== "number" || !accuracyBits.includes(bits)) return undefined;
  if (Array.isArray(hashes) && hashes.every((hash) => typeof hash === "string" && /^-?\d{1,20}$/.test(hash))) return { bits, hashes: new Set((hashes as string[]).map(BigInt)) };
  if (typeof registers !== "string") return undefined;
  const bytes = new Uint8Array(Buffer.from(registers, "base64"));
  return bytes.length === 2 ** bits ? { bits, registers: bytes } : undefined;
}
