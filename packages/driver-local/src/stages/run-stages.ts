import type { IrLet, IrProgram, IrRelation } from "@huntkit/kql/ir";
import type { ResultColumn } from "@huntkit/provider";
import { compileToSql } from "../compile/compile-kql.js";
import type { TableFinder } from "../lower/lower-context.js";
import { isRelation, readsHandedIn, walkIr, type IrNode } from "../lower/ir-walk.js";
import type { OtherOperator } from "../lower/operators/other.js";
import { refuseConstruct } from "../lower/unsupported.js";
import { throwIfCancelled, type SelectResult, type SelectStatement } from "../runtime/run-select.js";
import type { LocalTableSource } from "../tables/local-table-source.js";
import type { EngineRow, EngineValue } from "./engine-value.js";
import { externalView } from "./external-data.js";
import { firstOpenPlugin, withColumnsWrittenOut } from "./open-columns.js";
import { graphStage, isGraphUse } from "./graph/graph-stage.js";
import { partitionedGraph } from "./graph/partitioned-graph.js";
import { reduceStage } from "./reduce-stage.js";
import { partitionStage } from "./partition-stage.js";
import { rewriteRelations } from "./rewrite-ir.js";
import { scanStage } from "./scan-stage.js";
import { serviceFunctionRows } from "./service-functions.js";
import { asksForSessions, sessionsAsScan } from "./session-stage.js";
import type { StageTables } from "./stage-tables.js";
import type { StageWork } from "./stage-work.js";

/** What the running of stages needs. */
export interface StageOptions {
  readonly tables: StageTables;
  /** Finds the tables of the folder. */
  readonly find: TableFinder;
  readonly nowTicks: bigint;
  /** Runs a SELECT. */
  readonly select: (statement: SelectStatement) => Promise<SelectResult>;
  /** Stops what is run outside of SQL. */
  readonly signal?: AbortSignal | undefined;
  /** The folders whose files `externaldata` may read, as real paths; the first is that of the tables. */
  readonly folders: readonly string[];
  /** Binds another text in place of the query's. */
  readonly bind: (text: string) => IrProgram;
}

/**
 * Does what a program needs before it is SQL: the columns of plug-ins that depend on the rows are worked out, and operators that
 * no SQL says (scan, sessions) are run and replaced by their rows.
 */
export async function runStages(program: IrProgram, options: StageOptions): Promise<IrProgram> {
  let ready = program;
  for (let open = firstOpenPlugin(ready); open; open = firstOpenPlugin(ready)) ready = options.bind(await withColumnsWrittenOut(open, new Work(await withLetsStaged(ready, options), options)));
  return needsStages(ready) ? staged(ready, options) : ready;
}

const stageOperators: ReadonlySet<string> = new Set(["scan", "call", "externaldata", "graph-match", "graph-shortest-paths", "graph-to-table", "partitioned-graph", "reduce"]);

/** Whether a relation is itself a stage. */
function isStage(node: IrNode): boolean {
  if (!isRelation(node)) return false;
  // DuckDB does not plan a partition inside of another
  if (node.kind === "other" && node.operator === "partition") return containsStage(node.details.subquery) || containsPartition(node.details.subquery);
  return asksForSessions(node) || (node.kind === "other" && stageOperators.has(node.operator));
}

function contains(node: IrNode, holds: (part: IrNode) => boolean): boolean {
  let found = false;
  walkIr(node, (part) => {
    found ||= holds(part);
    return !found;
  });
  return found;
}

const containsStage = (node: IrNode): boolean => contains(node, isStage);
const containsPartition = (node: IrNode): boolean => contains(node, (part) => part.kind === "other" && part.operator === "partition");

function needsStages(program: IrProgram): boolean {
  return program.lets.some((each) => containsStage(each.value)) || program.results.some((result) => containsStage(result.relation));
}

async function staged(program: IrProgram, options: StageOptions): Promise<IrProgram> {
  const lets = [...program.lets];
  const current = (): IrProgram => ({ ...program, lets });
  for (const [index, each] of lets.entries()) lets[index] = { ...each, value: await withoutStages(each.value, current, options) } as IrLet;
  const results: IrProgram["results"][number][] = [];
  for (const result of program.results) results.push({ ...result, relation: await withoutStages(result.relation, current, options) });
  return { ...program, lets, results };
}

/** The program with the stages of its lets run, for a plug-in whose columns depend on their rows; lets with such a plug-in wait for it. */
async function withLetsStaged(program: IrProgram, options: StageOptions): Promise<IrProgram> {
  const lets = [...program.lets];
  for (const [index, each] of lets.entries())
    if (!firstOpenPlugin({ ...program, lets: [each], results: [] })) lets[index] = { ...each, value: await withoutStages(each.value, () => ({ ...program, lets }), options) } as IrLet;
  return { ...program, lets };
}

/** Replaces one stage after another, the innermost first. */
async function withoutStages<Node extends IrNode>(node: Node, program: () => IrProgram, options: StageOptions): Promise<Node> {
  let rest = node;
  for (let stage = innermostStage(rest); stage; stage = innermostStage(rest)) {
    const found = stage;
    const work = new Work(program(), options);
    const replacement = await replacementOf(found, work);
    rest = rewriteRelations(rest, (relation) => (relation === found ? replacement : relation));
  }
  return rest;
}

async function replacementOf(stage: IrRelation, work: StageWork): Promise<IrRelation> {
  if (stage.kind === "other" && stage.operator === "partition") return partitionStage(stage, work);
  if (asksForSessions(stage)) return sessionsAsScan(stage, work);
  if (stage.kind === "other" && stage.operator === "call") return serviceFunctionRows(stage, work);
  if (stage.kind === "other" && stage.operator === "externaldata") return work.external(stage);
  if (stage.kind === "other" && stage.operator === "partitioned-graph") return partitionedGraph(stage, work);
  if (stage.kind === "other" && stage.operator === "reduce") return reduceStage(stage, work);
  if (isGraphUse(stage)) return graphStage(stage, work);
  if (stage.kind !== "other" || stage.operator !== "scan") return work.refuse("this operator", stage);
  if (readsHandedIn(stage)) return work.refuse("scan in a sub-query over the rows of another operator", stage, "Use it outside of mv-apply, or in partition.");
  return scanStage(stage, work);
}

/** The first stage that has none before it. A partition comes before what stands in its sub-query. */
function innermostStage(node: IrNode): IrRelation | undefined {
  const stages: IrRelation[] = [];
  walkIr(node, (part) => {
    if (isRelation(part) && isStage(part)) stages.push(part);
    return !(isRelation(part) && part.kind === "other" && (part.operator === "partition" || part.operator === "partitioned-graph") && isStage(part) && !inputHasStage(part));
  });
  return stages.find((stage) => !inputHasStage(stage));
}

function inputHasStage(relation: IrRelation): boolean {
  if (relation.kind === "other" && relation.operator === "partitioned-graph" && relation.details.nodes.some((table) => containsStage(table.relation))) return true;
  return "input" in relation && relation.input !== undefined && containsStage(relation.input);
}

class Work implements StageWork {
  readonly program: IrProgram;
  readonly #options: StageOptions;

  constructor(program: IrProgram, options: StageOptions) {
    this.program = program;
    this.#options = options;
  }

  table(name: string): LocalTableSource | undefined {
    return this.#options.find(name);
  }

  bind(text: string): IrProgram {
    return this.#options.bind(text);
  }

  async giveWay(): Promise<void> {
    await new Promise<void>((resolve) => void setImmediate(resolve));
    throwIfCancelled(this.#options.signal);
  }

  async external(call: OtherOperator<"externaldata">): Promise<IrRelation> {
    const view = await externalView(call, this.#options.folders, this);
    return { kind: "table", name: await this.#options.tables.addView(view), columns: call.columns, span: call.span };
  }

  async rowsOf(relation: IrRelation): Promise<readonly EngineRow[]> {
    const { find, tables, nowTicks, select } = this.#options;
    const ready = containsStage(relation) ? await withoutStages(relation, () => this.program, this.#options) : relation;
    const program: IrProgram = { ...this.program, results: [{ relation: ready }] };
    const { statements } = compileToSql(program, (name) => tables.source(name) ?? find(name), { nowTicks });
    const [statement] = statements;
    return statement ? rowsOfChunks(await select(statement)) : [];
  }

  async stored(columns: readonly ResultColumn[], rows: Iterable<EngineRow>, span: IrRelation["span"]): Promise<IrRelation> {
    const number = { name: "\0stage order", type: "long" as const };
    const name = await this.#options.tables.add([...columns, number], numbered(rows), () => this.giveWay());
    const table: IrRelation = { kind: "table", name, columns: [...columns, number], span };
    const key = { value: { kind: "column" as const, ...number, span }, direction: "asc" as const, nulls: "last" as const };
    const items = columns.map((column) => ({ name: column.name, value: { kind: "column" as const, ...column, span } }));
    return { kind: "project", operator: "project", input: { kind: "sort", input: table, keys: [key], columns: table.columns, span }, items, columns, span };
  }

  refuse(construct: string, node: { readonly span: IrRelation["span"] }, hint?: string): never {
    return refuseConstruct(construct, { queryText: this.program.text, span: node.span }, hint);
  }
}

function* numbered(rows: Iterable<EngineRow>): Generator<EngineRow> {
  let number = 0n;
  for (const row of rows) yield [...row, number++];
}

function rowsOfChunks({ chunks, columnNames }: SelectResult): EngineRow[] {
  const rows: EngineRow[] = [];
  for (const chunk of chunks) {
    const columns = columnNames.map((_, index) => chunk.getColumnValues(index) as EngineValue[]);
    for (let row = 0; row < chunk.rowCount; row++) rows.push(columns.map((column) => column[row] ?? null));
  }
  return rows;
}
