import type { IrExpression, IrLet, IrProgram, IrRelation } from "@huntkit/kql/ir";
import { InternalError } from "@huntkit/provider";
import { lowerExpression } from "../expressions/lower-expression.js";
import { columnOf, scalarSubquery } from "../../sql/sql-builders.js";
import type { SqlExpression, SqlSelect } from "../../sql/sql-nodes.js";
import type { LowerContext } from "../lower-context.js";
import { relationOver, type LoweredRelation } from "../lowered-relation.js";
import { isRelation, walkIr, type IrNode } from "../ir-walk.js";
import type { Needs } from "../needs.js";
import { isOrdered, letTableQuery, letTableNames } from "./let-table.js";

/** A common table expression of a statement. */
export interface LetTable {
  readonly name: string;
  readonly query: SqlSelect;
  readonly materialized?: boolean;
}

/** Functions whose value differs from call to call: a `let` of them is worked out once. */
const volatileFunctions: ReadonlySet<string> = new Set(["rand", "new_guid"]);

/**
 * The `let` statements of one result. A table used once, and a value without tables in it, stand where they are used; the rest
 * become common table expressions, made after all of their uses are known so that they hold only the columns that are used. Rules R37, R38.
 */
export class LetLowering {
  readonly #byId: Map<string, IrLet>;
  readonly #uses: Map<string, number>;
  readonly #requests = new Map<string, Needs>();
  readonly #context: LowerContext;
  /** The place of each let in the order in which they stand: one uses only those before it. */
  readonly #places: Map<string, number>;
  readonly #names = new Map<string, string>();
  /** The place of what is being lowered: behind all lets that it may use. */
  #here: number;

  constructor(program: IrProgram, result: IrRelation, context: LowerContext) {
    this.#places = new Map(program.lets.map((each, index) => [each.id, index]));
    this.#here = Number.POSITIVE_INFINITY;
    this.#byId = new Map(program.lets.map((each) => [each.id, each]));
    this.#uses = countUses(result, this.#byId);
    this.#context = context;
  }

  /** A reference to a table. */
  table(reference: Extract<IrRelation, { kind: "let-table" }>, needs: Needs): LoweredRelation {
    const found = this.#byId.get(reference.id);
    if (found?.kind !== "table-let") return missingLet(reference.id);
    if ((this.#uses.get(found.id) ?? 0) < 2) return this.#context.relation(found.value, needs);
    const before = this.#requests.get(found.id);
    const ordered = needs.order && isOrdered(found.value, this.#byId);
    this.#request(found.id, { columns: new Set([...(before?.columns ?? []), ...needs.columns]), order: (before?.order ?? false) || ordered });
    return this.#reference(found, needs, ordered);
  }

  #reference(found: Extract<IrLet, { kind: "table-let" }>, needs: Needs, ordered: boolean): LoweredRelation {
    const alias = this.#context.newAlias();
    const names = letTableNames(found.value);
    const columns = found.value.columns.map(({ name, type }, index) => ({ name, type, value: columnOf(alias, names[index] ?? "") }));
    const relation = relationOver({ kind: "name", name: this.#nameOf(found.id), as: alias }, columns.filter(({ name }) => needs.columns.has(name)));
    if (!ordered) return relation;
    return { ...relation, order: [{ value: columnOf(alias, names.at(-1) ?? ""), direction: "ASC", nulls: "LAST" }], orderIsTotal: true };
  }

  /** The relation that a name used once stands for; any other relation itself. */
  seenThrough(relation: IrRelation): IrRelation {
    if (relation.kind === "as") return this.seenThrough(relation.input);
    if (relation.kind !== "let-table" || (this.#uses.get(relation.id) ?? 0) >= 2) return relation;
    const found = this.#byId.get(relation.id);
    return found?.kind === "table-let" ? this.seenThrough(found.value) : relation;
  }

  /** The value of a scalar. */
  scalar(id: string): SqlExpression {
    const value = this.scalarValue(id);
    if (!value) return missingLet(id);
    if (this.#isConstant(value)) return lowerExpression(value, this.#context.scope(() => undefined));
    this.#request(id, { columns: new Set(), order: false });
    const alias = this.#context.newAlias();
    const items = [{ value: columnOf(alias, "value"), as: "value" }];
    return scalarSubquery({ kind: "select", items, from: { kind: "name", name: this.#nameOf(id), as: alias } });
  }

  /** The expression of a scalar; undefined if there is no such scalar. */
  scalarValue(id: string): IrExpression | undefined {
    const found = this.#byId.get(id);
    return found?.kind === "scalar-let" ? found.value : undefined;
  }

  /** Makes a let of a relation that is read several times; gives the reference. */
  share(value: IrRelation): IrRelation {
    const id = `shared#${this.#byId.size + 1}`;
    const before = Math.max(-1, ...[...this.#places.values()].filter((place) => place < this.#here));
    this.#byId.set(id, { kind: "table-let", id, name: "shared", value, materialize: true });
    this.#places.set(id, this.#here === Number.POSITIVE_INFINITY ? before + 1 : (before + this.#here) / 2);
    this.#uses.set(id, 2);
    return { kind: "let-table", id, columns: value.columns, span: value.span };
  }

  /** The common table expressions, in an order in which each uses only earlier ones. Call it when all else is lowered. */
  finish(): LetTable[] {
    const tables: LetTable[] = [];
    const done = new Set<string>();
    for (let id = this.#lastRequested(done); id !== undefined; id = this.#lastRequested(done)) {
      done.add(id);
      this.#here = this.#places.get(id) ?? 0;
      tables.unshift(this.#tableOf(this.#byId.get(id) ?? missingLet(id), this.#requests.get(id) ?? { columns: new Set(), order: false }));
    }
    return tables;
  }

  #lastRequested(done: ReadonlySet<string>): string | undefined {
    const open = [...this.#requests.keys()].filter((id) => !done.has(id));
    return open.sort((one, other) => (this.#places.get(other) ?? 0) - (this.#places.get(one) ?? 0))[0];
  }

  #tableOf(each: IrLet, needs: Needs): LetTable {
    const name = this.#nameOf(each.id);
    if (each.kind === "table-let") {
      const query = letTableQuery(each.value, needs, this.#context);
      return each.materialize ? { name, query, materialized: true } : { name, query };
    }
    const value = lowerExpression(each.value, this.#context.scope(() => undefined));
    return { name, query: { kind: "select", items: [{ value, as: "value" }] }, materialized: true };
  }

  /** Whether a scalar reads no table and no chance, so that it may be worked out wherever it is used. */
  standsWhereUsed(id: string): boolean {
    const value = this.scalarValue(id);
    return value !== undefined && this.#isConstant(value);
  }

  #isConstant(value: IrExpression): boolean {
    let stands = true;
    walkIr(value, (node) => {
      if (isRelation(node) || (node.kind === "call" && volatileFunctions.has(node.name))) stands = false;
      if (node.kind === "let-scalar" && !this.standsWhereUsed(node.id)) stands = false;
      return stands;
    });
    return stands;
  }

  #request(id: string, needs: Needs): void {
    this.#requests.set(id, needs);
  }

  #nameOf(id: string): string {
    const name = this.#names.get(id) ?? `let_${this.#names.size + 1}`;
    this.#names.set(id, name);
    return name;
  }
}

/** How often each let is referred to by a result, directly and through other lets that it uses. */
function countUses(result: IrRelation, byId: ReadonlyMap<string, IrLet>): Map<string, number> {
  const uses = new Map<string, number>();
  const visit = (node: IrNode): boolean => {
    if (node.kind !== "let-table" && node.kind !== "let-scalar") return true;
    const before = uses.get(node.id) ?? 0;
    uses.set(node.id, before + 1);
    const value = byId.get(node.id)?.value;
    if (before === 0 && value) walkIr(value, visit);
    return false;
  };
  walkIr(result, visit);
  return uses;
}

function missingLet(id: string): never {
  throw new InternalError({ code: "let-missing", message: `The let ${id} is used but not defined. Report this query to the huntkit project.` });
}
