import type { KqlType } from "@huntkit/provider";
import { converted } from "./calls.js";
import type { BinaryNode } from "./expression-nodes.js";
import { unsupported } from "../fail.js";
import type { IrBuilder } from "../ir-builder.js";
import type { IrBinaryOperator, IrExpression, IrSpan } from "../ir-types.js";
import { joinTerms } from "./operators.js";

const textOperators: ReadonlySet<IrBinaryOperator> = new Set([
  "has", "has_cs", "hasprefix", "hasprefix_cs", "hassuffix", "hassuffix_cs", "contains", "contains_cs", "startswith", "startswith_cs",
  "endswith", "endswith_cs", "matches regex", "like", "like_cs",
]);

/** The test that a term of `search` asks for: an operator and its right side. */
interface TermTest {
  readonly operator: IrBinaryOperator;
  readonly text: string;
}

/**
 * How a term is looked for: the place of `*` in it decides.
 * Source: Microsoft Learn, "search operator" (`search-operator`), search predicate syntax.
 */
function termTest(term: string, caseSensitive: boolean): TermTest {
  const starts = term.startsWith("*");
  const ends = term.endsWith("*") && term.length > 1;
  const text = term.slice(starts ? 1 : 0, ends ? -1 : undefined);
  if (text.includes("*")) {
    const pattern = text.split("*").map(escapeRegex).join(".*");
    return { operator: "matches regex", text: `${caseSensitive ? "" : "(?i)"}${starts ? "" : "\\b"}${pattern}${ends ? "" : "\\b"}` };
  }
  const plain = starts ? (ends ? "contains" : "hassuffix") : ends ? "hasprefix" : "has";
  return { operator: caseSensitive ? `${plain}_cs` : plain, text };
}

function escapeRegex(text: string): string {
  return text.replace(/[\\^$.|?+()[\]{}]/g, "\\$&");
}

/** A term of `search` on its own: any column has it. */
export function searchTerm(term: string, span: IrSpan, builder: IrBuilder): IrExpression {
  if (/^\*+$/.test(term)) return { kind: "literal", type: "bool", value: true, span };
  const { operator, text } = termTest(term, builder.searchesCaseSensitive);
  const right: IrExpression = { kind: "literal", type: "string", value: text, span };
  return inAnyColumn(operator, right, builder, span);
}

/** `column:"term"`. */
export function columnTerm(node: BinaryNode, column: IrExpression, term: IrExpression, builder: IrBuilder): IrExpression {
  const span = builder.span(node);
  if (term.kind !== "literal" || typeof term.value !== "string") return unsupported(builder, node, "a term of search that is not a text literal");
  const { operator, text } = termTest(term.value, builder.searchesCaseSensitive);
  return textTest(operator, column, text, span);
}

/** `* has "x"`: the test holds for one of the columns; a comparison by value looks at the columns of its right side's type. */
export function starCondition(node: BinaryNode, operator: IrBinaryOperator, right: IrExpression, builder: IrBuilder): IrExpression {
  const span = builder.span(node);
  if (textOperators.has(operator)) return inAnyColumn(operator, right, builder, span);
  if (operator !== "==" && operator !== "=~") return unsupported(builder, node, `* ${operator}`, "Name the columns.");
  return anyColumn(builder, span, (type) => type === right.type, (left) => ({ kind: "binary", operator, left, right, type: "bool", span }));
}

/** Tests that no text between two others can pass: a text is in one of several if it is in all of them put one behind another with a separator that it lacks. */
const withinTests: ReadonlySet<IrBinaryOperator> = new Set(["has", "has_cs", "hasprefix", "hasprefix_cs", "hassuffix", "hassuffix_cs", "contains", "contains_cs"]);
/** A control character parts terms, and nobody searches for it. */
const separator = "\u0001";

/** A test of text on all columns: as one test where that says the same, which is many times faster than one for each column. */
function inAnyColumn(operator: IrBinaryOperator, right: IrExpression, builder: IrBuilder, span: IrSpan): IrExpression {
  const needle = right.kind === "literal" && typeof right.value === "string" ? right.value : undefined;
  const asOne = withinTests.has(operator) && needle !== undefined && !needle.includes(separator) && builder.row.length > 1;
  if (!asOne) return anyColumn(builder, span, () => true, (column) => ({ kind: "binary", operator, left: converted(column, "string"), right, type: "bool", span }));
  builder.columnUses++;
  const columns = builder.row.map(({ name, type }): IrExpression => ({ kind: "column", name, type, span }));
  const delimiter: IrExpression = { kind: "literal", type: "string", value: separator, span };
  const left: IrExpression = { kind: "call", name: "strcat_delim", function: "scalar", arguments: [delimiter, ...columns], type: "string", span };
  return { kind: "binary", operator, left, right, type: "bool", span };
}

function textTest(operator: IrBinaryOperator, column: IrExpression, text: string, span: IrSpan): IrExpression {
  const right: IrExpression = { kind: "literal", type: "string", value: text, span };
  return { kind: "binary", operator, left: converted(column, "string"), right, type: "bool", span };
}

function anyColumn(
  builder: IrBuilder,
  span: IrSpan,
  fits: (type: KqlType) => boolean,
  test: (column: IrExpression) => IrExpression,
): IrExpression {
  builder.columnUses++;
  const tests = builder.row.filter((column) => fits(column.type)).map(({ name, type }) => test({ kind: "column", name, type, span }));
  return tests.length === 0 ? { kind: "literal", type: "bool", value: false, span } : joinTerms("or", tests);
}
