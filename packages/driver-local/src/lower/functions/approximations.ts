import type { IrExpression, IrProgram, IrRelation } from "@huntkit/kql/ir";
import type { ResultWarning } from "@huntkit/provider";
import { walkIr } from "../ir-walk.js";

type Call = Extract<IrExpression, { readonly kind: "call" }>;

const sketch = "Sketches have a form of this engine's own: they are exact for small groups and estimates for large ones, and differ from the service's.";
const periods = "How the service finds periods and scores them is not documented: here it is by autocorrelation, so that lengths may agree and scores differ.";
const scores = "The unit of the scores of outliers is not documented: here it is the range between the two percentiles, so that scores may differ from the service's.";

/** What is approximate about a function; undefined if nothing is, with these arguments. */
type Approximation = (call: Call) => string | undefined;

const always = (reason: string): Approximation => () => reason;

/** A period that is given does not have to be found. */
const unlessPeriodAt = (place: number): Approximation => ({ arguments: args }) => {
  const period = args[place];
  return period && period.kind === "literal" && period.value !== -1 ? undefined : periods;
};

const approximations: Readonly<Record<string, Approximation>> = {
  ...Object.fromEntries(
    ["hll", "hll_if", "hll_merge", "dcount_hll", "tdigest", "tdigest_merge", "merge_tdigest", "percentile_tdigest", "percentiles_array_tdigest", "percentrank_tdigest", "rank_tdigest"].map((name) => [name, always(sketch)]),
  ),
  series_periods_detect: always(periods),
  series_periods_validate: always(periods),
  series_seasonal: unlessPeriodAt(1),
  series_decompose: unlessPeriodAt(1),
  series_decompose_forecast: unlessPeriodAt(2),
  series_decompose_anomalies: always(scores),
  series_outliers: always(scores),
};

/** The operators whose answers may differ from the service's by their nature. */
const operators: Readonly<Record<string, string>> = {
  reduce: "It groups by words that occur often, after the paper that the service's documentation names; how the service counts and names its groups is not documented, so that groups can differ from its own.",
};

function approximationOf(node: { readonly kind: string }): readonly [name: string, reason: string] | undefined {
  if (node.kind === "other") {
    const { operator } = node as Extract<IrRelation, { readonly kind: "other" }>;
    const reason = operators[operator];
    return reason === undefined ? undefined : [operator, reason];
  }
  if (node.kind !== "call") return undefined;
  const reason = approximations[(node as Call).name]?.(node as Call);
  return reason === undefined ? undefined : [`${(node as Call).name}()`, reason];
}

/** A warning for each function and operator of some programs whose values may differ from the service's by their nature. */
export function approximationWarnings(...programs: readonly IrProgram[]): ResultWarning[] {
  const found = new Map<string, string>();
  const visit = (node: { readonly kind: string }): boolean => {
    const approximation = approximationOf(node);
    if (approximation) found.set(...approximation);
    return true;
  };
  for (const program of programs) {
    for (const { relation } of program.results) walkIr(relation, visit);
    for (const { value } of program.lets) walkIr(value, visit);
  }
  return [...found].map(([name, reason]) => ({ code: "approximate-function", message: `${name} is approximate. ${reason}` }));
}
