type Json = Readonly<Record<string, unknown>>;

const dataElement = /<Data\s+Name\s*=\s*(?:"([^"]*)"|'([^']*)')\s*(?:\/>|>([\s\S]*?)<\/Data>)/g;
const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/**
 * The names and values of an event's own data, from any of its forms: an object of names; a list (or `Data` list) of
 * `{ "@Name", "#text" }`; or the XML text `<EventData><Data Name="…">…`.
 * @returns undefined if there is none of these.
 */
export function eventDataPairs(data: unknown): Json | undefined {
  if (typeof data === "string") return data.includes("<Data") ? fromXml(data) : undefined;
  if (Array.isArray(data)) return fromList(data);
  if (typeof data !== "object" || data === null) return undefined;
  const inner = (data as Json)["Data"];
  if (Array.isArray(inner)) return fromList(inner);
  if (typeof inner === "string" && inner.includes("<Data")) return fromXml(inner);
  return data as Json;
}

function fromList(list: readonly unknown[]): Json {
  const pairs: Record<string, unknown> = {};
  for (const item of list) {
    if (typeof item !== "object" || item === null) continue;
    const element = item as Json;
    const attributes = (element["#attributes"] ?? element["$"] ?? element) as Json;
    const name = attributes["Name"] ?? attributes["@Name"] ?? attributes["name"];
    if (typeof name === "string") pairs[name] = element["#text"] ?? element["_"] ?? element["Value"] ?? element["text"] ?? "";
  }
  return pairs;
}

function fromXml(xml: string): Json {
  const pairs: Record<string, unknown> = {};
  for (const [, double, single, text = ""] of xml.matchAll(dataElement)) pairs[double ?? single ?? ""] = decodeEntities(text);
  return pairs;
}

/** Resolves the five named XML entities and numeric ones. */
export function decodeEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(lt|gt|amp|quot|apos));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return entities[name.toLowerCase()] ?? whole;
    const point = decimal === undefined ? parseInt(hex ?? "", 16) : Number(decimal);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}
