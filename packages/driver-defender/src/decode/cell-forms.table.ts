import { KqlDecimal, KqlTimeSpan, exactInteger, type KqlType, type KqlValue } from "@huntkit/provider";
import { dateTimeIn } from "./date-time-text.js";
import { dynamicCell, needsText } from "./dynamic-cell.js";
import { NumberText, unmarked } from "./number-text.js";

/** Reads one cell that is not null. Undefined: the type has no such value. `needsText`: digits of a number are needed. */
export type CellForm = (value: unknown, numbersMarked: boolean) => KqlValue | typeof needsText | undefined;

const integerText = /^-?\d{1,19}$/;
const guidText = /^\{?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\}?$/i;
const numberText = /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i;
const leastTimeSpan = "-10675199.02:48:05.4775808";
const notNumbers: ReadonlyMap<string, number> = new Map([["nan", Number.NaN], ["infinity", Infinity], ["-infinity", -Infinity], ["inf", Infinity], ["-inf", -Infinity]]);

/**
 * How a cell of each type is read. The forms are those of recorded answers of `runHuntingQuery`; where there is no recording
 * (guid, timespan, decimal), the text forms of Kusto. A form that is not listed is refused, not guessed.
 */
export const cellForms: Readonly<Record<KqlType, CellForm>> = Object.freeze({
  bool: (value) => (value === true || value === 1 ? true : value === false || value === 0 ? false : value === "true" || value === "True" ? true : value === "false" || value === "False" ? false : undefined),
  int: (value) => inRange(integer(value), 2_147_483_648),
  long: (value, numbersMarked) => {
    if (typeof value === "number") return Number.isSafeInteger(value) ? value + 0 : !numbersMarked && Number.isInteger(value) ? needsText : undefined;
    return integer(numbersMarked ? unmarked(value) : value);
  },
  real: (value, numbersMarked) => {
    if (typeof value === "number") return finite(value);
    const read = numbersMarked ? unmarked(value) : value;
    return read instanceof NumberText ? finite(Number(read.text)) : typeof read === "string" ? realIn(read) : undefined;
  },
  decimal: (value, numbersMarked) => {
    if (typeof value === "number" && !numbersMarked) return needsText;
    const read = numbersMarked ? unmarked(value) : value;
    return decimalIn(read instanceof NumberText ? read.text : typeof read === "number" ? String(read) : read);
  },
  string: (value, numbersMarked) => (typeof value === "string" && !(numbersMarked && unmarked(value) instanceof NumberText) ? value : undefined),
  datetime: (value) => (typeof value === "string" ? dateTimeIn(value) : undefined),
  guid: (value) => (value === "" ? null : typeof value === "string" ? guidText.exec(value)?.[1]?.toLowerCase() : undefined),
  timespan: (value) => (typeof value !== "string" ? undefined : value === leastTimeSpan ? new KqlTimeSpan(-(2n ** 63n)) : KqlTimeSpan.parse(value)),
  dynamic: dynamicCell,
});

function integer(value: unknown): number | bigint | undefined {
  if (typeof value === "number") return Number.isSafeInteger(value) ? value + 0 : undefined; // + 0: an integer has no -0
  const text = value instanceof NumberText ? value.text : value;
  if (typeof text !== "string" || !integerText.test(text)) return undefined;
  const exact = BigInt(text);
  return BigInt.asIntN(64, exact) === exact ? exactInteger(exact) : undefined;
}

function inRange(value: number | bigint | undefined, size: number): number | undefined {
  return typeof value === "number" && value >= -size && value < size ? value : undefined;
}

function realIn(text: string): number | undefined {
  return numberText.test(text) ? finite(Number(text)) : notNumbers.get(text.toLowerCase());
}

/** A number beyond the range of a double would become an infinity that nobody sent. */
function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}

function decimalIn(value: unknown): KqlDecimal | undefined {
  if (typeof value !== "string" || !numberText.test(value)) return undefined;
  const [mantissa = "", exponent = "0"] = value.toLowerCase().replace(/^\+/, "").split("e");
  const shift = Number(exponent);
  return Math.abs(shift) > mostExponent ? undefined : new KqlDecimal(shift === 0 ? mantissa : shifted(mantissa, shift));
}

/** A decimal has 34 digits at most, so a greater exponent is no decimal. */
const mostExponent = 100;

/** Plain digits with the point moved to the right by a number of places, or to the left. */
function shifted(digitsAndPoint: string, places: number): string {
  const sign = digitsAndPoint.startsWith("-") ? "-" : "";
  const [whole = "", fraction = ""] = digitsAndPoint.replace("-", "").split(".");
  const zeros = Math.max(0, 1 - whole.length - places);
  const point = whole.length + places + zeros;
  const digits = ("0".repeat(zeros) + whole + fraction).padEnd(point, "0");
  const tail = digits.slice(point);
  return `${sign}${digits.slice(0, point)}${tail === "" ? "" : `.${tail}`}`;
}
