import type { IrExpression, IrNamedExpression } from "@huntkit/kql/ir";
import type { KqlType, ResultColumn } from "@huntkit/provider";
import { IrComposer } from "../../lower/ir-compose.js";
import { replaceParts } from "../../lower/ir-walk.js";
import type { EngineRow, EngineValue } from "../engine-value.js";
import type { StageWork } from "../stage-work.js";
import { valuesOver } from "./build-graph.js";
import { adjacencyOf, type Graph } from "./graph-model.js";
import type { GraphSearch, Pattern } from "./pattern.js";

/** A match: the nodes of the pattern's nodes, and for each of its edges the edges and the nodes between them, from left to right. */
export interface Match {
  readonly nodes: readonly number[];
  readonly paths: readonly { readonly edges: readonly number[]; readonly inner: readonly number[] }[];
}

type Call = Extract<IrExpression, { kind: "call" }>;

/** A column of the rows of matches, and how a match gives its value. */
interface MatchColumn extends ResultColumn {
  valueOf: (match: Match) => EngineValue;
}

/** What a part of an expression is about: a node or an edge of the pattern. */
export type PatternPart = { readonly kind: "node" | "edge"; readonly place: number };

const graphFunctions: ReadonlySet<string> = new Set(["any", "all", "map"]);
const nodeFunctions: Readonly<Record<string, { readonly column: string; readonly type: KqlType }>> = {
  node_degree_in: { column: "\0degree in", type: "long" },
  node_degree_out: { column: "\0degree out", type: "long" },
  node_id: { column: "\0id", type: "string" },
};

/** Graphs of make-graph have no labels. Rule R319. Source: Microsoft Learn, "labels() (graph function)" (`labels-graph-function`). */
const noLabels = (call: Call): IrExpression => ({ kind: "literal", type: "dynamic", value: [], span: call.span });

/** Functions of an element itself, which do not read its properties. */
const isOfElement = (part: IrExpression): boolean => part.kind === "call" && (part.name === "labels" || part.name in nodeFunctions);

/** A value of any type as JSON, which {@link outOfArray} takes out again. */
const inArray = (value: IrExpression): IrExpression => new IrComposer(value.span).call("pack_array", "dynamic", [value]);
const outOfArray = (json: EngineValue): string => String(json).slice(1, -1);

/** Bags of properties, of rows in which each is an array of one value. */
function bagsOf(columns: readonly ResultColumn[], rows: readonly EngineRow[]): string[] {
  return rows.map((row) => {
    const properties = row.flatMap((cell, place) => {
      const json = outOfArray(cell);
      return json === "null" || json === '""' ? [] : [`${JSON.stringify(columns[place]?.name)}:${json}`];
    });
    return `{${properties.join(",")}}`;
  });
}

/**
 * The expressions of a search, turned into ones over columns that matches fill. What functions over paths work out for each edge
 * or inner node is worked out by SQL once for all of them. Rule R313.
 */
export class GraphValues {
  readonly #graph: Graph;
  readonly #pattern: Pattern;
  readonly #search: GraphSearch;
  readonly #work: StageWork;
  readonly #columns = new Map<string, MatchColumn>();
  readonly #waiting: (() => Promise<void>)[] = [];
  readonly #nodeColumns: readonly ResultColumn[];
  readonly #nodeRows: readonly EngineRow[];

  constructor(graph: Graph, pattern: Pattern, search: GraphSearch, work: StageWork) {
    this.#graph = graph;
    this.#pattern = pattern;
    this.#search = search;
    this.#work = work;
    const { leaving, arriving } = adjacencyOf(graph);
    this.#nodeColumns = [...graph.nodeColumns, ...Object.values(nodeFunctions).map(({ column, type }) => ({ name: column, type }))];
    this.#nodeRows = graph.nodes.map((row, node) => [...row, BigInt(arriving[node]?.length ?? 0), BigInt(leaving[node]?.length ?? 0), graph.ids[node] ?? ""]);
  }

  /** The columns that the expressions read, in order. */
  get columns(): readonly ResultColumn[] {
    return [...this.#columns.values()].map(({ name, type }) => ({ name, type }));
  }

  /** The rows of matches, for {@link columns}. */
  rowOf(match: Match): EngineRow {
    return [...this.#columns.values()].map((column) => column.valueOf(match));
  }

  /** Works out what the expressions that were taken need of edges and nodes. */
  async prepare(): Promise<void> {
    for (const work of this.#waiting.splice(0)) await work();
  }

  /** An expression over the properties of nodes and edges as one over the columns of matches. */
  overMatches(expression: IrExpression): IrExpression {
    return replaceParts(expression, (part) => this.#overMatches(part));
  }

  /** The parts of the pattern that an expression is about. */
  partsOf(expression: IrExpression): readonly PatternPart[] {
    const parts = new Map<string, PatternPart>();
    replaceParts(expression, (part) => {
      const found = part.kind === "call" && graphFunctions.has(part.name) ? this.#target(part).part : this.#propertyOf(part)?.part ?? this.#nodeOfCall(part) ?? this.#elementOf(part);
      if (found) parts.set(`${found.kind} ${found.place}`, found);
      return found ? part : undefined;
    });
    return [...parts.values()];
  }

  /** Whether an expression calls any(), all() or map(), or reads a node, an edge or a path as a whole. */
  callsOverPath(expression: IrExpression): boolean {
    let found = false;
    replaceParts(expression, (part) => {
      found ||= (part.kind === "call" && graphFunctions.has(part.name)) || this.#elementOf(part) !== undefined;
      return found || isOfElement(part) ? part : undefined;
    });
    return found;
  }

  #isOfPath(part: PatternPart | undefined): boolean {
    return part?.kind === "edge" && this.#pattern.edges[part.place]?.variable === true;
  }

  /** For which nodes or edges of the graph conditions on one part of the pattern hold. */
  async holds(conditions: readonly IrExpression[], kind: "node" | "edge"): Promise<readonly boolean[]> {
    const own = conditions.map((condition) => replaceParts(condition, (part) => this.#ofElement(part)));
    const rows = kind === "node" ? this.#nodeRows : this.#graph.edges;
    const values = await valuesOver(kind === "node" ? this.#nodeColumns : this.#graph.edgeColumns, rows, own, this.#work);
    return values.map((row) => row.every((value) => value === true));
  }

  /** `all()` as a condition on each edge or inner node of a path; nothing for another expression. */
  allOf(expression: IrExpression): { readonly part: PatternPart; readonly inner: boolean; readonly condition: IrExpression } | undefined {
    if (expression.kind !== "call" || expression.name !== "all") return undefined;
    const { part, inner, body } = this.#target(expression);
    return { part, inner, condition: this.#body(body, inner, expression) };
  }

  #ofElement(part: IrExpression): IrExpression | undefined {
    const property = this.#propertyOf(part);
    if (property) return { kind: "column", name: property.name, type: property.type, span: part.span };
    if (part.kind === "call" && part.name === "labels") return noLabels(part);
    if (part.kind === "call" && this.#nodeOfCall(part)) return this.#nodeColumn(part);
    return undefined;
  }

  #overMatches(part: IrExpression): IrExpression | undefined {
    if (part.kind === "call" && graphFunctions.has(part.name)) return this.#pathColumn(part);
    const node = this.#nodeOfCall(part);
    if (node && part.kind === "call") return this.#matchColumn(`${part.name}(${node.place})`, part, this.#nodeReader(nodeFunctions[part.name]?.column ?? "", node.place), part.type);
    if (part.kind === "call" && part.name === "labels") return noLabels(part);
    if (part.kind === "call" && part.name === "inner_nodes") return this.#work.refuse("inner_nodes() here", part, "Use it as the first argument of any(), all() or map().");
    if (part.kind !== "column") return undefined;
    const element = this.#elementOf(part);
    if (element) return this.#whole(element, part);
    const property = this.#propertyOf(part) ?? this.#work.refuse(`${part.name} as a whole`, part, "Name one of its properties.");
    if (this.#isOfPath(property.part)) return this.#pathValues(part, { edge: property.part.place, inner: false, body: { kind: "column", name: property.name, type: property.type, span: part.span }, operation: "map" });
    const reader = property.part.kind === "node" ? this.#nodeReader(property.name, property.part.place) : this.#edgeReader(property.name, property.part.place);
    return this.#matchColumn(`property ${part.name}`, part, reader, property.type);
  }

  /** A node or an edge as a bag of its properties, a path as an array of such bags: null and empty texts are left out. Rule R320. */
  #whole({ kind, place }: PatternPart, part: IrExpression): IrExpression {
    let bags: readonly string[] = [];
    const [columns, rows] = kind === "node" ? [this.#graph.nodeColumns, this.#graph.nodes] : [this.#graph.edgeColumns, this.#graph.edges];
    this.#waiting.push(async () => {
      bags = bagsOf(columns, await valuesOver(columns, rows, columns.map((column) => inArray({ kind: "column", ...column, span: part.span })), this.#work));
    });
    const isPath = this.#isOfPath({ kind, place });
    return this.#matchColumn(`whole ${kind} ${place} ${this.#columns.size}`, part, ({ nodes, paths }) => {
      if (kind === "node") return bags[nodes[place] ?? -1] ?? "{}";
      const edges = (paths[place]?.edges ?? []).map((edge) => bags[edge] ?? "{}");
      return isPath ? `[${edges.join(",")}]` : (edges[0] ?? null);
    }, "dynamic");
  }

  /** The node or edge of the pattern that a column names as a whole. */
  #elementOf(part: IrExpression): PatternPart | undefined {
    if (part.kind !== "column") return undefined;
    const node = this.#pattern.nodes.findIndex(({ name }) => name === part.name);
    const edge = this.#pattern.edges.findIndex(({ name }) => name === part.name);
    if (node >= 0) return { kind: "node", place: node };
    return edge < 0 ? undefined : { kind: "edge", place: edge };
  }

  #nodeReader(name: string, slot: number): (match: Match) => EngineValue {
    const place = this.#nodeColumns.findIndex((column) => column.name === name);
    return (match) => this.#nodeRows[match.nodes[slot] ?? -1]?.[place] ?? null;
  }

  #edgeReader(name: string, slot: number): (match: Match) => EngineValue {
    const place = this.#graph.edgeColumns.findIndex((column) => column.name === name);
    return (match) => this.#graph.edges[match.paths[slot]?.edges[0] ?? -1]?.[place] ?? null;
  }

  #matchColumn(key: string, part: IrExpression, valueOf: (match: Match) => EngineValue, type: KqlType): IrExpression {
    const name = this.#columns.get(key)?.name ?? `\0match ${this.#columns.size}`;
    this.#columns.set(key, { name, type, valueOf });
    return { kind: "column", name, type, span: part.span };
  }

  #pathColumn(call: Call): IrExpression {
    const { part, inner, body } = this.#target(call);
    return this.#pathValues(call, { edge: part.place, inner, body: this.#body(body, inner, call), operation: call.name });
  }

  /** A column with what any(), all() or map() gives for a path. */
  #pathValues(part: IrExpression, { edge, inner, body, operation }: { readonly edge: number; readonly inner: boolean; readonly body: IrExpression; readonly operation: string }): IrExpression {
    const isMap = operation === "map";
    let values: readonly EngineRow[] = [];
    const column = this.#matchColumn(`path ${this.#columns.size}`, part, (match) => {
      const path = match.paths[edge];
      const each = (inner ? path?.inner : path?.edges) ?? [];
      const found = each.map((place) => values[place]?.[0] ?? null);
      if (isMap) return `[${found.map(outOfArray).join(",")}]`;
      return operation === "any" ? found.includes(true) : found.every((value) => value === true);
    }, isMap ? "dynamic" : "bool");
    const value = isMap ? inArray(body) : body;
    this.#waiting.push(async () => {
      values = await valuesOver(inner ? this.#nodeColumns : this.#graph.edgeColumns, inner ? this.#nodeRows : this.#graph.edges, [value], this.#work);
    });
    return column;
  }

  /** What a function over a path is about, and what it works out. */
  #target(call: Call): { readonly part: PatternPart; readonly inner: boolean; readonly body: IrExpression } {
    const [given, body] = call.arguments as readonly IrExpression[];
    const target = given?.kind === "element" ? given.value : given;
    const inner = target?.kind === "call" && target.name === "inner_nodes";
    const named = inner ? (target.arguments[0] as IrExpression | undefined) : target;
    const place = this.#pattern.edges.findIndex(({ name, variable }) => variable && named?.kind === "column" && name === named.name);
    if (place < 0 || !body) return this.#work.refuse(`${call.name}() of anything but an edge of variable length`, call, "Name an edge written as -[e*1..3]-, or its inner_nodes().");
    return { part: { kind: "edge", place }, inner, body };
  }

  /** The expression that a function works out for each edge or inner node: it knows the properties of that one only. */
  #body(body: IrExpression, inner: boolean, call: Call): IrExpression {
    const columns = inner ? this.#nodeColumns : this.#graph.edgeColumns;
    return replaceParts(body, (part) => {
      if (part.kind === "call" && inner && part.arguments.length === 0 && part.name in nodeFunctions) return this.#nodeColumn(part);
      if (part.kind === "call" && part.name === "labels") return noLabels(part);
      if (part.kind === "call" && (graphFunctions.has(part.name) || part.name in nodeFunctions)) return this.#work.refuse(`${part.name}() inside ${call.name}()`, part);
      if (part.kind !== "column" || columns.some(({ name }) => name === part.name)) return undefined;
      return this.#work.refuse(`${part.name} inside ${call.name}()`, part, "Name a property of the edge, or of the inner nodes.");
    });
  }

  #nodeColumn(call: Call): IrExpression {
    const { column, type } = nodeFunctions[call.name] ?? { column: "", type: call.type };
    return { kind: "column", name: column, type, span: call.span };
  }

  /** The node that a function of nodes is about. */
  #nodeOfCall(part: IrExpression): PatternPart | undefined {
    if (part.kind !== "call" || !(part.name in nodeFunctions)) return undefined;
    const [argument] = part.arguments;
    const place = this.#pattern.nodes.findIndex(({ name }) => argument?.kind === "column" && name === argument.name);
    return place < 0 ? this.#work.refuse(`${part.name}() without a node of the pattern`, part, "Name a node of the pattern.") : { kind: "node", place };
  }

  /** The property that a column `element.property` names. */
  #propertyOf(part: IrExpression): { readonly part: PatternPart; readonly name: string; readonly type: KqlType } | undefined {
    if (part.kind !== "column") return undefined;
    for (const kind of ["node", "edge"] as const) {
      const place = (kind === "node" ? this.#pattern.nodes : this.#pattern.edges).findIndex(({ name }) => name !== undefined && part.name.startsWith(`${name}.`));
      const element = (kind === "node" ? this.#pattern.nodes : this.#pattern.edges)[place];
      const property = element?.name === undefined ? undefined : part.name.slice(element.name.length + 1);
      const column = (kind === "node" ? this.#graph.nodeColumns : this.#graph.edgeColumns).find(({ name }) => name === property);
      if (column) return { part: { kind, place }, name: column.name, type: column.type };
    }
    return undefined;
  }

  /** The search's result over the stored rows of its matches. */
  projected(items: readonly IrNamedExpression[]): IrNamedExpression[] {
    return items.map(({ name, value }, index) => {
      const over = this.overMatches(value);
      const type = this.#search.columns[index]?.type ?? over.type;
      return { name, value: over.type === type ? over : { kind: "convert", value: over, implicit: true, type, span: value.span } };
    });
  }
}
