/** A text in the encoding of URLs, whose bytes need be no UTF-8: what is none becomes U+FFFD; a `%` without two digits stays. Source: "url_decode()". */
export function decodeUrl(text: string): string {
  const bytes: number[] = [];
  for (const part of text.match(/%[0-9A-Fa-f]{2}|[^%]+|%/g) ?? []) {
    if (part.length === 3 && part.startsWith("%")) bytes.push(parseInt(part.slice(1), 16));
    else for (const byte of Buffer.from(part, "utf8")) bytes.push(byte);
  }
  return Buffer.from(bytes).toString("utf8");
}
