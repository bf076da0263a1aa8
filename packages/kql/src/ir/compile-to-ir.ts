import { UnsupportedError } from "@huntkit/provider";
import { bindQuery } from "../analysis/bind-query.js";
import { ownCodes, type KqlDiagnostic } from "../analysis/kql-diagnostic.js";
import { queryErrorOf } from "../analysis/query-error-of.js";
import type { BindingScope } from "../catalog/schema-globals.js";
import { buildProgram, type BuildOptions } from "./build-program.js";
import type { IrProgram } from "./ir-types.js";
import type { BoundCode } from "./syntax/syntax-types.js";

/**
 * Turns a query text into IR: parsed and bound by the language service against the scope's tables and functions, names
 * resolved, functions expanded. The service is loaded on the first call.
 * @throws {QueryError} with every error and its place, if the text is wrong.
 * @throws {UnsupportedError} for a construct that has no IR, with its place.
 */
export function compileToIr(text: string, scope: BindingScope, options: BuildOptions = {}): IrProgram {
  const { code, diagnostics } = bindQuery(text, scope);
  refuseServiceFailure(text, diagnostics);
  const tree = code as unknown as BoundCode | undefined;
  if (!tree || diagnostics.some(({ severity }) => severity === "error")) throw queryErrorOf(text, diagnostics.map(withAdvice));
  return buildProgram(tree, options);
}

function refuseServiceFailure(text: string, diagnostics: readonly KqlDiagnostic[]): void {
  const failure = diagnostics.find(({ code }) => code === ownCodes.serviceFailed);
  if (failure)
    throw new UnsupportedError({ code: "language-service-failed", construct: "a text on which the language service fails", message: failure.message, query: text });
}

/** The service says that a text is too deep, but not what to do about it. */
function withAdvice(finding: KqlDiagnostic): KqlDiagnostic {
  if (finding.code !== "KS245") return finding;
  return { ...finding, message: `${finding.message} Write a long chain of "or" as "in (…)" or "has_any (…)", or split the query with let.` };
}
