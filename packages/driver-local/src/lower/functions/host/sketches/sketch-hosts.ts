import { parseJson } from "../dynamic-json.js";
import { host, type HostFunctions } from "../host-function.js";
import { accuracyBits, estimateOf, mergeSketches, readSketch, sketchJson, sketchOf, type DistinctSketch } from "./hyper-log-log.js";
import { digestOf, percentileOf, rankOf, weightOf, type Digest } from "./t-digest.js";

/** A digest with the KQL type of its values; numbers too great for a real lose their last digits. */
interface TypedDigest {
  readonly type: string;
  readonly digest: Digest;
}

function hllJson(hashes: string, accuracy: bigint): string {
  const bits = accuracyBits[Number(accuracy)] ?? 14;
  return sketchJson(sketchOf((JSON.parse(hashes) as string[]).map(BigInt), bits));
}

function mergedHll(sketches: string): string | null {
  const read = (JSON.parse(sketches) as unknown[]).filter((value) => value !== null).map(readSketch);
  const merged = read.every((sketch): sketch is DistinctSketch => sketch !== undefined) ? mergeSketches(read) : undefined;
  return merged ? sketchJson(merged) : null;
}

function hllCount(sketch: string): bigint | null {
  const read = readSketch(parseJson(sketch));
  return read ? BigInt(estimateOf(read)) : null;
}

function digestJson({ type, digest }: TypedDigest): string {
  return JSON.stringify({ type, digest: digest.flatMap(({ value, weight }) => [value, weight]) });
}

function readDigest(value: unknown): TypedDigest | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { type, digest } = value as { readonly type?: unknown; readonly digest?: unknown };
  if (typeof type !== "string" || !Array.isArray(digest) || digest.some((item) => typeof item !== "number")) return undefined;
  const numbers = digest as number[];
  return { type, digest: numbers.flatMap((number, index) => (index % 2 === 0 ? [{ value: number, weight: numbers[index + 1] ?? 0 }] : [])) };
}

function tdigestJson(values: string, weights: string, type: string): string {
  const numbers = JSON.parse(values) as (number | null)[];
  const counts = JSON.parse(weights) as (number | null)[];
  const points = numbers.flatMap((value, index) => (value === null || typeof value !== "number" ? [] : [{ value, weight: counts[index] ?? 0 }]));
  return digestJson({ type, digest: digestOf(points) });
}

function mergedDigest(digests: string): string | null {
  const read = (JSON.parse(digests) as unknown[]).filter((value) => value !== null).map(readDigest);
  const [first] = read;
  if (!first || !read.every((digest): digest is TypedDigest => digest?.type === first.type)) return null;
  return digestJson({ type: first.type, digest: digestOf(read.flatMap(({ digest }) => [...digest])) });
}

function digestPercentile(json: string, percent: number): number | null {
  const read = readDigest(parseJson(json));
  return (read && percentileOf(read.digest, percent)) ?? null;
}

function digestRank(json: string, value: number, asPercent: boolean): number | null {
  const read = readDigest(parseJson(json));
  if (!read) return null;
  const rank = rankOf(read.digest, value);
  return asPercent ? (100 * rank) / weightOf(read.digest) : rank;
}

/** Sketches of sets and distributions. */
export const sketchHosts: HostFunctions = {
  host_hll: host(["VARCHAR", "BIGINT"], "VARCHAR", hllJson),
  host_hll_merge: host(["VARCHAR"], "VARCHAR", mergedHll),
  host_hll_count: host(["VARCHAR"], "BIGINT", hllCount),
  host_hll_valid: host(["VARCHAR"], "BOOLEAN", (json: string) => readSketch(parseJson(json)) !== undefined),
  host_tdigest: host(["VARCHAR", "VARCHAR", "VARCHAR"], "VARCHAR", tdigestJson),
  host_tdigest_merge: host(["VARCHAR"], "VARCHAR", mergedDigest),
  host_tdigest_percentile: host(["VARCHAR", "DOUBLE"], "DOUBLE", digestPercentile),
  host_tdigest_type: host(["VARCHAR"], "VARCHAR", (json: string) => readDigest(parseJson(json))?.type ?? null),
  host_tdigest_rank: host(["VARCHAR", "DOUBLE", "BOOLEAN"], "DOUBLE", digestRank),
  host_tdigest_valid: host(["VARCHAR"], "BOOLEAN", (json: string) => readDigest(parseJson(json)) !== undefined),
};
