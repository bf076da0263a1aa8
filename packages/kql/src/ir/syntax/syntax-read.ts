import type { ServiceList, SeparatedElement, SyntaxElement, SyntaxList, SyntaxNode } from "./syntax-types.js";

const classNames = new WeakMap<object, string>();

/** The class of a node or symbol without its namespace, for example `FilterOperator` or `ColumnSymbol`. */
export function className(element: object): string {
  const constructor = element.constructor as unknown as { readonly $$name?: string };
  const known = classNames.get(constructor);
  if (known !== undefined) return known;
  const full = constructor.$$name ?? element.constructor.name;
  const generic = full.indexOf("$1");
  const plain = (generic < 0 ? full : full.slice(0, generic)).split(".").at(-1) ?? full;
  classNames.set(constructor, plain);
  return plain;
}

/** Whether a node or symbol is of a class. */
export function isClass(element: object | null | undefined, name: string): boolean {
  return element !== null && element !== undefined && className(element) === name;
}

/** The elements of a syntax list, without separators. Missing lists are empty. */
export function listItems<T extends SyntaxElement = SyntaxNode>(list: SyntaxList<T> | null | undefined): T[] {
  if (!list) return [];
  const items: T[] = [];
  for (let index = 0; index < list.Count; index++) {
    const item = list.getItem$1 ? list.getItem$1(index) : list.getItem(index);
    items.push(isClass(item, "SeparatedElement") ? elementOf(item as SeparatedElement<T>) : (item as T));
  }
  return items;
}

function elementOf<T extends SyntaxElement>(item: SeparatedElement<T>): T {
  return item.Element$1 ?? item.Element;
}

/** The items of a list of the service as an array. Missing lists are empty. */
export function serviceItems<T>(list: ServiceList<T> | null | undefined): readonly T[] {
  if (!list) return [];
  if (Array.isArray(list)) return list as readonly T[];
  const counted = list as { readonly Count: number; getItem(index: number): T };
  const items: T[] = [];
  for (let index = 0; index < counted.Count; index++) items.push(counted.getItem(index));
  return items;
}

/** Takes away the brackets around an expression. */
export function withoutParentheses(node: SyntaxNode): SyntaxNode {
  let inner = node;
  while (isClass(inner, "ParenthesizedExpression"))
    inner = (inner as SyntaxNode & { readonly Expression: SyntaxNode }).Expression;
  return inner;
}
