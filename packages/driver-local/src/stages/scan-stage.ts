import type { IrExpression, IrNamedExpression, IrRelation } from "@huntkit/kql/ir";
import { IrComposer } from "../lower/ir-compose.js";
import { columnsUsed, isRelation, walkIr } from "../lower/ir-walk.js";
import type { OtherOperator } from "../lower/operators/other.js";
import type { EngineRow, EngineValue } from "./engine-value.js";
import { scanEvaluator, type ScanNames } from "./scan-expression.js";
import { ScanMachine, type ScanStep } from "./scan-machine.js";
import { literalValue } from "./scan-values.js";
import type { StageWork } from "./stage-work.js";

type Scan = OtherOperator<"scan">;

/**
 * Runs a `scan` over the rows before it. What its expressions read of the row alone is worked out by SQL; the steps run row by
 * row outside of it, since no SQL says what they mean. Rule R59.
 */
export async function scanStage(scan: Scan, work: StageWork): Promise<IrRelation> {
  const plan = new ScanPlan(scan, work);
  const rows = await work.rowsOf(plan.input);
  return work.stored(scan.columns, plan.run(rows), scan.span);
}

class ScanPlan {
  /** The rows before, in order, with the values that the expressions need, and the keys of the partitions behind. */
  readonly input: IrRelation;
  readonly #scan: Scan;
  readonly #work: StageWork;
  readonly #made: IrNamedExpression[] = [];
  readonly #steps: readonly ScanStep[];
  readonly #width: number;

  constructor(scan: Scan, work: StageWork) {
    this.#scan = scan;
    this.#work = work;
    const source = scan.input ?? work.refuse("scan without rows before it", scan);
    const steps = scan.details.steps.map((step) => ({
      output: step.output,
      condition: this.#withoutPlain(step.condition),
      assignments: step.assignments.map(({ name, value }) => ({ name, value: this.#withoutPlain(value) })),
    }));
    const keys = scan.details.partitionBy.map((value, index) => ({ name: `\0partition ${index}`, value }));
    const make = new IrComposer(scan.span);
    const extended = this.#made.length + keys.length > 0 ? make.extend(source, [...this.#made, ...keys]) : source;
    this.input = scan.details.orderBy.length > 0 ? { kind: "sort", input: extended, keys: scan.details.orderBy, columns: extended.columns, span: scan.span } : extended;
    this.#width = source.columns.length + this.#made.length + keys.length;
    this.#steps = steps.map((step) => this.#stepOf(step));
  }

  *run(rows: readonly EngineRow[]): Generator<EngineRow> {
    const { details, input } = this.#scan;
    const own = input?.columns.length ?? 0;
    const declared = details.declared.map((_, index) => this.#width + index);
    const shown = (row: EngineRow, match: bigint): EngineRow => [...row.slice(0, own), ...declared.map((place) => row[place] ?? null), ...(details.matchId === undefined ? [] : [match])];
    for (const part of this.#partitions(rows)) {
      const machine = new ScanMachine(this.#steps, this.#defaults());
      for (const row of part) for (const output of machine.take(row)) yield shown(output.row, output.match);
      for (const output of machine.end()) yield shown(output.row, output.match);
    }
  }

  #partitions(rows: readonly EngineRow[]): Iterable<readonly EngineRow[]> {
    const count = this.#scan.details.partitionBy.length;
    if (count === 0) return [rows];
    const parts = new Map<string, EngineRow[]>();
    for (const row of rows) {
      const key = JSON.stringify(row.slice(this.#width - count), (_, value: unknown) => (typeof value === "bigint" ? `${value}n` : value));
      const part = parts.get(key) ?? [];
      part.push(row);
      parts.set(key, part);
    }
    return parts.values();
  }

  #defaults(): EngineValue[] {
    return this.#scan.details.declared.map((column) => {
      const { default: otherwise } = column;
      if (otherwise === undefined) return column.type === "string" ? "" : null;
      const value = otherwise.kind === "literal" ? literalValue(otherwise.value, otherwise.type) : undefined;
      return value === undefined ? this.#work.refuse("a default of scan that is not a plain literal", otherwise) : value;
    });
  }

  #stepOf(step: { readonly output: ScanStep["output"]; readonly condition: IrExpression; readonly assignments: readonly IrNamedExpression[] }): ScanStep {
    const names = this.#names();
    return {
      output: step.output,
      condition: scanEvaluator(step.condition, names),
      assignments: step.assignments.map(({ name, value }) => ({ place: names.column(name) ?? this.#work.refuse(`the column ${name}`, value), value: scanEvaluator(value, names) })),
    };
  }

  #names(): ScanNames {
    const places = new Map<string, number>();
    const source = this.#scan.input?.columns ?? [];
    [...source, ...this.#made].forEach(({ name }, index) => places.set(name, index));
    this.#scan.details.declared.forEach(({ name }, index) => places.set(name, this.#width + index));
    const types = new Map([...source, ...this.#scan.details.declared].map(({ name, type }) => [name, type]));
    const defaults = new Map(this.#scan.details.declared.map(({ name }, index) => [name, this.#defaults()[index] ?? null]));
    return {
      column: (name) => places.get(name),
      held: (name) => {
        const state = this.#stateColumn(name);
        const place = state && places.get(state.column);
        if (!state || place === undefined) return undefined;
        return { step: state.step, place, otherwise: defaults.get(state.column) ?? (types.get(state.column) === "string" ? "" : null) };
      },
      scalarLet: (id) => {
        const found = this.#work.program.lets.find((each) => each.id === id);
        return found?.kind === "scalar-let" && !readsRows(found.value) ? found.value : undefined;
      },
      refuse: (construct, node) => this.#work.refuse(`${construct} on the state of scan`, node, "Work it out with extend before scan, or keep what it needs in declared columns."),
    };
  }

  /** `step.column`, unless the rows have a column of that name. */
  #stateColumn(name: string): { readonly step: number; readonly column: string } | undefined {
    if (this.#scan.input?.columns.some((column) => column.name === name)) return undefined;
    const step = this.#scan.details.steps.findIndex((each) => name.startsWith(`${each.name}.`));
    const found = this.#scan.details.steps[step];
    return found ? { step, column: name.slice(found.name.length + 1) } : undefined;
  }

  /** The expression with its largest parts that do not read the state turned into columns that SQL works out. */
  #withoutPlain(expression: IrExpression): IrExpression {
    if (expression.kind === "literal" || expression.kind === "column") return expression;
    if (!this.#readsState(expression)) return this.#column(expression);
    const inner = (part: IrExpression): IrExpression => this.#withoutPlain(part);
    switch (expression.kind) {
      case "unary":
        return { ...expression, operand: inner(expression.operand) };
      case "binary":
        return { ...expression, left: inner(expression.left), right: inner(expression.right) };
      case "between":
        return { ...expression, value: inner(expression.value), from: inner(expression.from), to: inner(expression.to) };
      case "call":
        return { ...expression, arguments: expression.arguments.map((argument) => (argument.kind === "star" ? argument : inner(argument))) };
      case "convert":
        return { ...expression, value: inner(expression.value) };
      default:
        return expression;
    }
  }

  #readsState(expression: IrExpression): boolean {
    const declared = new Set(this.#scan.details.declared.map(({ name }) => name));
    return [...columnsUsed([expression])].some((name) => declared.has(name) || this.#stateColumn(name) !== undefined);
  }

  #column(value: IrExpression): IrExpression {
    const name = `\0scan ${this.#made.length}`;
    this.#made.push({ name, value });
    return { kind: "column", name, type: value.type, span: value.span };
  }
}

function readsRows(expression: IrExpression): boolean {
  let found = false;
  walkIr(expression, (node) => {
    found ||= isRelation(node);
    return !found;
  });
  return found;
}
