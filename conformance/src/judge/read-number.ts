/** A number with the digits that it was written with. */
export class WrittenNumber {
  /** As a double. */
  readonly value: number;
  /** Number of digits shown behind the point. */
  readonly decimals: number;
  /** Exactly, if it is written as an integer. */
  readonly integral: bigint | undefined;

  constructor(readonly text: string) {
    this.value = Number(text);
    const [mantissa = "", exponent = "0"] = text.split(/e/i);
    this.decimals = (mantissa.split(".")[1]?.length ?? 0) - Number(exponent);
    this.integral = /^[-+]?\d+$/.test(text) ? BigInt(text.replace("+", "")) : undefined;
  }
}

const special = new Map<string, number>([
  ["nan", NaN],
  ...["infinity", "inf", "+inf", "∞"].map((text): [string, number] => [text, Infinity]),
  ...["-infinity", "-inf", "-∞"].map((text): [string, number] => [text, -Infinity]),
]);

/** The number that a cell holds, whether as a number or as text; NaN and the infinities are plain numbers. Undefined: none. */
export function readNumber(cell: unknown): WrittenNumber | number | undefined {
  if (cell instanceof WrittenNumber) return cell;
  if (typeof cell === "number") return Number.isFinite(cell) ? new WrittenNumber(String(cell)) : cell;
  if (typeof cell !== "string") return undefined;
  const text = cell.trim();
  const known = special.get(text.toLowerCase());
  if (known !== undefined) return known;
  if (/^[-+]?0x[\da-f]+$/i.test(text)) return new WrittenNumber(hexadecimal(text));
  const plain = /^[-+]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replaceAll(",", "") : text;
  return /^[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?$/i.test(plain) ? new WrittenNumber(plain) : undefined;
}

function hexadecimal(text: string): string {
  const value = BigInt(text.replace(/^[-+]/, ""));
  return String(text.startsWith("-") ? -value : value);
}

const relativeTolerance = 1e-6;

/** Whether a found number is the documented one: integers exactly, reals to 1e-6 or to the digits shown. */
export function sameNumber(expected: WrittenNumber | number, actual: WrittenNumber | number): boolean {
  if (typeof expected === "number" || typeof actual === "number") return Object.is(valueOf(expected), valueOf(actual));
  if (expected.integral !== undefined && actual.integral !== undefined) return expected.integral === actual.integral;
  const gap = Math.abs(expected.value - actual.value);
  if (gap <= relativeTolerance * Math.max(Math.abs(expected.value), Math.abs(actual.value))) return true;
  if (expected.integral !== undefined || expected.decimals <= 0) return false;
  // Rounded to the digits shown; pages that show three or more also cut off.
  return gap <= 10 ** -expected.decimals * (expected.decimals >= 3 ? 1 : 0.5) * (1 + 1e-9);
}

function valueOf(number: WrittenNumber | number): number {
  return typeof number === "number" ? number : number.value;
}
