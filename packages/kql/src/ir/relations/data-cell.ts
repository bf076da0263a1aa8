import { KqlDateTime, KqlDecimal, KqlTimeSpan, type DynamicValue, type KqlType, type KqlValue } from "@huntkit/provider";
import { unsupported, wrongQuery } from "../fail.js";
import type { IrBuilder } from "../ir-builder.js";
import type { SyntaxNode } from "../syntax/syntax-types.js";
import { valueFromText } from "../values/literal-value.js";

/**
 * The value of a cell of `datatable` as one of its column's type: a literal, converted where the language converts.
 * @throws {UnsupportedError} for a cell that is no literal. @throws {QueryError} for a literal that does not convert.
 */
export function dataCell(node: SyntaxNode, type: KqlType, builder: IrBuilder): KqlValue {
  const built = builder.expression(node);
  if (built.kind !== "literal") return unsupported(builder, node, "a cell of datatable that is not a literal");
  if (built.type === type) return built.value;
  if (built.value === null) return type === "string" ? "" : null;
  const value = convertCell(built.value, type);
  return value ?? wrongQuery(builder, node, "HK102", `This value does not convert to the column's type ${type}.`);
}

function convertCell(value: KqlValue, type: KqlType): KqlValue | undefined {
  if (type === "dynamic") return isOwnType(value) ? String(value) : (value as DynamicValue);
  if (typeof value === "boolean" && type !== "string" && type !== "bool") return valueFromText(type, value ? "1" : "0");
  if ((type === "long" || type === "int") && typeof value === "number") return valueFromText(type, String(Math.trunc(value)));
  return valueFromText(type, String(value));
}

function isOwnType(value: KqlValue): boolean {
  return value instanceof KqlDateTime || value instanceof KqlTimeSpan || value instanceof KqlDecimal;
}
