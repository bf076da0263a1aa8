import type { IrProgram, IrRelation } from "@huntkit/kql/ir";
import type { ResultColumn } from "@huntkit/provider";
import type { LowerContext } from "../lower/lower-context.js";
import type { OtherOperator } from "../lower/operators/other.js";
import type { LocalTableSource } from "../tables/local-table-source.js";
import type { EngineRow } from "./engine-value.js";

/** What the making of a stage may do. */
export interface StageWork extends Pick<LowerContext, "refuse"> {
  /** The program, with the stages before this one in place. */
  readonly program: IrProgram;
  /** The source of a table of the folder. */
  table(name: string): LocalTableSource | undefined;
  /** Binds a text of ours. */
  bind(text: string): IrProgram;
  /** Makes a relation over files that the engine may read; see `external-data.ts`. */
  external(call: OtherOperator<"externaldata">): Promise<IrRelation>;
  /** Lets others run. @throws {CancelledError} if the query was cancelled meanwhile. */
  giveWay(): Promise<void>;
  /** Runs a relation of the program; gives its rows in order, in the engine's own form. */
  rowsOf(relation: IrRelation): Promise<readonly EngineRow[]>;
  /** Stores rows; gives the relation that reads them in their order. */
  stored(columns: readonly ResultColumn[], rows: Iterable<EngineRow>, span: IrRelation["span"]): Promise<IrRelation>;
}
