import type { KustoCode, KustoColumnSymbol, KustoList, KustoNode, KustoSymbol, KustoTableSymbol } from "../service/kusto-library.js";
import type { LanguageService } from "../service/load-language-service.js";
import { member, walkSyntax } from "../service/syntax.js";

/** What a query reads of the schema. */
export interface QueryReads {
  /** The tables, each once, sorted. */
  readonly tables: readonly string[];
  /** The columns by table, sorted: those that are named, and those that reach the result unnamed. */
  readonly columns: ReadonlyMap<string, readonly string[]>;
}

/** Finds the tables and columns that a bound query reads, through lets, functions and wildcards. Unused lets do not count. */
export function queryReads(service: LanguageService, code: KustoCode): QueryReads {
  const collector = new ReadCollector(service, code);
  collector.collect();
  return collector.reads();
}

class ReadCollector {
  readonly #service: LanguageService;
  readonly #code: KustoCode;
  readonly #tables = new Map<string, Set<string>>();
  readonly #letValues = new Map<KustoSymbol, KustoNode>();
  readonly #walked = new Set<unknown>();

  constructor(service: LanguageService, code: KustoCode) {
    this.#service = service;
    this.#code = code;
  }

  collect(): void {
    const statements: KustoNode[] = [];
    walkSyntax(this.#code.Syntax, (node) => {
      const kind = this.#service.kindName(node);
      if (kind === "LetStatement") this.#addLet(node);
      if (kind === "ExpressionStatement" && isTopLevel(this.#service, node)) statements.push(node);
    });
    for (const statement of statements) this.#walk(statement);
    if (this.#code.ResultType !== null) this.#readTableColumns(this.#code.ResultType);
  }

  reads(): QueryReads {
    const tables = [...this.#tables.keys()].sort();
    const columns = new Map(tables.map((table) => [table, Object.freeze([...(this.#tables.get(table) ?? [])].sort())]));
    return Object.freeze({ tables: Object.freeze(tables), columns });
  }

  #addLet(statement: KustoNode): void {
    const name = member(statement, "Name");
    const symbol = name?.ReferencedSymbol ?? undefined;
    if (symbol !== undefined) this.#letValues.set(symbol, statement);
  }

  #walk(root: KustoNode): void {
    if (this.#walked.has(root)) return;
    this.#walked.add(root);
    walkSyntax(root, (node) => {
      const kind = this.#service.kindName(node);
      // A let inside a function body counts when it is used, as outside.
      if (kind === "LetStatement" && node !== root) return false;
      if (kind === "SearchOperator" || kind === "FindOperator") this.#readOperands(node);
      this.#visitSymbol(node.ReferencedSymbol);
      if (kind === "FunctionCallExpression") this.#visitCall(node);
      return true;
    });
  }

  #visitSymbol(symbol: KustoSymbol | null | undefined): void {
    if (symbol === null || symbol === undefined) return;
    const declaration = this.#letValues.get(symbol);
    if (declaration !== undefined) this.#walk(declaration);
    const kind = this.#service.symbolKindName(symbol);
    if (kind === "Table") this.#readTable(symbol as KustoTableSymbol);
    if (kind === "Column") this.#readColumn(symbol as KustoColumnSymbol, new Set());
    if (kind === "Group") for (const one of this.#service.listItems((symbol as GroupSymbol).Members)) this.#visitSymbol(one);
  }

  /** `table("T")` refers to a table by its result; a saved function's body is a tree of its own. */
  #visitCall(call: KustoNode): void {
    const { ResultType } = call;
    if (ResultType !== null && ResultType !== undefined && this.#service.symbolKindName(ResultType) === "Table")
      this.#readTable(ResultType as KustoTableSymbol);
    const body = (call as ExpandableCall).GetCalledFunctionBody?.();
    if (body !== null && body !== undefined) this.#walk(body);
  }

  /** `search` and `find` without a list of tables read them all, unless rows are piped in. */
  #readOperands(operator: KustoNode): void {
    const isPiped = operator.Parent !== null && member(operator.Parent, "Operator") === operator;
    if (member(operator, "InClause") !== undefined || isPiped) return;
    for (const table of this.#service.listItems(this.#code.Globals.Database.Tables)) {
      this.#readTable(table);
      this.#readTableColumns(table);
    }
  }

  #readTable(table: KustoTableSymbol): void {
    if (this.#code.Globals.IsDatabaseTable(table)) this.#columnsOf(table.Name);
  }

  #readTableColumns(type: KustoSymbol): void {
    if (this.#service.symbolKindName(type) !== "Table") return;
    for (const column of this.#service.listItems((type as KustoTableSymbol).Columns)) this.#readColumn(column, new Set());
  }

  #readColumn(column: KustoColumnSymbol, seen: Set<KustoColumnSymbol>): void {
    if (seen.has(column)) return;
    seen.add(column);
    const table = this.#code.Globals.GetTable(column);
    if (table !== null) this.#columnsOf(table.Name).add(column.Name);
    for (const original of this.#service.listItems(column.OriginalColumns)) this.#readColumn(original, seen);
  }

  #columnsOf(table: string): Set<string> {
    let columns = this.#tables.get(table);
    if (columns === undefined) this.#tables.set(table, (columns = new Set()));
    return columns;
  }
}

interface GroupSymbol extends KustoSymbol {
  readonly Members: KustoList<KustoSymbol>;
}

interface ExpandableCall extends KustoNode {
  GetCalledFunctionBody?(): KustoNode | null;
}

function isTopLevel(service: LanguageService, statement: KustoNode): boolean {
  for (let node = statement.Parent; node !== null; node = node.Parent)
    if (service.kindName(node) === "FunctionBody") return false;
  return true;
}
