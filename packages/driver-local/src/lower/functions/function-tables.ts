import type { IrExpression } from "@huntkit/kql/ir";
import type { SqlExpression } from "../../sql/sql-nodes.js";
import { aggregateFunctions, anyRow, extremeRow, percentileColumn } from "./aggregates.table.js";
import { conversionFunctions } from "./conversions.table.js";
import { dateFunctions } from "./dates.table.js";
import { dynamicFunctions, sortedArray } from "./dynamic.table.js";
import { encodingFunctions } from "./encoding.table.js";
import type { FunctionCall, FunctionRow, FunctionTable } from "./function-row.js";
import { formatFunctions } from "./formats.table.js";
import { geoFunctions } from "./geo.table.js";
import { logicFunctions } from "./logic.table.js";
import { numberFunctions } from "./numbers.table.js";
import { seriesFunctions, seriesStatistic } from "./series.table.js";
import { analysisColumn, seriesAnalysisElements, seriesAnalysisFunctions } from "./series-analysis.table.js";
import { sketchFunctions, weightedPercentileColumn } from "./sketches.table.js";
import { stringFunctions } from "./strings.table.js";
import { windowFunctions, windowStepFunctions } from "./window.table.js";

/** The tables by family, for the support matrix. */
export const functionFamilies: Readonly<Record<string, FunctionTable>> = Object.freeze({
  text: stringFunctions,
  "conditions and types": logicFunctions,
  conversion: conversionFunctions,
  numbers: numberFunctions,
  "dates and times": dateFunctions,
  "arrays and bags": dynamicFunctions,
  "encodings and addresses": encodingFunctions,
  "formats, hashes and units": formatFunctions,
  geography: geoFunctions,
  series: seriesFunctions,
  "analysis of series": seriesAnalysisFunctions,
  "sketches and weighted percentiles": sketchFunctions,
  aggregates: aggregateFunctions,
  windows: windowFunctions,
});

/** The row of each function that the engine has, by KQL's name. */
export const functionTable: ReadonlyMap<string, FunctionRow> = new Map(
  [...Object.values(functionFamilies), windowStepFunctions].flatMap((table) => Object.entries(table)),
);

type ElementLowering = (call: FunctionCall, index: number, element: IrExpression) => SqlExpression;

/** The functions that give several columns: each makes the column of the given number. */
export const elementFunctions: ReadonlyMap<string, ElementLowering> = new Map<string, ElementLowering>([
  ["arg_max", extremeRow],
  ["arg_min", extremeRow],
  ["argmax", extremeRow],
  ["argmin", extremeRow],
  ["take_any", anyRow],
  ["any", anyRow],
  ["percentiles", percentileColumn],
  ["series_stats", seriesStatistic],
  ["array_sort_asc", sortedArray],
  ["array_sort_desc", sortedArray],
  ["percentilesw", weightedPercentileColumn],
  ...seriesAnalysisElements.map((name) => [name, analysisColumn] as const),
]);
