import type { IrExpression, IrRelation } from "@huntkit/kql/ir";
import { IrComposer } from "../lower/ir-compose.js";
import { callsFunction, mapExpression } from "../lower/ir-walk.js";
import type { StageWork } from "./stage-work.js";

type Extending = Extract<IrRelation, { kind: "extend" | "serialize" | "project" }>;
type Call = Extract<IrExpression, { kind: "call" }>;

const isSession = (call: IrExpression): call is Call => call.kind === "call" && call.name === "row_window_session";

/** Whether an operator asks for sessions, each of which depends on where the one before began. */
export function asksForSessions(relation: IrRelation): relation is Extending {
  const isExtending = relation.kind === "extend" || relation.kind === "serialize" || relation.kind === "project";
  return isExtending && relation.items.some(({ value }) => callsFunction(value, isSession));
}

/**
 * `row_window_session()` as a scan of one step that holds where the session began and the value before. Rule R60.
 * Source: Microsoft Learn, "row_window_session()" (`row-window-session-function`).
 */
export function sessionsAsScan(relation: Extending, work: StageWork): IrRelation {
  let input = relation.input;
  let count = 0;
  const replaced = (call: IrExpression): IrExpression => {
    if (!isSession(call)) return call;
    const column = `\0session ${++count}`;
    input = scanOf(call, column, input, work);
    return { kind: "column", name: column, type: call.type, span: call.span };
  };
  const items = relation.items.map((item) => ({ ...item, value: mapExpression(item.value, replaced) }));
  return { ...relation, input, items };
}

function scanOf(call: Call, column: string, input: IrRelation, work: StageWork): IrRelation {
  const make = new IrComposer(call.span);
  const [value, fromFirst, between, restart = make.literal(false, "bool")] = call.arguments as readonly IrExpression[];
  if (!value || !fromFirst || !between) return work.refuse("row_window_session() without its bounds", call);
  const names = { value: `${column} value`, restart: `${column} restart`, last: `${column} last` };
  const rows = make.extend(input, [{ name: names.value, value }, { name: names.restart, value: restart }], "serialize");
  const [now, begins] = [make.column({ name: names.value, type: value.type }), make.column({ name: names.restart, type: "bool" })];
  const [first, last] = [make.column({ name: `s.${column}`, type: value.type }), make.column({ name: `s.${names.last}`, type: value.type })];
  const since = (from: IrExpression): IrExpression => ({ kind: "binary", operator: "-", left: now, right: from, type: value.type === "datetime" ? "timespan" : value.type, span: call.span });
  const isNew = [make.call("isnull", "bool", [first]), begins, make.test(">", since(first), fromFirst), make.test(">", since(last), between)].reduce((left, right) => make.test("or", left, right));
  const declared = [{ name: column, type: value.type }, { name: names.last, type: value.type }];
  const assignments = [{ name: column, value: make.call("iff", value.type, [isNew, now, first]) }, { name: names.last, value: now }];
  const step = { name: "s", optional: false, output: "all" as const, condition: make.literal(true, "bool"), assignments };
  return { kind: "other", operator: "scan", input: rows, details: { orderBy: [], partitionBy: [], declared, steps: [step] }, columns: [...rows.columns, ...declared], span: call.span };
}
