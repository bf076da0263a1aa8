/** A value that the format knows: texts, reals, whole numbers, arrays and maps. */
export type MmdbValue = string | number | bigint | readonly MmdbValue[] | { readonly [key: string]: MmdbValue };

interface TreeNode {
  readonly next: (TreeNode | number | undefined)[];
}

/**
 * A small MaxMind DB file (format 2.0, IPv6 tree, 24-bit records) of networks and their records.
 * Source: "MaxMind DB File Format Specification".
 * @param networks Each with its address as 16 bytes (IPv4 in the last four) and the length of its prefix.
 */
export function writeGeoDatabase(networks: readonly { readonly address: readonly number[]; readonly prefix: number; readonly record: MmdbValue }[]): Buffer {
  const root: TreeNode = { next: [] };
  const data: Buffer[] = [];
  for (const { address, prefix, record } of networks) {
    insert(root, address, prefix, data.reduce((sum, part) => sum + part.length, 0));
    data.push(encode(record));
  }
  const nodes = numbered(root);
  const tree = Buffer.concat(nodes.map(({ next }) => Buffer.concat([0, 1].map((side) => record24(recordOf(next[side], nodes))))));
  const metadata = { binary_format_major_version: 2n, binary_format_minor_version: 0n, build_epoch: 1n, database_type: "Test-City", description: { en: "test" }, ip_version: 6n, languages: ["en"], node_count: BigInt(nodes.length), record_size: 24n };
  return Buffer.concat([tree, Buffer.alloc(16), ...data, Buffer.from("\xab\xcd\xefMaxMind.com", "latin1"), encode(metadata)]);
}

function insert(root: TreeNode, address: readonly number[], prefix: number, offset: number): void {
  let node = root;
  for (let bit = 0; bit < prefix; bit++) {
    const side = ((address[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1;
    if (bit === prefix - 1) node.next[side] = offset;
    else {
      const next = node.next[side];
      node = typeof next === "object" ? next : (node.next[side] = { next: [] });
    }
  }
}

function numbered(root: TreeNode): TreeNode[] {
  const nodes = [root];
  for (const node of nodes) for (const side of [0, 1]) if (typeof node.next[side] === "object") nodes.push(node.next[side]);
  return nodes;
}

function recordOf(next: TreeNode | number | undefined, nodes: readonly TreeNode[]): number {
  if (next === undefined) return nodes.length;
  return typeof next === "number" ? nodes.length + 16 + next : nodes.indexOf(next);
}

function record24(value: number): Buffer {
  return Buffer.from([value >> 16, (value >> 8) & 255, value & 255]);
}

function encode(value: MmdbValue): Buffer {
  if (typeof value === "string") return Buffer.concat([control(2, Buffer.byteLength(value)), Buffer.from(value)]);
  if (typeof value === "bigint") return Buffer.concat([control(6, 4), Buffer.from([0, 0, Number(value) >> 8, Number(value) & 255])]);
  if (typeof value === "number") {
    const real = Buffer.alloc(8);
    real.writeDoubleBE(value);
    return Buffer.concat([control(3, 8), real]);
  }
  if (Array.isArray(value)) return Buffer.concat([Buffer.from([value.length, 11 - 7]), ...(value as readonly MmdbValue[]).map(encode)]);
  const entries = Object.entries(value as Readonly<Record<string, MmdbValue>>);
  return Buffer.concat([control(7, entries.length), ...entries.flatMap(([key, item]) => [encode(key), encode(item)])]);
}

/** The type and the size of what follows; sizes from 29 take a second byte. */
function control(type: number, size: number): Buffer {
  return size < 29 ? Buffer.from([(type << 5) | size]) : Buffer.from([(type << 5) | 29, size - 29]);
}
