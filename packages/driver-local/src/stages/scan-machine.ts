import type { EngineRow, EngineValue } from "./engine-value.js";
import type { ScanEvaluator, ScanScope } from "./scan-expression.js";

/** A step of `scan`, ready to run. */
export interface ScanStep {
  readonly condition: ScanEvaluator;
  /** What is put into which places of the row. */
  readonly assignments: readonly { readonly place: number; readonly value: ScanEvaluator }[];
  readonly output: "all" | "last" | "none";
}

/** What a step holds: a row for each step up to it, and the number of the match. */
interface State {
  readonly rows: readonly (EngineRow | undefined)[];
  readonly match: bigint;
}

/** A row that comes out, with the number of its match. */
export interface ScanOutput {
  readonly row: EngineRow;
  readonly match: bigint;
}

/**
 * The state machine of `scan`: each row is held against all steps, the last first. Behind an active step a row that meets the
 * condition moves the match on (the step before is empty then); else one that meets the condition of an active step, or of the
 * first, replaces what the step holds.
 * Source: Microsoft Learn, "scan operator" (`scan-operator`), "Scan logic".
 */
export class ScanMachine {
  readonly #steps: readonly ScanStep[];
  readonly #defaults: readonly EngineValue[];
  readonly #states: (State | undefined)[];
  /** For steps that give only the last of repeated matches: the row that waits. */
  readonly #waiting: (ScanOutput | undefined)[];
  readonly #outputs: ScanOutput[] = [];
  #nextMatch = 0n;

  /** @param defaults The values of the declared columns, which stand behind those of a row. */
  constructor(steps: readonly ScanStep[], defaults: readonly EngineValue[]) {
    this.#steps = steps;
    this.#defaults = defaults;
    this.#states = steps.map(() => undefined);
    this.#waiting = steps.map(() => undefined);
  }

  /** Takes a row in; gives what comes out. */
  take(values: EngineRow): readonly ScanOutput[] {
    this.#outputs.length = 0;
    const row = [...values, ...this.#defaults];
    for (let index = this.#steps.length - 1; index >= 0; index--) if (!this.#moveOn(index, row)) this.#stay(index, row);
    return this.#outputs;
  }

  /** Ends the scan; gives what still waits. */
  end(): readonly ScanOutput[] {
    this.#outputs.length = 0;
    this.#steps.forEach((_, index) => this.#release(index));
    return this.#outputs;
  }

  #moveOn(index: number, row: EngineRow): boolean {
    const before = index > 0 ? this.#states[index - 1] : undefined;
    if (!before || !this.#matches(index, row, before)) return false;
    this.#release(index - 1);
    this.#release(index);
    this.#hold(index, row, before);
    this.#states[index - 1] = undefined;
    return true;
  }

  #stay(index: number, row: EngineRow): void {
    const state = this.#states[index];
    if (!state && index > 0) return;
    const current = state ?? { rows: [], match: this.#nextMatch };
    if (!this.#matches(index, row, current)) return;
    if (!state) this.#nextMatch++;
    this.#hold(index, row, current);
  }

  #matches(index: number, row: EngineRow, state: State): boolean {
    return this.#steps[index]?.condition(scopeOf(row, state)) === true;
  }

  #hold(index: number, row: EngineRow, state: State): void {
    const step = this.#steps[index] as ScanStep;
    const scope = scopeOf(row, state);
    const extended = [...row];
    for (const { place, value } of step.assignments) extended[place] = value(scope);
    const rows = [...state.rows];
    rows[index] = extended;
    this.#states[index] = { rows, match: state.match };
    const output = { row: extended, match: state.match };
    if (step.output === "all") this.#outputs.push(output);
    if (step.output === "last") this.#waiting[index] = output;
  }

  #release(index: number): void {
    const waiting = this.#waiting[index];
    if (waiting) this.#outputs.push(waiting);
    this.#waiting[index] = undefined;
  }
}

function scopeOf(row: EngineRow, state: State): ScanScope {
  return { row, held: (step) => state.rows[step] };
}
