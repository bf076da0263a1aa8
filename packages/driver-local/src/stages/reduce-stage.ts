import type { IrExpression, IrRelation } from "@huntkit/kql/ir";
import type { ResultColumn } from "@huntkit/provider";
import { IrComposer } from "../lower/ir-compose.js";
import { readsHandedIn } from "../lower/ir-walk.js";
import type { OtherOperator } from "../lower/operators/other.js";
import { patternsOf, type CountedText } from "./reduce-patterns.js";
import type { StageWork } from "./stage-work.js";

type Reduce = OtherOperator<"reduce">;

const DEFAULT_THRESHOLD = 0.1;
const text: ResultColumn = { name: "\0text", type: "string" };
/** What is told of a text's group, in the order in which the service gives it. */
const shown: readonly ResultColumn[] = [{ name: "\0pattern", type: "string" }, { name: "\0group", type: "long" }, { name: "\0representative", type: "string" }];
const first: ResultColumn = { name: "\0first", type: "long" };

/**
 * `reduce`: texts grouped by the terms that occur often. Different texts are counted by SQL, their patterns found in memory. With
 * `kind=source` the rows stay and get columns with their group. Rule R69; results are marked with a warning.
 * Source: Microsoft Learn, "reduce operator" (`reduce-operator`).
 */
export async function reduceStage(reduce: Reduce, work: StageWork): Promise<IrRelation> {
  const input = reduce.input ?? work.refuse("reduce without rows before it", reduce);
  if (readsHandedIn(reduce)) return work.refuse("reduce over the rows of another operator", reduce, "Use it outside of sub-queries.");
  const { by, properties } = reduce.details;
  const make = new IrComposer(reduce.span);
  const value = by.type === "string" ? by : make.call("tostring", "string", [by]);
  const found = patternsOf(await countedTexts(input, value, make, work), { threshold: thresholdOf(reduce, work), ...charactersOf(reduce, work) });
  if (properties["kind"] === undefined) return work.stored(reduce.columns, found.groups.map((group) => [group.pattern, BigInt(group.count), group.representative].slice(0, reduce.columns.length)), reduce.span);
  if (properties["kind"] !== "source") return work.refuse(`reduce kind=${String(properties["kind"])}`, reduce, "Leave the kind out, or write kind=source.");
  const rowOf = new Map(found.groups.map((group) => [group.pattern, [group.pattern, BigInt(group.count), group.representative]]));
  const known = await work.stored([text, ...shown], [...found.patterns].map(([each, pattern]) => [each, ...(rowOf.get(pattern) ?? [])]), reduce.span);
  return withPatterns(reduce, input, { value, known, make });
}

/** The different texts with how often each occurs, in the order in which they come first. */
async function countedTexts(input: IrRelation, value: IrExpression, make: IrComposer, work: StageWork): Promise<CountedText[]> {
  const numbered = make.extend(make.extend(input, [{ name: text.name, value }]), [{ name: first.name, value: make.call("row_number", "long", [], "window") }], "serialize");
  const aggregates = [{ name: "\0count", value: make.call("count", "long", [], "aggregate") }, { name: first.name, value: make.call("min", "long", [make.column(first)], "aggregate") }];
  const groups = make.summarize(numbered, [{ name: text.name, value: make.column(text) }], aggregates);
  const rows = await work.rowsOf(make.sort(groups, [{ value: make.column(first), direction: "asc" }]));
  return rows.map(([each, count]) => ({ text: String(each), count: Number(count) }));
}

function withPatterns(reduce: Reduce, input: IrRelation, { value, known, make }: { readonly value: IrExpression; readonly known: IrRelation; readonly make: IrComposer }): IrRelation {
  const joined = make.join("leftouter", make.extend(input, [{ name: text.name, value }]), known, [text], shown);
  return make.project(joined, reduce.columns.map((column, index) => ({ name: column.name, value: make.column(shown[index - input.columns.length] ?? column) })));
}

function thresholdOf(reduce: Reduce, work: StageWork): number {
  const threshold = reduce.details.properties["threshold"] ?? DEFAULT_THRESHOLD;
  const isFraction = typeof threshold === "number" && threshold >= 0 && threshold <= 1;
  return isFraction ? threshold : work.refuse("this threshold of reduce", reduce, "Give a number from 0 to 1.");
}

function charactersOf(reduce: Reduce, work: StageWork): { readonly characters?: string } {
  const { characters } = reduce.details.properties;
  if (characters === undefined) return {};
  return typeof characters === "string" ? { characters } : work.refuse("these characters of reduce", reduce, "Give a text.");
}
