import type { IrExpression, IrNamedExpression, IrRelation, IrTopNestedLevel } from "@huntkit/kql/ir";
import type { ResultColumn } from "@huntkit/provider";
import { IrComposer } from "../ir-compose.js";
import type { LowerContext } from "../lower-context.js";
import { inputOf } from "./input-of.js";
import type { OtherLowering, OtherOperator } from "./other.js";

/**
 * `top-nested`: at each level the best values within each group of the level above. The row of `with others` sums up what is not
 * among the best; below it only levels with `others` have values. Rule R51.
 * Source: Microsoft Learn, "top-nested operator" (`top-nested-operator`); the levels below a row of others: its examples.
 */
export const lowerTopNested: OtherLowering<"top-nested"> = (relation, needs, context) => {
  const levels = new TopNestedLevels(relation, context);
  return context.relation(levels.result(), needs);
};

// names of our own hold a NUL character, which no column of KQL has
const keyOf = (level: number): string => `\0key ${level + 1}`;
const measureOf = (level: number): string => `\0measure ${level + 1}`;
const rankName = "\0rank";
const countName = "\0rows";

class TopNestedLevels {
  readonly #relation: OtherOperator<"top-nested">;
  readonly #levels: readonly IrTopNestedLevel[];
  readonly #context: LowerContext;
  readonly #make: IrComposer;

  constructor(relation: OtherOperator<"top-nested">, context: LowerContext) {
    this.#relation = relation;
    this.#levels = relation.details.levels;
    this.#context = context;
    this.#make = new IrComposer(relation.span);
  }

  result(): IrRelation {
    const keys = this.#levels.map((level, index) => ({ name: keyOf(index), value: level.of.value }));
    let rows = this.#context.shared(this.#make.extend(inputOf(this.#relation, this.#context), keys));
    let parents: IrRelation | undefined;
    const parts: IrRelation[] = [];
    this.#levels.forEach((level, index) => {
      const best = this.#context.shared(this.#best(rows, parents, index));
      const keysHere = this.#keys(index + 1);
      if (level.others && level.count) parts.push(this.#others(this.#make.join("leftanti", rows, best, keysHere), parents, index));
      if (index + 1 < this.#levels.length) rows = this.#context.shared(this.#make.join("leftsemi", rows, best, keysHere));
      parents = best;
    });
    if (parents) parts.unshift(this.#shown(parents, () => undefined));
    return this.#make.union(parts, this.#relation.columns);
  }

  /** The best values of a level, with the measures of the levels above. */
  #best(rows: IrRelation, parents: IrRelation | undefined, index: number): IrRelation {
    const make = this.#make;
    const { by, count, direction } = this.#levels[index] as IrTopNestedLevel;
    const groups = make.summarize(rows, this.#keyItems(index + 1), [{ name: measureOf(index), value: by.value }]);
    const best = count ? make.where(this.#ranked(groups, index, direction), make.test("<=", this.#long(rankName), count)) : groups;
    const above = this.#measures(index);
    return parents && above.length ? make.join("inner", best, parents, this.#keys(index), above) : best;
  }

  /** The groups numbered within each group above, the best first; equals stand in the order of their values. */
  #ranked(groups: IrRelation, index: number, direction: "asc" | "desc"): IrRelation {
    const make = this.#make;
    const above = this.#keys(index).map((key) => make.column(key));
    const measure = make.column({ name: measureOf(index), type: this.#levels[index]?.by.value.type ?? "real" });
    const own = this.#keys(index + 1).slice(-1).flatMap((key) => (key.type === "dynamic" ? [] : [{ value: make.column(key), direction: "asc" as const }]));
    const sorted = make.sort(groups, [...above.map((value) => ({ value, direction: "asc" as const })), { value: measure, direction }, ...own]);
    const restarts = above.map((key) => make.test("!=", make.call("prev", key.type, [key], "window"), key));
    const one = make.literal(1, "long");
    const restart = restarts.length ? [restarts.reduce((left, right) => make.test("or", left, right))] : [];
    return make.extend(sorted, [{ name: rankName, value: make.call("row_number", "long", [one, ...restart], "window") }], "serialize");
  }

  /** One row for what is not among the best, in each group above. */
  #others(rest: IrRelation, parents: IrRelation | undefined, index: number): IrRelation {
    const make = this.#make;
    const measured = this.#levels.flatMap((level, place) => (place >= index && level.others ? [{ name: measureOf(place), value: level.by.value }] : []));
    const count = { name: countName, value: make.call("count", "long", [], "aggregate") };
    const groups = make.where(make.summarize(rest, this.#keyItems(index), [...measured, count]), make.test(">", this.#long(countName), make.literal(0, "long")));
    const above = this.#measures(index);
    const joined = parents && above.length ? make.join("inner", groups, parents, this.#keys(index), above) : groups;
    return this.#shown(joined, (place) => (place < index ? undefined : (this.#levels[place]?.others ?? make.literal(null, "dynamic"))));
  }

  /** The columns of the result; `instead` gives the value that stands for a level's key where there is none. */
  #shown(rows: IrRelation, instead: (place: number) => IrExpression | undefined): IrRelation {
    const make = this.#make;
    const has = new Set(rows.columns.map(({ name }) => name));
    return make.project(rows, this.#levels.flatMap(({ of, by }, place): IrNamedExpression[] => {
      const other = instead(place);
      const key = other ? this.#as(other, of.value) : make.column({ name: keyOf(place), type: of.value.type });
      const measure = { name: measureOf(place), type: by.value.type };
      return [{ name: of.name, value: key }, { name: by.name, value: has.has(measure.name) ? make.column(measure) : this.#null(measure.type) }];
    }));
  }

  #as(value: IrExpression, like: IrExpression): IrExpression {
    if (value.type === like.type) return value;
    if (value.kind === "literal" && value.value === null) return this.#null(like.type);
    return { kind: "convert", value, implicit: true, type: like.type, span: value.span };
  }

  #null(type: IrExpression["type"]): IrExpression {
    return this.#make.literal(type === "string" ? "" : null, type);
  }

  #long(name: string): IrExpression {
    return this.#make.column({ name, type: "long" });
  }

  /** The keys of the first levels. */
  #keys(count: number): ResultColumn[] {
    return this.#levels.slice(0, count).map(({ of }, place) => ({ name: keyOf(place), type: of.value.type }));
  }

  #keyItems(count: number): IrNamedExpression[] {
    return this.#keys(count).map((key) => ({ name: key.name, value: this.#make.column(key) }));
  }

  #measures(count: number): ResultColumn[] {
    return this.#levels.slice(0, count).map(({ by }, place) => ({ name: measureOf(place), type: by.value.type }));
  }
}
