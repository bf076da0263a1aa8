import { caretLines, InternalError, QueryError, textPlace, UnsupportedError } from "@huntkit/provider";
import type { IrBuilder } from "./ir-builder.js";
import type { SyntaxElement } from "./syntax/syntax-types.js";

/**
 * Refuses a construct that has no IR.
 * @throws {UnsupportedError} always.
 */
export function unsupported(builder: IrBuilder, node: SyntaxElement, construct: string, advice = ""): never {
  const span = builder.span(node);
  const place = textPlace(builder.text, span.start, span.length);
  const hint = advice === "" ? "Say it in another way, or run the query on the service." : advice;
  throw new UnsupportedError({
    code: "construct-unsupported",
    construct,
    place,
    query: builder.text,
    message: `${construct} is not supported here (line ${place.line}, column ${place.column}). ${hint}\n${caretLines(builder.text, place)}`,
  });
}

/**
 * Refuses a text that the service let through although it is wrong.
 * @throws {QueryError} always.
 */
export function wrongQuery(builder: IrBuilder, node: SyntaxElement, code: string, message: string): never {
  const span = builder.span(node);
  const place = textPlace(builder.text, span.start, span.length);
  throw new QueryError({
    code: "query-invalid",
    query: builder.text,
    problems: [{ code, message, place }],
    message: `${message} (line ${place.line}, column ${place.column})\n${caretLines(builder.text, place)}`,
  });
}

/**
 * Reports a contradiction between the tree and what is built of it.
 * @throws {InternalError} always.
 */
export function contradiction(builder: IrBuilder, node: SyntaxElement, what: string): never {
  const place = textPlace(builder.text, builder.span(node).start, 0);
  throw new InternalError({
    code: "ir-contradiction",
    message: `The query's tree is not as expected: ${what} (line ${place.line}, column ${place.column}). This is a fault of huntkit; please report it with the query.`,
  });
}
