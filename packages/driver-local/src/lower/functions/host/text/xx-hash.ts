const mask = 0xffff_ffff_ffff_ffffn;
const primes = [11400714785074694791n, 14029467366897019727n, 1609587929392839161n, 9650029242287828579n, 2870177450012600261n] as const;
const [p1, p2, p3, p4, p5] = primes;

function turn(value: bigint, bits: bigint): bigint {
  return ((value << bits) | (value >> (64n - bits))) & mask;
}

function round(lane: bigint, value: bigint): bigint {
  return (turn((lane + value * p2) & mask, 31n) * p1) & mask;
}

/** XXH64 of bytes with the seed 0, as a signed number. Source: the algorithm's published specification, "XXH64 algorithm description". */
export function xxHash64(bytes: Buffer): bigint {
  const { hash: start, at } = wideRounds(bytes);
  let hash = (start + BigInt(bytes.length)) & mask;
  let place = at;
  for (; place + 8 <= bytes.length; place += 8) hash = (turn(hash ^ round(0n, bytes.readBigUInt64LE(place)), 27n) * p1 + p4) & mask;
  if (place + 4 <= bytes.length) {
    hash = (turn(hash ^ ((BigInt(bytes.readUInt32LE(place)) * p1) & mask), 23n) * p2 + p3) & mask;
    place += 4;
  }
  for (; place < bytes.length; place++) hash = (turn(hash ^ ((BigInt(bytes[place] ?? 0) * p5) & mask), 11n) * p1) & mask;
  return BigInt.asIntN(64, avalanche(hash));
}

/** The rounds over 32 bytes each. */
function wideRounds(bytes: Buffer): { readonly hash: bigint; readonly at: number } {
  if (bytes.length < 32) return { hash: p5, at: 0 };
  const lanes = [(p1 + p2) & mask, p2, 0n, (mask + 1n - p1) & mask];
  let at = 0;
  for (; at + 32 <= bytes.length; at += 32) for (let lane = 0; lane < 4; lane++) lanes[lane] = round(lanes[lane] ?? 0n, bytes.readBigUInt64LE(at + lane * 8));
  const turns = [1n, 7n, 12n, 18n];
  let hash = lanes.reduce((sum, lane, index) => (sum + turn(lane, turns[index] ?? 0n)) & mask, 0n);
  for (const lane of lanes) hash = ((hash ^ round(0n, lane)) * p1 + p4) & mask;
  return { hash, at };
}

function avalanche(value: bigint): bigint {
  const first = ((value ^ (value >> 33n)) * p2) & mask;
  const second = ((first ^ (first >> 29n)) * p3) & mask;
  return second ^ (second >> 32n);
}

/** The hash of a number in its 8 bytes. */
export function xxHashOfLong(value: bigint): bigint {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64LE(value);
  return xxHash64(bytes);
}
