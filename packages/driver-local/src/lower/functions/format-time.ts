import { call, caseWhen, constant, isNull, operator } from "../../sql/sql-builders.js";
import type { SqlExpression } from "../../sql/sql-nodes.js";
import type { FunctionCall } from "./function-row.js";

type Piece = (value: SqlExpression, width: number) => SqlExpression;

const number: (macro: string, narrow?: number) => Piece = (macro, narrow = 1) => (value, width) =>
  call("kql_digits", call(macro, value), constant(Math.max(width, narrow)));

const fraction: Piece = (value, width) => call("left", call("kql_fraction", value), constant(width));
const optionalFraction: Piece = (value, width) => call("rtrim", fraction(value, width), constant("0"));

function year(value: SqlExpression, width: number): SqlExpression {
  const whole = call("kql_part_year", value);
  return width <= 2 ? call("kql_digits", operator("%", whole, constant(100)), constant(width)) : call("kql_digits", whole, constant(width));
}

const datePieces: Readonly<Record<string, Piece>> = {
  d: number("kql_part_day"), f: fraction, F: optionalFraction, h: number("kql_hour_of_12"), H: number("kql_part_hour"), m: number("kql_part_minute"),
  M: number("kql_part_month"), s: number("kql_part_second"), y: year, t: (value) => call("kql_half_of_day", value),
};

const spanPieces: Readonly<Record<string, Piece>> = {
  d: number("kql_span_days"), f: fraction, F: optionalFraction, H: number("kql_span_hours"), h: number("kql_span_hours"), m: number("kql_span_minutes"),
  s: number("kql_span_seconds"),
};

const dateWidths: Readonly<Record<string, readonly number[]>> = {
  d: [1, 2], f: [1, 2, 3, 4, 5, 6, 7], F: [1, 2, 3, 4, 5, 6, 7], h: [1, 2], H: [1, 2], m: [1, 2], M: [1, 2], s: [1, 2], y: [1, 2, 4], t: [2],
};

const spanWidths: Readonly<Record<string, readonly number[]>> = {
  d: [1, 2, 3, 4, 5, 6, 7, 8], f: [1, 2, 3, 4, 5, 6, 7], F: [1, 2, 3, 4, 5, 6, 7], H: [1, 2], h: [1, 2], m: [1, 2], s: [1, 2],
};

/** `format_datetime(date, format)`. Source: "format_datetime()", "Supported format elements" and "Supported delimiters". */
export function formatDateTime(each: FunctionCall): SqlExpression {
  return formatted(each, each.as(0, "datetime"), datePieces, dateWidths);
}

/** `format_timespan(span, format)`; a negative span is formatted as its length. Source: "format_timespan()". */
export function formatTimeSpan(each: FunctionCall): SqlExpression {
  return formatted(each, call("abs", each.as(0, "timespan")), spanPieces, spanWidths);
}

/** The elements that DuckDB's `strftime` has too. */
const strftimeElements: Readonly<Record<string, string>> = {
  yyyy: "%Y", yy: "%y", MM: "%m", M: "%-m", dd: "%d", d: "%-d", HH: "%H", H: "%-H", hh: "%I", h: "%-I", mm: "%M", m: "%-M", ss: "%S", s: "%-S", tt: "%p",
};

/** The runs as one format of `strftime`; undefined if it has not all of them. */
function strftimeFormat(runs: readonly string[]): string | undefined {
  const parts = runs.map((run) => (/^[ /\-:,._[\]]+$/.test(run) ? run : strftimeElements[run]));
  return parts.every((part) => part !== undefined) ? parts.join("") : undefined;
}

function formatted(each: FunctionCall, value: SqlExpression, pieces: Readonly<Record<string, Piece>>, widths: Readonly<Record<string, readonly number[]>>): SqlExpression {
  const format = each.literal(1);
  if (typeof format !== "string") return each.refuse("Its format must be a literal.");
  const runs = format.match(/([a-zA-Z])\1*|[^a-zA-Z]+/g) ?? [];
  const whole = pieces === datePieces ? strftimeFormat(runs) : undefined;
  if (whole !== undefined && whole !== "") return call("coalesce", call("strftime", call("kql_timestamp", value), constant(whole)), constant(""));
  const texts = runs.map((run): SqlExpression => {
    const letter = run[0] ?? "";
    if (!/[a-zA-Z]/.test(letter)) return /^[ /\-:,._[\]]+$/.test(run) ? constant(run) : each.refuse(`Its format may have the delimiters space / - : , . _ [ ] only, not ${run}.`);
    const piece = pieces[letter];
    if (!piece || !widths[letter]?.includes(run.length)) return each.refuse(`Its format has no element ${run}.`);
    return piece(value, run.length);
  });
  if (texts.length === 0) return constant("");
  const text = texts.length === 1 && texts[0] ? texts[0] : operator("||", ...texts);
  return caseWhen([[isNull(each.sql(0)), constant("")]], text);
}
