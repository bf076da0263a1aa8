import { unsupported, wrongQuery } from "../fail.js";
import type { IrBuilder } from "../ir-builder.js";
import { isClass, listItems } from "../syntax/syntax-read.js";
import type { NameNode, SyntaxList, SyntaxNode } from "../syntax/syntax-types.js";
import { Scope } from "./scope.js";

/** `restrict access to (…)`. */
export interface RestrictNode extends SyntaxNode {
  readonly Expressions: SyntaxList;
}

interface PathNode extends SyntaxNode {
  readonly Expression: SyntaxNode & { readonly Name?: NameNode; readonly ArgumentList?: { readonly Expressions: SyntaxList } };
  readonly Selector: SyntaxNode;
}

/**
 * From here on only the named tables and tabular lets can be seen. A name with `*` means lets, behind `database().` tables. Rule R68.
 * Source: Microsoft Learn, "Restrict statement" (`restrict-statement`).
 * @throws {UnsupportedError} for an entity of another database.
 */
export function restrictAccess(node: RestrictNode, builder: IrBuilder): void {
  const { scope } = builder;
  const allowed = listItems(node.Expressions).map((entity) => allowedNames(entity, builder));
  builder.scope = new Scope(scope, (name) => allowed.some((allows) => allows(name, scope.declares(name))));
}

type Allows = (name: string, isLet: boolean) => boolean;

function allowedNames(entity: SyntaxNode, builder: IrBuilder): Allows {
  if (isClass(entity, "NameReference")) {
    const pattern = (entity as NameNode).SimpleName;
    const matches = nameMatcher(pattern);
    return pattern.includes("*") ? (name, isLet) => isLet && matches(name) : matches;
  }
  const matches = nameMatcher(tableOfDatabase(entity, builder));
  return (name, isLet) => !isLet && matches(name);
}

/** The name behind `database().`. */
function tableOfDatabase(entity: SyntaxNode, builder: IrBuilder): string {
  const { Expression: call, Selector: selector } = entity as PathNode;
  const isOurs = isClass(entity, "PathExpression") && call.Name?.SimpleName === "database" && listItems(call.ArgumentList?.Expressions).length === 0;
  if (!isOurs || !isClass(selector, "NameReference")) return unsupported(builder, entity, "access to this entity", "Name tables, lets, or database().Table.");
  return (selector as NameNode).SimpleName;
}

/** Tells whether names fit a name in which `*` stands for any text. */
function nameMatcher(pattern: string): (name: string) => boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[\\^$.|?+()[\]{}]/g, "\\$&"));
  const expression = new RegExp(`^${parts.join("[^]*")}$`);
  return (name) => expression.test(name);
}

/** Refuses a table or tabular let that a `restrict` statement hides. @throws {QueryError} if it does. */
export function requireVisible(name: string, node: SyntaxNode, builder: IrBuilder): void {
  if (!builder.scope.sees(name)) wrongQuery(builder, node, "HK109", `The restrict statement does not give access to ${name}.`);
}
