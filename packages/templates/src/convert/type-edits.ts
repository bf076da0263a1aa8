import { HuntError, type QueryDialect } from "@huntkit/provider";
import type { SlotType } from "../compile/slot-type.js";
import { templateSlots } from "../compile/template-slots.js";
import { parameterTypeOf } from "../model/parameter-type.js";
import type { QueryTemplate, TemplateParameter } from "../model/query-template.js";
import { parseTimespan } from "../values/parse-timespan.js";
import type { ScalarPlace } from "./scalar-places.js";
import type { TextEdit } from "./text-edits.js";

interface Wish {
  readonly type: string;
  readonly query: string;
}

interface Search {
  readonly text: string;
  readonly places: ReadonlyMap<string, ScalarPlace>;
  readonly dialect: QueryDialect;
  readonly wishes: Map<string, Wish[]>;
  readonly warnings: Set<string>;
}

/** The types that bare texts must have in huntkit's syntax, as edits of the file, and what cannot be decided. */
export function typeEdits(templates: readonly QueryTemplate[], text: string, places: ReadonlyMap<string, ScalarPlace>, dialect: QueryDialect): { edits: TextEdit[]; warnings: string[] } {
  const search: Search = { text, places, dialect, wishes: new Map(), warnings: new Set() };
  for (const template of templates) collect(template, search);
  const edits = new Map<number, TextEdit>();
  for (const [path, wanted] of search.wishes) {
    const types = [...new Set(wanted.map((wish) => wish.type))];
    const place = places.get(path);
    if (types.length > 1) search.warnings.add(`${path.slice(1).replaceAll("/", ".")} would have to be ${types.join(" and ")} (${wanted.map((wish) => wish.query).join(", ")}). Give the queries parameters of their own.`);
    else if (place) edits.set(place.start, { start: place.start, end: place.end, text: types[0] ?? "" });
  }
  return { edits: [...edits.values()], warnings: [...search.warnings] };
}

function collect(template: QueryTemplate, search: Search): void {
  const slots = slotsOf(template, search);
  for (const parameter of template.parameters) {
    const path = [`/sources/${template.name}/parameters/${parameter.name}/type`, `/defaults/parameters/${parameter.name}/type`].find((candidate) => search.places.has(candidate));
    const takes = new Set(slots.filter((slot) => slot.name === parameter.name).map((slot) => slot.takes));
    const type = huntkitType(parameter, takes, template, search) ?? knownType(path, search);
    if (type === undefined) continue;
    if (path === undefined) search.warnings.add(`Parameter ${parameter.name} of ${template.name} must become \`type: ${type}\`, but its type stands in an alias. Write it out.`);
    else search.wishes.set(path, [...(search.wishes.get(path) ?? []), { type, query: template.name }]);
  }
}

/** The type that a parameter needs, or undefined if the one it has is right. */
function huntkitType(parameter: TemplateParameter, takes: Set<SlotType>, template: QueryTemplate, search: Search): string | undefined {
  if (parameter.type === "list") return holdsTexts(parameter.default) ? undefined : "list<any>";
  takes.delete("string");
  const [only] = takes;
  if (only === undefined || only === parameter.type) return undefined;
  const type = takes.size > 1 ? undefined : bareType(only, parameter, search.dialect);
  if (type === undefined) search.warnings.add(`Parameter ${parameter.name} of ${template.name} is a bare text that stands for ${[...takes].join(" and ")}. Choose its type by hand.`);
  return type === "string" ? undefined : type;
}

/** The reference writes numbers of a list as numbers; only a default of texts shows that there are none. */
function holdsTexts(value: unknown): boolean {
  return Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === "string");
}

/** A type that huntkit does not know counts as a text. */
function knownType(path: string | undefined, { text, places }: Search): string | undefined {
  const place = path === undefined ? undefined : places.get(path);
  const declared = place && text.slice(place.start, place.end);
  return declared === undefined || parameterTypeOf(declared) || /^(?:list|array)\s*</i.test(declared) ? undefined : "string";
}

function slotsOf(template: QueryTemplate, search: Search): { name: string; takes: SlotType }[] {
  try {
    return templateSlots(template, search.dialect).map(({ parameter, context, takes }) => {
      const json = context.kind === "literal" && context.form === "dynamic" && parameter.type === "string";
      return { name: parameter.name, takes: context.kind === "code" ? takes : json ? "dynamic" : "string" };
    });
  } catch (error) {
    if (!HuntError.isInstance(error)) throw error;
    search.warnings.add(`Query ${template.name}: ${error.message}`);
    return [];
  }
}

function bareType(takes: SlotType, parameter: TemplateParameter, dialect: QueryDialect): string | undefined {
  if (takes === "kql" || takes === "identifier" || takes === "dynamic") return takes;
  if (takes === "literals") return "list<any>";
  if (takes === "word") return "string";
  const text = String(parameter.default ?? "").trim();
  if (takes !== "value" || text === "") return undefined;
  if (/^\d+$/.test(text)) return "long";
  if (/^\d+\.\d*$/.test(text)) return "real";
  if (/^(?:true|false)$/i.test(text)) return "bool";
  if (parseTimespan(text)) return "timespan";
  return dialect.literalCount(text) === 1 ? undefined : "string";
}
