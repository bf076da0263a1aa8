import type { IrExpression, IrRelation } from "@huntkit/kql/ir";
import { IrComposer } from "../lower/ir-compose.js";
import type { OtherOperator } from "../lower/operators/other.js";
import { rewriteRelations } from "./rewrite-ir.js";
import type { StageWork } from "./stage-work.js";

type Partition = OtherOperator<"partition">;

const MOST_PARTITIONS = 1000;
const keyName = "\0partition key";

/**
 * A partition whose sub-query is not SQL alone. If all that stands before its scan works row by row, the scan is made to know the
 * partitions, and the sub-query goes on behind it; else the sub-query is written out for each value of the key. Rule R48.
 */
export async function partitionStage(partition: Partition, work: StageWork): Promise<IrRelation> {
  return withPartitionedScan(partition) ?? (await writtenOut(partition, work));
}

/** The chain from the sub-query's end to the scan next to its rows. */
function withPartitionedScan(partition: Partition): IrRelation | undefined {
  const scan = scanNextToRows(partition.details.subquery, partition);
  if (!scan || !partition.input) return undefined;
  const make = new IrComposer(partition.span);
  const key = { name: keyName, type: partition.details.by.type };
  const keyed = make.extend(partition.input, [{ name: keyName, value: partition.details.by }]);
  const before = rewriteRelations(scan.input as IrRelation, (relation) => withKey(isRowsOf(relation, partition) ? keyed : relation, keyName));
  const columns = [...before.columns, ...scan.columns.slice(scan.input?.columns.length ?? 0)];
  const scanned: IrRelation = { ...scan, input: before, details: { ...scan.details, partitionBy: [make.column(key), ...scan.details.partitionBy] }, columns };
  const rows: IrRelation = { kind: "context", columns, span: partition.span };
  const rest = rewriteRelations(partition.details.subquery, (relation) => (relation === scan ? rows : relation));
  return { ...partition, input: scanned, details: { by: make.column(key), subquery: rest } };
}

const rowByRow: ReadonlySet<IrRelation["kind"]> = new Set(["where", "sort", "extend"]);

function scanNextToRows(subquery: IrRelation, partition: Partition): (IrRelation & OtherOperator<"scan">) | undefined {
  let node: IrRelation | undefined = subquery;
  while (node && !(node.kind === "other" && node.operator === "scan")) node = "input" in node ? node.input : undefined;
  let below = node && "input" in node ? node.input : undefined;
  while (below && rowByRow.has(below.kind) && "input" in below && !windowed(below)) below = below.input;
  return below && isRowsOf(below, partition) ? (node as IrRelation & OtherOperator<"scan">) : undefined;
}

/** Window functions would run over the rows of all partitions. */
function windowed(relation: IrRelation): boolean {
  return JSON.stringify(relation, (key, value: unknown) => (key === "input" ? undefined : typeof value === "bigint" ? String(value) : value)).includes('"function":"window"');
}

function isRowsOf(relation: IrRelation, partition: Partition): boolean {
  return relation.kind === "context" && relation.span.start === partition.span.start && relation.span.length === partition.span.length;
}

/** The relation with the key passed through. */
function withKey(relation: IrRelation, name: string): IrRelation {
  if (!("input" in relation) || !relation.input || relation.columns.some((column) => column.name === name)) return relation;
  const key = relation.input.columns.find((column) => column.name === name);
  return key ? { ...relation, columns: [...relation.columns, key] } : relation;
}

/** A union of the sub-query over the rows of each value of the key. */
async function writtenOut(partition: Partition, work: StageWork): Promise<IrRelation> {
  const { by, subquery } = partition.details;
  const make = new IrComposer(partition.span);
  const source = partition.input ?? work.refuse("partition without rows before it", partition);
  const rows = await work.rowsOf(make.extend(source, [{ name: keyName, value: by }]));
  const place = source.columns.length;
  const groups = new Map<string, (typeof rows)[number][]>();
  for (const row of rows) {
    const key = `${typeof row[place]}:${String(row[place])}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  if (groups.size > MOST_PARTITIONS) return work.refuse(`partition into ${groups.size} parts with this sub-query`, partition, `At most ${MOST_PARTITIONS} parts are possible with it; filter first.`);
  const inputs: IrRelation[] = [];
  for (const group of groups.values()) {
    const stored = await work.stored(source.columns, group.map((row) => row.slice(0, place)), partition.span);
    inputs.push(rewriteRelations(subquery, (relation) => (isRowsOf(relation, partition) ? stored : relation)));
  }
  if (inputs.length === 0) inputs.push(rewriteRelations(subquery, (relation) => (isRowsOf(relation, partition) ? make.where(source, falseOf(make)) : relation)));
  return make.union(inputs, subquery.columns);
}

function falseOf(make: IrComposer): IrExpression {
  return make.literal(false, "bool");
}
