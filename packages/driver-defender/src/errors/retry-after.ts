const MOST_MILLISECONDS = 24 * 3_600_000;

/**
 * How long the service asks to wait, in milliseconds: the header `Retry-After` in seconds or as a date (RFC 9110, section
 * 10.2.3), else "run queries again in <duration>" of the message; undefined if neither can be read.
 */
export function retryAfter(header: string | undefined, message: string, now: number): number | undefined {
  const told = headerWait(header?.trim(), now) ?? messageWait(message);
  return told === undefined || told > MOST_MILLISECONDS ? undefined : Math.max(0, told);
}

function headerWait(header: string | undefined, now: number): number | undefined {
  if (header === undefined || header === "") return undefined;
  if (/^\d+(?:\.\d+)?$/.test(header)) return Math.ceil(Number(header) * 1000);
  if (!/[a-z]{3}|^\d{4}-\d\d-\d\d/i.test(header)) return undefined; // Date.parse makes a date of "-5"
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : date - now;
}

const units: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000 };

function messageWait(message: string): number | undefined {
  const clock = /again in (?:(\d+)\.)?(\d{1,2}):(\d{2}):(\d{2})/i.exec(message);
  if (clock) return ((Number(clock[1] ?? 0) * 24 + Number(clock[2])) * 3600 + Number(clock[3]) * 60 + Number(clock[4])) * 1000;
  const words = /again in (\d+) ?(s|m|h)(?:ec|in|our)/i.exec(message);
  return words ? Number(words[1]) * (units[words[2]?.toLowerCase() ?? ""] ?? 0) : undefined;
}
