/** A folder named after a day, with or without a key: `2026-01-31`, `date=2026-01-31`. */
const isoDay = /[/\\](?:[^/\\=]+=)?(\d{4})-(\d{2})-(\d{2})[/\\]/;
/** Three folders one in another: `year=2026/month=1/day=31`, `y=2026/m=01/d=31`, `2026/01/31`. */
const threeParts = /[/\\](?:y(?:ear)?=)?(\d{4})[/\\](?:m(?:onth)?=)?(\d{1,2})[/\\](?:d(?:ay)?=)?(\d{1,2})[/\\]/i;

const MILLISECONDS_PER_DAY = 86_400_000;

/**
 * The day that a folder on a path is named after, in days since 1970; undefined if there is none.
 * @param path From the folder of the tables on.
 */
export function folderDay(path: string): number | undefined {
  const [, year, month, day] = isoDay.exec(path) ?? threeParts.exec(path) ?? [];
  if (year === undefined) return undefined;
  const milliseconds = Date.UTC(Number(year), Number(month) - 1, Number(day));
  const read = new Date(milliseconds);
  const isDay = read.getUTCMonth() === Number(month) - 1 && read.getUTCDate() === Number(day);
  return isDay ? milliseconds / MILLISECONDS_PER_DAY : undefined;
}
