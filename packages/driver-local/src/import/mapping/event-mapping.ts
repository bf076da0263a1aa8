import type { AccountValue } from "../events/event-values.js";
import type { EventFamily, RecordedEvent } from "../events/recorded-event.js";
import type { CreatedProcess, ProcessReference } from "../processes/process-index.js";

/** The tables that Windows events become. */
export type DeviceTable =
  | "DeviceProcessEvents"
  | "DeviceNetworkEvents"
  | "DeviceFileEvents"
  | "DeviceRegistryEvents"
  | "DeviceImageLoadEvents"
  | "DeviceLogonEvents"
  | "DeviceEvents";

/** A value of a cell; undefined leaves the cell empty. */
export type CellValue = string | number | boolean | undefined;

/** Gives the value of a column for an event. */
export type ColumnRule = (event: RecordedEvent) => CellValue;

/** How one event of Windows becomes a row of Defender. */
export interface EventMapping {
  readonly family: Exclude<EventFamily, "other">;
  readonly id: number;
  readonly table: DeviceTable;
  /** The service's `ActionType`; undefined as a result: the recording lost what would tell. */
  readonly action: string | ((event: RecordedEvent) => string | undefined);
  /** The pages that the fields and the ActionType come from. */
  readonly source: string;
  /** Set when the service has no such `ActionType`: the row is kept under this name so that nothing recorded is lost. */
  readonly ownAction?: true;
  readonly columns: Readonly<Record<string, ColumnRule>>;
  /** What goes into `AdditionalFields`, in the service's names where it has some. */
  readonly additional?: (event: RecordedEvent) => Readonly<Record<string, unknown>>;
  /** The process that did it. */
  readonly initiator?: (event: RecordedEvent) => ProcessReference | undefined;
  /** The account that did it, where the event itself tells (it wins over the process's). */
  readonly initiatorAccount?: (event: RecordedEvent) => AccountValue;
  /** The process that it was done to. */
  readonly target?: (event: RecordedEvent) => ProcessReference | undefined;
  /** For a process's creation: the process itself; its parent is the initiator. */
  readonly created?: (event: RecordedEvent) => Omit<CreatedProcess, "created" | "clock"> | undefined;
  /** Accounts that the event tells with their SIDs. */
  readonly accounts?: (event: RecordedEvent) => readonly AccountValue[];
}
