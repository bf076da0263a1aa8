/** A user as Windows names one. Lower case, as the service writes accounts. */
export interface AccountValue {
  readonly domain?: string;
  readonly name?: string;
  readonly sid?: string;
}

/** The hashes of a file in lower-case hex. */
export interface HashValue {
  readonly md5?: string;
  readonly sha1?: string;
  readonly sha256?: string;
  /** The import hash; Defender has no column for it. */
  readonly imphash?: string;
}

/** A whole number from decimal or hex (`0x1a4`) text. Undefined if the text is neither or the number is not exact in JavaScript. */
export function integerValue(text: string | undefined): number | undefined {
  if (text === undefined || !/^\s*(?:0x[0-9a-f]+|\d+)\s*$/i.test(text)) return undefined;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : undefined;
}

/** A process id: a whole number above 0. The kernel's idle "process" 0 stands for none. */
export function processIdValue(text: string | undefined): number | undefined {
  const value = integerValue(text);
  return value === 0 ? undefined : value;
}

/** `DOMAIN\name`, `name@domain` or a bare name. */
export function accountValue(text: string | undefined): AccountValue {
  if (text === undefined) return {};
  const slash = text.indexOf("\\");
  if (slash >= 0) return { domain: text.slice(0, slash).toLowerCase(), name: text.slice(slash + 1).toLowerCase() };
  const at = text.indexOf("@");
  if (at > 0) return { domain: text.slice(at + 1).toLowerCase(), name: text.slice(0, at).toLowerCase() };
  return { name: text.toLowerCase() };
}

const builtIn: Readonly<Record<string, string>> = { "S-1-5-18": "system", "S-1-5-19": "local service", "S-1-5-20": "network service" };

/**
 * An account from separate values; the null SID (`S-1-0-0`) means none. The Security log calls the system by the computer's
 * account (`HOST$`), the service calls it `nt authority\\system`: the SID decides (Microsoft Learn, "Well-known SIDs").
 */
export function accountParts(domain: string | undefined, name: string | undefined, sid: string | undefined): AccountValue {
  const known = builtIn[sid ?? ""];
  if (known !== undefined && sid !== undefined) return { domain: "nt authority", name: known, sid };
  return {
    ...(domain !== undefined && { domain: domain.toLowerCase() }),
    ...(name !== undefined && { name: name.toLowerCase() }),
    ...(sid !== undefined && sid !== "S-1-0-0" && /^S-1-/i.test(sid) && { sid }),
  };
}

/** `MD5=…,SHA256=…,IMPHASH=…` in any order; a hash of zeros means none. */
export function hashValue(text: string | undefined): HashValue {
  const hashes: Record<string, string> = {};
  for (const match of (text ?? "").matchAll(/(MD5|SHA1|SHA256|IMPHASH)=([0-9A-F]+)/gi)) {
    const value = (match[2] ?? "").toLowerCase();
    if (!/^0+$/.test(value)) hashes[(match[1] ?? "").toLowerCase()] = value;
  }
  return hashes;
}

/** The part of a path behind the last `\` or `/`. */
export function fileName(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  return path.slice(Math.max(path.lastIndexOf("\\"), path.lastIndexOf("/")) + 1) || undefined;
}

/** The program of a command line: what is quoted, else up to the first blank (or up to `.exe` / `.sys` / `.dll`). */
export function programPath(commandLine: string | undefined): string | undefined {
  if (commandLine === undefined) return undefined;
  const quoted = /^\s*"([^"]+)"/.exec(commandLine);
  if (quoted) return quoted[1];
  const withExtension = /^\s*([^"]*?\.(?:exe|sys|dll|com|bat|cmd|ps1))(?=\s|$)/i.exec(commandLine);
  return withExtension?.[1] ?? /^\s*(\S+)/.exec(commandLine)?.[1];
}

/** `true`/`false` as text or number. */
export function booleanValue(text: string | undefined): boolean | undefined {
  if (text === undefined) return undefined;
  if (/^(true|yes|1)$/i.test(text)) return true;
  return /^(false|no|0)$/i.test(text) ? false : undefined;
}

/** An IP address as Defender writes it: without brackets and zone; IPv6 in the short form. */
export function addressValue(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const bare = text.replace(/^\[|\]$|%.*$/g, "").toLowerCase();
  if (!/^[0-9a-f:.]+$/.test(bare)) return undefined;
  if (!/^(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}$/.test(bare)) return bare;
  return shortenIpv6(bare);
}

function shortenIpv6(address: string): string {
  const groups = address.split(":").map((group) => group.replace(/^0+(?=.)/, ""));
  const text = groups.join(":");
  const runs = [...text.matchAll(/(?:^|:)0(?::0)+(?=:|$)/g)].map((match) => match[0]);
  const longest = runs.sort((left, right) => right.length - left.length)[0];
  if (longest === undefined) return text;
  const at = text.indexOf(longest);
  return `${text.slice(0, at)}::${text.slice(at + longest.length).replace(/^:/, "")}`;
}

/** Kinds of address in the words of the `RemoteIPType` column (docs page advanced-hunting-devicenetworkevents-table). */
export function addressType(address: string | undefined): string | undefined {
  if (address === undefined) return undefined;
  if (/^::ffff:\d+\./.test(address)) return "FourToSixMapping";
  return address.includes(":") ? ipv6Type(address) : ipv4Type(address);
}

function ipv4Type(address: string): string {
  const [first = 0, second = 0] = address.split(".").map(Number);
  if (address === "255.255.255.255") return "Broadcast";
  if (first === 127) return "Loopback";
  if (first === 10 || (first === 172 && second >= 16 && second <= 31) || (first === 192 && second === 168)) return "Private";
  if (first === 169 && second === 254) return "LinkLocal";
  if (first >= 224 && first <= 239) return "Multicast";
  return first === 0 || first >= 240 ? "Reserved" : "Public";
}

function ipv6Type(address: string): string {
  if (address === "::1") return "Loopback";
  if (address === "::") return "Reserved";
  if (/^fe[89ab]/.test(address)) return "LinkLocal";
  if (/^f[cd]/.test(address)) return "Private";
  if (address.startsWith("ff")) return "Multicast";
  return /^2001:(?:0+:|:)/.test(address) ? "Teredo" : "Public";
}
