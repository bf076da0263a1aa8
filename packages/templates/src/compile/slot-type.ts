import type { CodeContext, QueryDialect, TextContext } from "@huntkit/provider";
import type { ParameterType } from "../model/parameter-type.js";
import type { TemplateParameter, TemplateSyntax } from "../model/query-template.js";

/**
 * What a placeholder takes: the parameter's type, or, for a bare text of the reference's files, what its place calls for:
 * `literals` is a list of literals (or plain values), `value` one literal (or a plain text), `expression` a name, a literal or
 * calls on such, `operator` a comparison or a direction, `word` part of a word.
 */
export type SlotType = ParameterType | "literals" | "value" | "expression" | "operator" | "word";

/**
 * The type of a placeholder. In the reference's files a bare `str` in code is how KQL itself is passed, so its place and its
 * default decide what it may hold; everywhere else the declared type holds.
 */
export function slotType(parameter: TemplateParameter, context: TextContext, syntax: TemplateSyntax, dialect: QueryDialect): SlotType {
  if (context.kind !== "code") return parameter.type;
  if (context.before !== "" || (context.after !== "" && !context.unit)) return parameter.type === "string" || parameter.type === "identifier" ? "word" : parameter.type;
  if (syntax !== "python" || parameter.type !== "string") return parameter.type;
  return context.unit ? "word" : referenceType(parameter.default, context.position, dialect);
}

function referenceType(value: unknown, position: CodeContext["position"], dialect: QueryDialect): SlotType {
  const text = typeof value === "string" ? value.trim() : undefined;
  if (text === undefined) return byPosition[position];
  if (text === "") return position === "list" ? "literals" : "kql";
  if (text.startsWith("|")) return "kql";
  if (dialect.isOperator?.(text) === true) return "operator";
  if (position === "list") return "literals";
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(text) && !/^(?:true|false|null)$/i.test(text)) return "identifier";
  if (dialect.literalCount(text) > 0) return "value";
  return position === "clause" ? "kql" : "expression";
}

const byPosition = { clause: "kql", list: "literals", name: "identifier", value: "value" } as const;
