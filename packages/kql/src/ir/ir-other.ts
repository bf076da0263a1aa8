import type { DynamicValue, ResultColumn } from "@huntkit/provider";
import type { IrExpandItem, IrExpression, IrNamedExpression, IrOrderKey, IrRelation } from "./ir-types.js";

/**
 * The operators without a node of their own, by name, with their parts. Their input, if they have one, is the node's `input`;
 * sub-queries stand on a `context` relation: the rows that the operator hands in. Engines refuse those they do not know.
 */
export type IrOther =
  | { readonly operator: "mv-apply"; readonly details: IrMvApply }
  | { readonly operator: "partition"; readonly details: IrPartition }
  | { readonly operator: "make-series"; readonly details: IrMakeSeries }
  | { readonly operator: "sample"; readonly details: { readonly count: IrExpression } }
  | { readonly operator: "sample-distinct"; readonly details: { readonly count: IrExpression; readonly of: IrNamedExpression } }
  | { readonly operator: "top-nested"; readonly details: { readonly levels: readonly IrTopNestedLevel[] } }
  | { readonly operator: "top-hitters"; readonly details: IrTopHitters }
  | { readonly operator: "parse-kv"; readonly details: IrParseKv }
  | { readonly operator: "reduce"; readonly details: { readonly by: IrExpression; readonly properties: IrProperties } }
  | { readonly operator: "scan"; readonly details: IrScan }
  | { readonly operator: "evaluate"; readonly details: IrEvaluate }
  | { readonly operator: "call"; readonly details: IrTableCall }
  | { readonly operator: "externaldata"; readonly details: IrExternalData }
  | { readonly operator: "make-graph"; readonly details: IrMakeGraph }
  | { readonly operator: "partitioned-graph"; readonly details: IrPartitionedGraph }
  | { readonly operator: "graph-match"; readonly details: IrGraphMatch }
  | { readonly operator: "graph-shortest-paths"; readonly details: IrGraphShortestPaths }
  | { readonly operator: "graph-mark-components"; readonly details: IrGraphMarkComponents }
  | { readonly operator: "graph-where-nodes"; readonly details: { readonly condition: IrExpression } }
  | { readonly operator: "graph-where-edges"; readonly details: { readonly condition: IrExpression } }
  | { readonly operator: "graph-to-table"; readonly details: IrGraphToTable };

/** `name = value` settings of an operator. */
export type IrProperties = Readonly<Record<string, DynamicValue>>;

/**
 * `mv-apply`: for each row of the input, `items` are expanded into a small table (all columns of the input, those of the items'
 * names replaced, and the index), `subquery` runs over it, and each row that comes out is put behind `carried`, the
 * columns of the input row that the sub-query's do not replace. The result's columns are `carried`, then the sub-query's,
 * save that a sub-query's column of a name in the input stands at that column's place.
 */
export interface IrMvApply {
  readonly items: readonly IrExpandItem[];
  readonly bagExpansion: "bag" | "array";
  readonly indexColumn?: string;
  readonly limit?: IrExpression;
  readonly subquery: IrRelation;
  /** Names of the input's columns that go into the result as they are. */
  readonly carried: readonly string[];
}

/** `partition by`: the sub-query runs over the rows of each value of a column; the results are put together. */
export interface IrPartition {
  readonly by: IrExpression;
  readonly subquery: IrRelation;
}

/** `make-series`. Columns: those of `by`, the aggregates' arrays, the array of the axis. */
export interface IrMakeSeries {
  readonly aggregates: readonly (IrNamedExpression & { readonly default?: IrExpression })[];
  readonly on: IrNamedExpression;
  /** Absent: from the least value of the axis. */
  readonly from?: IrExpression;
  /** Absent: to the greatest value of the axis. The end itself is left out, save with `inRange`. */
  readonly to?: IrExpression;
  readonly step: IrExpression;
  /** The older form `in range(from, to, step)`, whose end belongs to it. */
  readonly inRange: boolean;
  readonly by: readonly IrNamedExpression[];
  /** `kind=nonempty`: a series even for an input without rows. */
  readonly nonEmpty: boolean;
}

/** One level of `top-nested`. */
export interface IrTopNestedLevel {
  /** Absent: all values. */
  readonly count?: IrExpression;
  readonly of: IrNamedExpression;
  readonly by: IrNamedExpression;
  readonly direction: "asc" | "desc";
  /** `with others = value`: the row for the values that are not among the top. */
  readonly others?: IrExpression;
}

/** `top-hitters`. Columns: the value, then the approximate count or sum. */
export interface IrTopHitters {
  readonly count: IrExpression;
  readonly of: IrNamedExpression;
  readonly by?: IrExpression;
}

/** `parse-kv`: the keys become columns of their types. */
export interface IrParseKv {
  readonly value: IrExpression;
  readonly keys: readonly ResultColumn[];
  /** `pair_delimiter`, `kv_delimiter`, `quote`, `escape`, `greedy`. */
  readonly properties: IrProperties;
}

/** `scan`. In its expressions the state of a step is a column called `step.column`. */
export interface IrScan {
  readonly orderBy: readonly IrOrderKey[];
  readonly partitionBy: readonly IrExpression[];
  readonly declared: readonly (ResultColumn & { readonly default?: IrExpression })[];
  readonly steps: readonly IrScanStep[];
  /** The column with the number of the match, if `with_match_id` asks for one. */
  readonly matchId?: string;
}

/** One step of `scan`. */
export interface IrScanStep {
  readonly name: string;
  readonly optional: boolean;
  readonly output: "all" | "last" | "none";
  readonly condition: IrExpression;
  readonly assignments: readonly IrNamedExpression[];
}

/** `evaluate plugin(…)`. */
export interface IrEvaluate {
  readonly plugin: string;
  readonly arguments: readonly (IrExpression | IrRelation)[];
  /** The names of the arguments that are written as `name = value`, by their places; absent if none is. */
  readonly argumentNames?: readonly (string | undefined)[];
  /** Whether the result has columns that are known only when it runs. */
  readonly open: boolean;
  /** The columns that the text declares for the result. */
  readonly declared?: readonly ResultColumn[];
}

/**
 * A tabular function of the service without a body that can be expanded: `invoke FileProfile(SHA1)` (the rows are the input), or a
 * source such as `DeviceFromIP("10.0.0.1", ago(1d))`. A column of the input may stand among the arguments.
 */
export interface IrTableCall {
  readonly function: string;
  readonly arguments: readonly (IrExpression | IrRelation)[];
}

/** `externaldata`: a source. The addresses may hold secrets behind `?` or `;`: never show them whole. */
export interface IrExternalData {
  readonly addresses: readonly string[];
  readonly properties: IrProperties;
}

/** `make-graph`: the input's rows are the edges. Its `columns` are the edges' columns; only graph operators take it as input. */
export interface IrMakeGraph {
  /** The columns with the ids of the nodes at both ends. */
  readonly source: string;
  readonly target: string;
  /** Tables of nodes with the columns of their ids; empty: nodes have only ids. */
  readonly nodes: readonly { readonly relation: IrRelation; readonly key: string }[];
  /** The name of the nodes' id, for nodes without tables. */
  readonly nodeId?: string;
}

/** `make-graph … partitioned-by`: the sub-query stands on the graph of the edges and nodes of one value of a column, which all their tables have. */
export interface IrPartitionedGraph extends IrMakeGraph {
  readonly by: string;
  readonly subquery: IrRelation;
}

/** A node or an edge of a pattern. A variable edge goes over `least` to `most` steps; of others both are 1. */
export type IrGraphElement =
  | { readonly kind: "node"; readonly name?: string }
  | {
      readonly kind: "edge";
      readonly name?: string;
      readonly direction: "right" | "left" | "any";
      readonly least: number;
      readonly most: number;
      /** Whether a range is written, be it `*1..1`: its properties are arrays. */
      readonly variable: boolean;
    };

/** What `graph-match` and `graph-shortest-paths` share. In the expressions a property is a column called `element.property`, and an element as a whole a column of its name. */
export interface IrGraphPatterns {
  readonly patterns: readonly (readonly IrGraphElement[])[];
  readonly where?: IrExpression;
  /**
   * Absent: all properties of all named elements. A property of a variable edge gives an array: the node's `columns` say so,
   * not the expression's type.
   */
  readonly project?: readonly IrNamedExpression[];
}

/** `graph-match`. */
export interface IrGraphMatch extends IrGraphPatterns {
  readonly cycles: "all" | "none" | "unique_edges";
}

/** `graph-shortest-paths`: any one or all of the shortest paths between each pair of ends. */
export interface IrGraphShortestPaths extends IrGraphPatterns {
  readonly output: "any" | "all";
}

/** `graph-mark-components`. */
export interface IrGraphMarkComponents {
  readonly components: "weak" | "strong";
  /** The property of the nodes that gets the component's id. */
  readonly property: string;
}

/** `graph-to-table`. */
export interface IrGraphToTable {
  readonly output: "nodes" | "edges";
  /** `with_node_id`, `with_source_id`, `with_target_id`: columns for made-up ids. */
  readonly properties: IrProperties;
}
