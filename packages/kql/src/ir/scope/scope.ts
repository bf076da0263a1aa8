import type { IrExpression, IrRelation } from "../ir-types.js";
import type { SyntaxNode } from "../syntax/syntax-types.js";

/** What a name of a `let`, a parameter or an `as` stands for. */
export type Binding =
  | { readonly kind: "scalar"; readonly value: IrExpression; readonly depth: number; readonly usesColumns: boolean }
  | { readonly kind: "table"; readonly value: IrRelation }
  | { readonly kind: "function"; readonly declaration: SyntaxNode; readonly scope: Scope; readonly origin: SpanOrigin }
  | { readonly kind: "pattern"; readonly declaration: SyntaxNode; readonly scope: Scope; readonly origin: SpanOrigin };

/** How offsets of a syntax tree map to the query text: shifted, or (for a function stored elsewhere) to one stretch. */
export type SpanOrigin =
  | { readonly kind: "shifted"; readonly offset: number }
  | { readonly kind: "fixed"; readonly start: number; readonly length: number };

/** Names in a block of statements. A binding is worked out when it is first used, so that unused lets cost nothing. */
export class Scope {
  readonly #parent: Scope | undefined;
  readonly #makers = new Map<string, () => Binding>();
  readonly #made = new Map<string, Binding>();
  readonly #pending = new Set<string>();

  readonly #views: string[] = [];
  readonly #visible: ((name: string) => boolean) | undefined;

  /** @param visible Tells which tables and tabular lets of the outer blocks can be seen from here on (`restrict access to`); all, if it is absent. */
  constructor(parent?: Scope, visible?: (name: string) => boolean) {
    this.#parent = parent;
    this.#visible = visible;
  }

  /** Declares a name; `make` is called once, at the first use. A later declaration of the name replaces the former. */
  declare(name: string, make: () => Binding, isView = false): void {
    if (isView) this.#views.push(name);
    this.#makers.set(name, make);
    this.#made.delete(name);
  }

  /** The names of the views (`let V = view () {…}`) in force that can be seen, outermost first. */
  views(): string[] {
    const outer = this.#parent?.views() ?? [];
    return [...(this.#visible ? outer.filter(this.#visible) : outer), ...this.#views];
  }

  /** Whether a table, or a let that gives one, can be seen here. Rule R68. */
  sees(name: string): boolean {
    if (this.#makers.has(name)) return true;
    return (this.#visible?.(name) ?? true) && (this.#parent?.sees(name) ?? true);
  }

  /** Whether a `let` or a parameter in force has the name. */
  declares(name: string): boolean {
    return this.#makers.has(name) || (this.#parent?.declares(name) ?? false);
  }

  /** The binding of a name, in this block or an outer one; undefined if there is none, or it is being worked out. */
  find(name: string): Binding | undefined {
    const known = this.#made.get(name);
    if (known) return known;
    const make = this.#makers.get(name);
    if (!make || this.#pending.has(name)) return this.#parent?.find(name);
    this.#pending.add(name);
    try {
      const binding = make();
      this.#made.set(name, binding);
      return binding;
    } finally {
      this.#pending.delete(name);
    }
  }
}
