/** The number of a dotted IPv4 address; undefined if it is none. */
function addressOf(text: string): number | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text.trim());
  const parts = match?.slice(1).map(Number);
  return parts?.every((part) => part <= 255) ? parts.reduce((sum, part) => sum * 256 + part, 0) : undefined;
}

function textOf(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join(".");
}

/** The fewest networks that cover the addresses from one to another; undefined if one is no address. Source: "ipv4_range_to_cidr_list()". */
export function cidrList(start: string, end: string): string[] | undefined {
  const [first, last] = [addressOf(start), addressOf(end)];
  if (first === undefined || last === undefined) return undefined;
  const networks: string[] = [];
  for (let address = first; address <= last; ) {
    let bits = 0;
    while (bits < 32 && address % 2 ** (bits + 1) === 0 && address + 2 ** (bits + 1) - 1 <= last) bits++;
    networks.push(`${textOf(address)}/${32 - bits}`);
    address += 2 ** bits;
  }
  return networks;
}
