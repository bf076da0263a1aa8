import { type CodeContext, type DynamicValue, type KqlType, type KqlValue, ParameterError, type QueryDialect, TemplateError, type TextContext } from "@huntkit/provider";
import type { TemplateParameter, TemplateSyntax } from "../model/query-template.js";
import { parameterError } from "../values/parameter-error.js";
import { valueReaders } from "../values/read-value.js";
import type { ResolvedValue, TypedValue } from "../values/typed-value.js";
import { isList, plainText, referenceListText } from "./plain-text.js";
import { slotType, type SlotType } from "./slot-type.js";

/** Writes the value of one placeholder in the form that its place calls for. */
export type SlotWriter = (value: ResolvedValue) => string;

/** What a writer is made from. */
export interface SlotPlace {
  readonly parameter: TemplateParameter;
  readonly context: TextContext;
  readonly syntax: TemplateSyntax;
  readonly dialect: QueryDialect;
}

/**
 * Makes the writer of a placeholder.
 * @throws {TemplateError} if no value can be safe there.
 */
export function slotWriter(place: SlotPlace): SlotWriter {
  const { context, dialect } = place;
  const text = textWriter(place);
  switch (context.kind) {
    case "string":
    case "name":
      return named(place, (value) => dialect.insideString(text(value), context.form));
    case "comment":
      return (value) => dialect.insideComment(text(value));
    case "literal":
      return context.whole ? wholeLiteralWriter(place, context.form) : partOfLiteralWriter(place, text);
    case "code":
      return codeWriter(place, context);
  }
}

/** The value as plain text, in the reference's form for its files. */
function textWriter({ syntax, dialect }: SlotPlace): SlotWriter {
  if (syntax === "huntkit") return (value) => plainText(value, dialect);
  return (value) => (isList(value) ? referenceListText(value, dialect) : value.type === "bool" ? pythonBool(value) : plainText(value, dialect));
}

function pythonBool({ value }: TypedValue): string {
  return value === true ? "True" : "False";
}

/** A fault of the value in its place, told with the parameter's name. */
function named(place: SlotPlace, write: SlotWriter): SlotWriter {
  return (value) => {
    try {
      return write(value);
    } catch (error) {
      if (!(error instanceof ParameterError) || error.message.startsWith("Parameter ")) throw error;
      throw new ParameterError({ code: error.code, message: `Parameter ${place.parameter.name}: ${error.message}`, cause: error });
    }
  };
}

function wholeLiteralWriter(place: SlotPlace, form: KqlType): SlotWriter {
  return named(place, (value) => {
    if (form === "dynamic") return place.dialect.insideLiteral(dynamicOf(value, place.syntax), form);
    if (isList(value)) throw parameterError("parameter-place", place.parameter, [], `is a list and cannot stand in ${form}(…)`);
    if (value.type === form || value.value === null) return place.dialect.insideLiteral(value.value, form);
    if (place.syntax === "python" && value.type === "string" && safeInLiteral.test(String(value.value))) return String(value.value);
    const read = form === "string" ? undefined : valueReaders[form](value.value, () => new Date());
    if (read === undefined) throw parameterError("parameter-place", place.parameter, value.value, `cannot stand in ${form}(…)`);
    return place.dialect.insideLiteral(read, form);
  });
}

const safeInLiteral = /^[0-9A-Za-z.:+ -]*$/;

/** A value inside `dynamic(…)`. In the reference's files a text is JSON if it can be read as such. */
function dynamicOf(value: ResolvedValue, syntax: TemplateSyntax): KqlValue {
  if (isList(value)) return value.map((item) => item.value as DynamicValue);
  const json = syntax === "python" && value.type === "string" ? valueReaders.dynamic(value.value, () => new Date()) : undefined;
  return json ?? value.value;
}

function partOfLiteralWriter(place: SlotPlace, text: SlotWriter): SlotWriter {
  return (value) => {
    const written = text(value);
    if (!safeInLiteral.test(written))
      throw parameterError("parameter-place", place.parameter, written, "holds characters that cannot stand inside a literal such as datetime(…)");
    return written;
  };
}

function codeWriter(place: SlotPlace, context: CodeContext): SlotWriter {
  const type = slotType(place.parameter, context, place.syntax, place.dialect);
  if (type === "kql") return named(place, clauseWriter(place, context));
  const isName = type === "identifier" || type === "word";
  if (context.fused || (context.joint === "point" && !isName) || (context.joint === "hyphen" && isName)) throw melted(place);
  if (type === "word") return wordWriter(place, context);
  if (context.before !== "" || context.after !== "") return context.unit ? countWriter(place) : refuse(place);
  return named(place, plainCodeWriter(place, context, type));
}

function plainCodeWriter(place: SlotPlace, context: CodeContext, type: SlotType): SlotWriter {
  const { dialect, parameter, syntax } = place;
  switch (type) {
    case "identifier":
      return (value) => dialect.identifier(plainText(value, dialect));
    case "expression":
      return expressionWriter(place);
    case "list":
      return listWriter(place, context, syntax === "python" ? referenceItem : codeItem);
    case "literals":
      return literalsWriter(place);
    case "operator":
      return operatorWriter(place);
    case "value":
      return valueWriter(place);
    case "bool":
      return syntax === "python" ? (value) => (isList(value) ? refuse(place)(value) : pythonBool(value)) : (value) => scalar(value, dialect, parameter);
    default:
      return (value) => scalar(value, dialect, parameter);
  }
}

/** A value of KQL in code. Whole numbers are written as `long`, which every place takes that takes an `int`. */
function scalar(value: ResolvedValue, dialect: QueryDialect, parameter: TemplateParameter): string {
  if (isList(value)) throw parameterError("parameter-place", parameter, [], "is a list and cannot stand here");
  return codeItem(value, dialect);
}

function codeItem({ type, value }: TypedValue, dialect: QueryDialect): string {
  return dialect.literal(value as KqlValue, type === "int" ? "long" : (type as KqlType));
}

/** The reference writes texts of a list in single quotes. */
function referenceItem(item: TypedValue, dialect: QueryDialect): string {
  if (item.type === "string") return `'${dialect.insideString(String(item.value), "single")}'`;
  return item.type === "real" && Number.isSafeInteger(item.value) ? dialect.literal(item.value, "long") : codeItem(item, dialect);
}

function listWriter(place: SlotPlace, context: CodeContext, write: (item: TypedValue, dialect: QueryDialect) => string): SlotWriter {
  return (value) => {
    const items = isList(value) ? value : [value];
    if (items.length > 0) return items.map((item) => write(item, place.dialect)).join(", ");
    if (context.emptyList === undefined) throw parameterError("parameter-empty-list", place.parameter, [], "is empty, which cannot stand here");
    return context.emptyList;
  };
}

function literalsWriter({ dialect }: SlotPlace): SlotWriter {
  return (value) => {
    const text = plainText(value, dialect);
    return dialect.literalCount(text) > 0 ? text.trim() : dialect.literal(text, "string");
  };
}

function expressionWriter({ dialect, parameter }: SlotPlace): SlotWriter {
  return (value) => {
    const text = plainText(value, dialect).trim();
    if (!dialect.isSimpleExpression(text)) throw parameterError("parameter-place", parameter, text, "is not a name, a literal or a call such as sum(Sent), which is all that can stand here");
    return text;
  };
}

function operatorWriter({ dialect, parameter }: SlotPlace): SlotWriter {
  return (value) => {
    const text = plainText(value, dialect).trim();
    if (dialect.isOperator?.(text) !== true) throw parameterError("parameter-place", parameter, text, "is not a comparison such as has, == or startswith, or a direction, which is all that can stand here");
    return text;
  };
}

/** One literal. A text that is none is a value itself, unless the default shows that a number, a time or a truth value is meant. */
function valueWriter({ dialect, parameter }: SlotPlace): SlotWriter {
  const shown = typeof parameter.default === "string" ? parameter.default.trim() : "";
  const takesTexts = shown === "" || /["'`~]$/.test(shown);
  return (value) => {
    const text = plainText(value, dialect);
    if (dialect.literalCount(text) === 1) return text.trim();
    if (takesTexts) return dialect.literal(text, "string");
    throw parameterError("parameter-place", parameter, text, `is not one value such as ${shown}, which is all that can stand here`);
  };
}

function clauseWriter(place: SlotPlace, context: CodeContext): SlotWriter {
  const gapBefore = context.before !== "" || context.fused ? " " : "";
  const gapAfter = context.after !== "" || context.fused ? " " : "";
  let lastText = "";
  let lastClauses = "";
  return (value) => {
    const text = plainText(value, place.dialect);
    if (text !== lastText) {
      const clauses = place.dialect.clauses(text);
      if (clauses !== "") place.dialect.checkClauses?.(clauses);
      lastClauses = clauses === "" ? "" : gapBefore + clauses + gapAfter;
      lastText = text;
    }
    return lastClauses;
  };
}

function wordWriter(place: SlotPlace, context: CodeContext): SlotWriter {
  const wanted = context.unit ? /^[0-9]{1,18}$/ : /^[A-Za-z0-9_]+$/;
  return (value) => {
    const text = plainText(value, place.dialect);
    const word = context.before + text + context.after;
    if (!wanted.test(text) || (!context.unit && place.dialect.identifier(word) !== word))
      throw parameterError("parameter-place", place.parameter, text, context.unit ? "must be a whole number here" : `does not make a name of ${context.before}…${context.after}`);
    return text;
  };
}

function countWriter(place: SlotPlace): SlotWriter {
  return (value) => {
    const text = isList(value) ? "" : String(value.value);
    if (!/^[0-9]{1,18}$/.test(text)) throw parameterError("parameter-place", place.parameter, isList(value) ? [] : value.value, "must be a whole number that is not negative here");
    return text;
  };
}

function melted({ parameter }: SlotPlace): TemplateError {
  return new TemplateError({
    code: "placeholder-melted",
    message: `The placeholder ${parameter.name} touches a quote, a point, a hyphen, an @ or another placeholder, so a value would melt into it. Put a space between them, or put the placeholder inside the quotes.`,
  });
}

function refuse(place: SlotPlace): SlotWriter {
  throw new TemplateError({
    code: "placeholder-melted",
    message: `The placeholder ${place.parameter.name} touches a word, which only a parameter of type identifier or string may do. Put a space between them.`,
  });
}
