import type { IrExpression, IrProgram, IrRelation } from "@huntkit/kql/ir";
import { IrComposer } from "../lower/ir-compose.js";
import { isRelation, readsHandedIn, walkIr } from "../lower/ir-walk.js";
import type { PluginCall } from "../lower/operators/evaluate.js";
import { bagUnpackParts } from "../lower/operators/plugins/bag-unpack.js";
import { pivotParts } from "../lower/operators/plugins/pivot.js";
import { escapedText, quotedName } from "./quoted-name.js";
import { sequencePlugins, sequencePluginText } from "./sequence-plugins.js";
import type { StageWork } from "./stage-work.js";

/** A plug-in that is written out as other operators: one whose columns depend on the rows (and are not declared), or one over times. */
export function firstOpenPlugin(program: IrProgram): PluginCall | undefined {
  const found: PluginCall[] = [];
  for (const node of [...program.lets.map((each) => each.value), ...program.results.map((result) => result.relation)])
    walkIr(node, (part) => {
      if (part.kind === "other" && part.operator === "evaluate" && isWrittenOut(part)) found.push(part);
      return true;
    });
  // the innermost first: those around it read its columns
  return found.find((plugin) => !found.some((other) => other !== plugin && contains(plugin, other)));
}

function isWrittenOut({ details }: PluginCall): boolean {
  return details.plugin in sequencePlugins || (details.open && !details.declared && details.plugin in writers);
}

function contains(outer: PluginCall, inner: PluginCall): boolean {
  let found = false;
  walkIr(outer, (part) => {
    found ||= part === inner;
    return !found;
  });
  return found;
}

/**
 * The query text with a plug-in written out as the operators that it comes to for the rows at hand: what stands before it is
 * run for its keys. The columns are then known to all that follows. Rules R53, R54.
 */
export async function withColumnsWrittenOut(plugin: PluginCall, work: StageWork): Promise<string> {
  const { text } = work.program;
  const { start, length } = plugin.span;
  const written = text.slice(start, start + length);
  const hint = "Declare its columns, as in evaluate …(…) : (Name:string), or use it outside of functions and sub-queries.";
  if (!/^evaluate\b/i.test(written) || readsHandedIn(plugin)) return work.refuse(`${plugin.details.plugin} in this place`, plugin, hint);
  const write = writers[plugin.details.plugin] ?? sequencePluginText;
  return `${text.slice(0, start)}${await write(plugin, work)}${text.slice(start + length)}`;
}

const writers: Readonly<Record<string, (plugin: PluginCall, work: StageWork) => Promise<string>>> = { bag_unpack: bagUnpackText, pivot: pivotText };


async function bagUnpackText(plugin: PluginCall, work: StageWork): Promise<string> {
  const { bag, prefix, conflict, ignored } = bagUnpackParts(plugin, work);
  const slots = (await slotsOf(plugin, bag, work)).filter(({ key }) => !ignored.has(key)).map((slot) => ({ ...slot, name: `${prefix}${slot.key}` }));
  const source = (plugin.input?.columns ?? []).map(({ name }) => name).filter((name) => name !== bag);
  const taken = slots.find(({ name }) => source.includes(name));
  if (taken && conflict === "error")
    return work.refuse(`bag_unpack of a slot ${taken.name} beside a column of that name`, plugin, "Give a prefix, or columnsConflict='replace_source' or 'keep_source'.");
  // a column that the bag has too stands among the slots, also where its own values are kept
  const others = source.filter((name) => !slots.some((slot) => slot.name === name));
  const added = slots.map(({ key, name, reader }) => (conflict === "keep_source" && source.includes(name) ? quotedName(name) : `${quotedName(name)} = ${read(reader, `${quotedName(bag)}['${escapedText(key)}']`)}`));
  const items = [...others.map(quotedName), ...added];
  return items.length === 0 ? `project-away ${quotedName(bag)}` : `project ${items.join(", ")}`;
}

interface Slot {
  readonly key: string;
  /** The function that reads a value of the slot as its type; undefined if it stays dynamic. */
  readonly reader: string | undefined;
}

const read = (reader: string | undefined, value: string): string => (reader === undefined ? value : `${reader}(${value})`);

const readers: Readonly<Record<string, string>> = { long: "tolong", int: "tolong", real: "todouble", double: "todouble", bool: "tobool", string: "tostring" };

/** The slots of all bags, by name, with the type of their values; of several types it is dynamic. */
async function slotsOf(plugin: PluginCall, bag: string, work: StageWork): Promise<Slot[]> {
  const make = new IrComposer(plugin.span);
  const input = plugin.input as IrRelation;
  const column = make.column({ name: bag, type: "dynamic" });
  const keyLists = await work.rowsOf(make.summarize(input, [{ name: "keys", value: make.call("bag_keys", "dynamic", [column]) }], []));
  const keys = new Set<string>();
  for (const [list] of keyLists) if (typeof list === "string") for (const key of JSON.parse(list) as string[]) keys.add(key);
  const sorted = [...keys].filter((key) => key !== "").sort();
  if (sorted.length === 0) return [];
  const types = sorted.map((key, index) => {
    const value: IrExpression = { kind: "access", target: column, key: make.literal(key, "string"), type: "dynamic", span: plugin.span };
    return { name: `type ${index}`, value: make.call("make_set", "dynamic", [make.call("gettype", "string", [value])], "aggregate") };
  });
  const [found = []] = await work.rowsOf(make.summarize(input, [], types));
  return sorted.map((key, index) => {
    const names = (JSON.parse(String(found[index] ?? "[]")) as string[]).filter((name) => name !== "null");
    return { key, reader: names.length === 1 ? readers[names[0] ?? ""] : undefined };
  });
}

async function pivotText(plugin: PluginCall, work: StageWork): Promise<string> {
  const { pivot, aggregate, by } = pivotParts(plugin, work);
  const make = new IrComposer(plugin.span);
  const number = make.extend(plugin.input as IrRelation, [{ name: "\0row", value: make.call("row_number", "long", [], "window") }], "serialize");
  const text = pivot.type === "string" ? pivot : make.call("tostring", "string", [pivot]);
  const first = make.call("min", "long", [make.column({ name: "\0row", type: "long" })], "aggregate");
  const groups = make.summarize(number, [{ name: "value", value: text }], [{ name: "first", value: first }]);
  const values = (await work.rowsOf(make.sort(groups, [{ value: make.column({ name: "first", type: "long" }), direction: "asc" }]))).map(([value]) => String(value)).filter((value) => value !== "");
  const name = (pivot as Extract<IrExpression, { kind: "column" }>).name;
  const test = (value: string): string => `tostring(${quotedName(name)}) == '${escapedText(value)}'`;
  const cells = values.map((value) => `${quotedName(value)} = ${cellText(aggregate, test(value), plugin, work)}`);
  const groupNames = by.map((item) => quotedName(item.name)).join(", ");
  const grouped = groupNames === "" ? "" : ` by ${groupNames}`;
  if (cells.length === 0 && groupNames === "") return "take 0";
  return `summarize ${cells.join(", ")}${grouped}`;
}

const conditional: Readonly<Record<string, string>> = {
  count: "countif", sum: "sumif", dcount: "dcountif", avg: "avgif", stdev: "stdevif", variance: "varianceif", min: "minif", max: "maxif",
  take_any: "take_anyif", any: "take_anyif", make_list: "make_list_if", make_set: "make_set_if", make_bag: "make_bag_if",
};

function cellText(aggregate: Extract<IrExpression, { kind: "call" }>, test: string, plugin: PluginCall, work: StageWork): string {
  const name = conditional[aggregate.name] ?? work.refuse(`pivot with ${aggregate.name}()`, plugin, "Use count(), sum(), avg(), min(), max(), take_any(), dcount(), make_list(), make_set() or make_bag().");
  const [value, ...rest] = aggregate.arguments.filter((argument): argument is IrExpression => argument.kind !== "star" && !isRelation(argument as IrExpression));
  const written = (node: IrExpression): string => work.program.text.slice(node.span.start, node.span.start + node.span.length);
  return `${name}(${[...(value ? [written(value)] : []), test, ...rest.map(written)].join(", ")})`;
}
