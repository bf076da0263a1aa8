import type { IrBuilder } from "../ir-builder.js";
import type { IrRelation } from "../ir-types.js";
import { buildGraphMatch, buildGraphToTable, buildGraphWhere, buildMakeGraph, buildMarkComponents } from "./graph.js";
import { buildPatternPath } from "../scope/patterns.js";
import { buildJoin, buildLookup } from "./join.js";
import { buildMvExpand } from "./mv-expand.js";
import type { RelationNodes } from "./operator-nodes.js";
import { buildMakeSeries, buildSample, buildSampleDistinct, buildTopHitters, buildTopNested } from "./series-and-samples.js";
import { buildMvApply, buildPartition } from "./mv-apply.js";
import { buildEvaluate, buildExternalData, buildParseKv, buildReduce, buildScan } from "./other-operators.js";
import type { OtherNodes } from "./other-nodes.js";
import { buildFind } from "./find.js";
import { buildSearch } from "./search.js";
import { buildParse } from "./parse.js";
import { buildProject, buildProjectAway, buildProjectKeep, buildProjectRename, buildProjectReorder } from "./project.js";
import {
  buildAs, buildConsume, buildCount, buildDistinct, buildExtend, buildFilter, buildGetSchema, buildSerialize, buildSort, buildTake,
  buildTop, buildUnchanged,
} from "./row-operators.js";
import {
  buildDataTable, buildInnerRelation, buildInvoke, buildMaterialize, buildPipe, buildPrint, buildRange, buildTableCall,
  buildTableName, buildToTable,
} from "./sources.js";
import { buildSummarize } from "./summarize.js";
import { buildUnion } from "./union.js";

interface AllNodes extends RelationNodes, OtherNodes {}

/** Each kind of tabular expression with what makes its IR; a kind that is not here is refused with its place. */
export const relationBuilders: {
  readonly [K in keyof AllNodes]: (node: AllNodes[K], builder: IrBuilder, input: IrRelation | undefined) => IrRelation;
} = {
  PipeExpression: buildPipe,
  ParenthesizedExpression: buildInnerRelation,
  NameReference: buildTableName,
  FunctionCallExpression: buildTableCall,
  PathExpression: buildPatternPath,
  MaterializeExpression: buildMaterialize,
  ToTableExpression: buildToTable,
  DataTableExpression: buildDataTable,
  DataScopeExpression: buildInnerRelation,
  PrintOperator: buildPrint,
  RangeOperator: buildRange,
  FilterOperator: buildFilter,
  ExtendOperator: buildExtend,
  ProjectOperator: buildProject,
  ProjectAwayOperator: buildProjectAway,
  ProjectKeepOperator: buildProjectKeep,
  ProjectRenameOperator: buildProjectRename,
  ProjectReorderOperator: buildProjectReorder,
  ProjectByNamesOperator: buildProjectReorder,
  SummarizeOperator: buildSummarize,
  DistinctOperator: buildDistinct,
  SortOperator: buildSort,
  TopOperator: buildTop,
  TakeOperator: buildTake,
  CountOperator: buildCount,
  SerializeOperator: buildSerialize,
  AsOperator: buildAs,
  GetSchemaOperator: buildGetSchema,
  RenderOperator: buildUnchanged,
  InvokeOperator: buildInvoke,
  JoinOperator: buildJoin,
  LookupOperator: buildLookup,
  UnionOperator: buildUnion,
  MvExpandOperator: buildMvExpand,
  ParseOperator: buildParse,
  ParseWhereOperator: buildParse,
  AssertSchemaOperator: buildUnchanged,
  ExecuteAndCacheOperator: buildUnchanged,
  MvApplyOperator: buildMvApply,
  PartitionOperator: buildPartition,
  MakeSeriesOperator: buildMakeSeries,
  SampleOperator: buildSample,
  SampleDistinctOperator: buildSampleDistinct,
  TopNestedOperator: buildTopNested,
  TopHittersOperator: buildTopHitters,
  ParseKvOperator: buildParseKv,
  ReduceByOperator: buildReduce,
  ScanOperator: buildScan,
  EvaluateOperator: buildEvaluate,
  ExternalDataExpression: buildExternalData,
  SearchOperator: buildSearch,
  FindOperator: buildFind,
  ConsumeOperator: buildConsume,
  MakeGraphOperator: buildMakeGraph,
  GraphMatchOperator: buildGraphMatch,
  GraphShortestPathsOperator: buildGraphMatch,
  GraphMarkComponentsOperator: buildMarkComponents,
  GraphWhereNodesOperator: buildGraphWhere,
  GraphWhereEdgesOperator: buildGraphWhere,
  GraphToTableOperator: buildGraphToTable,
};
