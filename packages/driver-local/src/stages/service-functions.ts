import { KqlDateTime, type ResultColumn } from "@huntkit/provider";
import type { IrExpression, IrRelation } from "@huntkit/kql/ir";
import { IrComposer } from "../lower/ir-compose.js";
import { isRelation } from "../lower/ir-walk.js";
import type { OtherOperator } from "../lower/operators/other.js";
import { rewriteRelations } from "./rewrite-ir.js";
import type { StageWork } from "./stage-work.js";

type ServiceCall = OtherOperator<"call">;

/** The tables that each of the functions reads, for opening their files before a text that names it is compiled. */
export const tablesOfFunctions: Readonly<Record<string, readonly string[]>> = Object.freeze({
  AssignedIPAddresses: ["DeviceNetworkInfo"],
  DeviceFromIP: ["DeviceNetworkInfo"],
  FileProfile: ["FileProfile"],
});

/**
 * A function that only advanced hunting has, over local data: addresses come of DeviceNetworkInfo, profiles of files of a table
 * `FileProfile` that the user supplies. Rule R62.
 * Source: Microsoft Learn, "AssignedIPAddresses()", "DeviceFromIP()", "FileProfile()" under "Advanced hunting".
 * @throws {UnsupportedError} if the folder has no such table, or for a function that local data cannot answer.
 */
export function serviceFunctionRows(call: ServiceCall, work: StageWork): IrRelation {
  switch (call.details.function) {
    case "AssignedIPAddresses":
      return assignedAddresses(call, work);
    case "DeviceFromIP":
      return deviceFromAddress(call, work);
    case "FileProfile":
      return fileProfile(call, work);
    default:
      return work.refuse(`${call.details.function}()`, call, "It needs what only the service knows. Run the query against the service.");
  }
}

const anyTime = new KqlDateTime(0n);

function requireTable(name: string, call: ServiceCall, work: StageWork): void {
  const source = work.table(name);
  if (!source || source.isEmpty) work.refuse(`${call.details.function}() without a table ${name} in the folder`, call, name === "FileProfile" ? "Supply a file FileProfile.csv (or .parquet, .ndjson) with the columns SHA1, GlobalPrevalence, Signer and so on, or run the query against the service." : `Import data that fills ${name}.`);
}

function argumentAt(call: ServiceCall, index: number): IrExpression | undefined {
  const argument = call.details.arguments[index];
  return argument && !isRelation(argument) ? argument : undefined;
}

/** A text of ours as a relation, with the moment of the call (if it has one) in place of the mark. */
function helper(text: string, moment: IrExpression | undefined, work: StageWork): IrRelation {
  const [result] = work.bind(text).results;
  const relation = result?.relation as IrRelation;
  return rewriteRelations(relation, (each) => (each.kind === "where" && isMark(each.predicate) ? (moment ? { ...each, predicate: { ...each.predicate, right: moment } } : each.input) : each));
}

const mark = "Timestamp <= datetime(0001-01-01)";

function isMark(predicate: IrExpression): predicate is Extract<IrExpression, { kind: "binary" }> {
  return predicate.kind === "binary" && predicate.right.kind === "literal" && predicate.right.value instanceof KqlDateTime && predicate.right.value.ticks === anyTime.ticks;
}

function assignedAddresses(call: ServiceCall, work: StageWork): IrRelation {
  requireTable("DeviceNetworkInfo", call, work);
  const make = new IrComposer(call.span);
  const device = argumentAt(call, 0) ?? work.refuse("AssignedIPAddresses() without a device", call);
  const text = `DeviceNetworkInfo | where ${mark} | where DeviceId == "\u0001" or DeviceName =~ "\u0001" | summarize Adapters = make_list(bag_pack("a", tostring(IPAddresses), "t", NetworkAdapterType, "n", ConnectedNetworks)) by Timestamp | top 1 by Timestamp
    | mv-expand Adapters | mv-expand Address = todynamic(tostring(Adapters.a))
    | project Timestamp, IPAddress = tostring(Address.IPAddress), IPType = tostring(Address.AddressType), NetworkAdapterType = toint(Adapters.t), ConnectedNetworks = toint(Adapters.n)`;
  const rows = withDevice(helper(text, argumentAt(call, 1), work), device);
  return make.project(rows, call.columns.map((column) => ({ name: column.name, value: typed(rows, column, make) })));
}

/** The helper's mark for the device replaced by the argument. */
function withDevice(relation: IrRelation, device: IrExpression): IrRelation {
  const replaced = (expression: IrExpression): IrExpression => {
    if (expression.kind === "literal" && expression.value === "\u0001") return device;
    return expression.kind === "binary" ? { ...expression, left: replaced(expression.left), right: replaced(expression.right) } : expression;
  };
  return rewriteRelations(relation, (each) => (each.kind === "where" ? { ...each, predicate: replaced(each.predicate) } : each));
}

function typed(rows: IrRelation, column: ResultColumn, make: IrComposer): IrExpression {
  const found = rows.columns.find(({ name }) => name === column.name);
  if (!found) return make.literal(column.type === "string" ? "" : null, column.type);
  const value = make.column(found);
  return found.type === column.type ? value : { kind: "convert", value, implicit: true, type: column.type, span: value.span };
}

function deviceFromAddress(call: ServiceCall, work: StageWork): IrRelation {
  requireTable("DeviceNetworkInfo", call, work);
  const make = new IrComposer(call.span);
  const given = argumentAt(call, 0);
  const value = given ?? (call.input ? make.column({ name: "IP", type: "string" }) : work.refuse("DeviceFromIP() without an address", call));
  if (call.input && !given && !call.input.columns.some(({ name }) => name === "IP")) return work.refuse("DeviceFromIP() over rows without a column IP", call, "Extend the rows by a column IP, or name the column in brackets.");
  const key = { name: "\0address", type: "string" as const };
  const addresses: IrRelation = call.input
    ? make.summarize(call.input, [{ name: key.name, value }], [])
    : { kind: "print", items: [{ name: key.name, value }], columns: [key], span: call.span };
  const text = `DeviceNetworkInfo | where ${mark} | mv-expand Address = todynamic(IPAddresses) | extend IP = tostring(Address.IPAddress) | where isnotempty(IP) | summarize arg_max(Timestamp, DeviceId) by IP | project IP, DeviceId`;
  const known = helper(text, argumentAt(call, 1), work);
  const renamed = make.project(known, [{ name: key.name, value: make.column({ name: "IP", type: "string" }) }, { name: "DeviceId", value: make.column({ name: "DeviceId", type: "string" }) }]);
  const joined = make.join("inner", addresses, renamed, [key], [{ name: "DeviceId", type: "string" }]);
  return make.project(joined, [{ name: "IP", value: make.column(key) }, { name: "DeviceId", value: make.column({ name: "DeviceId", type: "string" }) }]);
}

const MOST_PROFILES = 1000;
const DEFAULT_PROFILES = 100;

function fileProfile(call: ServiceCall, work: StageWork): IrRelation {
  requireTable("FileProfile", call, work);
  const make = new IrComposer(call.span);
  const input = call.input ?? work.refuse("FileProfile() without rows", call, "Write T | invoke FileProfile().");
  const hash = hashColumn(call, input, work);
  const count = argumentAt(call, 1);
  const most = count?.kind === "literal" && typeof count.value === "number" ? count.value : DEFAULT_PROFILES;
  if (count && (count.kind !== "literal" || most < 1 || most > MOST_PROFILES)) return work.refuse(`FileProfile() of ${most} files`, call, `Give a number from 1 to ${MOST_PROFILES}.`);
  const kind = hash.name.endsWith("SHA256") ? "SHA256" : "SHA1";
  const profiles = profilesBy(kind, make, work);
  const key = { name: "\0hash", type: "string" as const };
  const number = make.call("row_number", "long", [], "window");
  const numbered = make.extend(input, [{ name: "\0number", value: number }], "serialize");
  const within = make.test("<=", make.column({ name: "\0number", type: "long" }), make.literal(most, "long"));
  const keyed = make.extend(numbered, [{ name: key.name, value: make.call("iff", "string", [within, make.call("tolower", "string", [make.column(hash)]), make.literal("", "string")]) }]);
  const joined = make.join("leftouter", keyed, profiles, [key], profiles.columns.filter(({ name }) => name !== key.name));
  return make.project(joined, call.columns.map((column, index) => {
    if (index < input.columns.length) return { name: column.name, value: make.column(column) };
    return { name: column.name, value: profileValue(column, joined, { within, make }) };
  }));
}

function hashColumn(call: ServiceCall, input: IrRelation, work: StageWork): ResultColumn {
  const given = argumentAt(call, 0);
  const name = given?.kind === "column" ? given.name : given?.kind === "literal" && typeof given.value === "string" ? given.value : "SHA1";
  const column = input.columns.find((each) => each.name === name);
  return column ? { ...column } : work.refuse(`FileProfile() over rows without a column ${name}`, call, "Keep the column with the hash in the rows.");
}

/** One profile for each hash, its columns with marked names. */
function profilesBy(kind: "SHA1" | "SHA256", make: IrComposer, work: StageWork): IrRelation {
  const columns = (work.table("FileProfile")?.columns ?? []).map(({ name, type }) => ({ name, type }));
  const table: IrRelation = { kind: "table", name: "FileProfile", columns, span: { start: 0, length: 0 } };
  const hash = columns.find(({ name }) => name.toLowerCase() === kind.toLowerCase()) ?? { name: kind, type: "string" as const };
  const text = make.call("tolower", "string", [make.call("tostring", "string", [make.column(hash)])]);
  const keyed = make.extend(columns.includes(hash) ? table : make.extend(table, [{ name: kind, value: make.literal("", "string") }]), [{ name: "\0hash", value: text }]);
  const filled = make.where(keyed, make.test("!=", make.column({ name: "\0hash", type: "string" }), make.literal("", "string")));
  return make.summarize(filled, [{ name: "\0hash", value: make.column({ name: "\0hash", type: "string" }) }], columns.map((column) => ({ name: `\0profile ${column.name.toLowerCase()}`, value: make.call("take_any", column.type, [make.column(column)], "aggregate") })));
}

function profileValue(column: ResultColumn, joined: IrRelation, { within, make }: { readonly within: IrExpression; readonly make: IrComposer }): IrExpression {
  // a column whose name the rows have got a 1 behind it
  const names = [column.name, column.name.replace(/\d$/, "")].map((name) => `\0profile ${name.toLowerCase()}`);
  const found = joined.columns.find(({ name }) => names.includes(name));
  if (found) {
    const value = make.column(found);
    return found.type === column.type ? value : { kind: "convert", value, implicit: true, type: column.type, span: value.span };
  }
  if (!/^ProfileAvailability\d*$/.test(column.name)) return make.literal(column.type === "string" ? "" : null, column.type);
  const matched = joined.columns.find(({ name }) => name === "\0profile sha1") ?? joined.columns.find(({ name }) => name.startsWith("\0profile "));
  const isKnown = matched ? make.call("isnotempty", "bool", [make.column(matched)]) : make.literal(false, "bool");
  return make.call("case", "string", [isKnown, make.literal("Available", "string"), within, make.literal("Missing", "string"), make.literal("", "string")]);
}
