import type { LogSource } from "./read/log-source.js";
import type { RecordForm } from "./read/read-records.js";
import type { EventMapping } from "./mapping/event-mapping.js";
import type { RecordedEvent } from "./events/recorded-event.js";
import type { BadLine, EventCount, IgnoredColumn, ImportedFile, ImportNote } from "./import-report.js";

/** How many bad lines a report lists; all are counted. */
export const LISTED_BAD_LINES = 20;

/** Counts what an import meets. */
export class ImportTally {
  readonly files: ImportedFile[] = [];
  readonly firstBad: BadLine[] = [];
  badTotal = 0;
  unknownRecords = 0;
  private records = 0;
  private rows = 0;
  private badBefore = 0;
  private readonly mapped = new Map<string, { event: EventCount; mapping: EventMapping; withoutAction: number }>();
  private readonly unmapped = new Map<string, EventCount>();
  private readonly ignored = new Map<string, IgnoredColumn>();

  /** A record of the current file. */
  record(): void {
    this.records++;
  }

  /** A row of the current file. */
  row(): void {
    this.rows++;
  }

  /** A line of the current file that cannot be read. */
  bad(source: LogSource, line: number, reason: string): void {
    this.badTotal++;
    if (this.firstBad.length < LISTED_BAD_LINES) this.firstBad.push({ file: source.file, ...(source.entry !== undefined && { entry: source.entry }), line, reason });
  }

  /** An event that became a row. */
  mappedEvent(event: RecordedEvent, mapping: EventMapping, hasAction: boolean): void {
    const { channel, id } = event.kind;
    const key = `${channel}\n${id}`;
    const known = this.mapped.get(key);
    this.mapped.set(key, {
      event: { channel, id, count: (known?.event.count ?? 0) + 1, table: mapping.table },
      mapping,
      withoutAction: (known?.withoutAction ?? 0) + (hasAction ? 0 : 1),
    });
  }

  /** An event that no table has a place for. */
  unmappedEvent(event: RecordedEvent): void {
    const { channel, id } = event.kind;
    const key = `${channel}\n${id}`;
    this.unmapped.set(key, { channel, id, count: (this.unmapped.get(key)?.count ?? 0) + 1 });
  }

  /** A column with a value that its table does not have. */
  ignoredColumn(table: string, column: string): void {
    const key = `${table}\n${column}`;
    this.ignored.set(key, { table, column, rows: (this.ignored.get(key)?.rows ?? 0) + 1 });
  }

  /** Ends the current file. */
  endFile(source: LogSource, form: RecordForm): ImportedFile {
    const file = { file: source.file, ...(source.entry !== undefined && { entry: source.entry }), form, records: this.records, rows: this.rows, badLines: this.badTotal - this.badBefore };
    this.files.push(file);
    this.records = this.rows = 0;
    this.badBefore = this.badTotal;
    return file;
  }

  /** Most frequent first. */
  get mappedEvents(): readonly EventCount[] {
    return [...this.mapped.values()].map((entry) => entry.event).sort(byCount);
  }

  /** Most frequent first. */
  get unmappedEvents(): readonly EventCount[] {
    return [...this.unmapped.values()].sort(byCount);
  }

  /** By table and column. */
  get ignoredColumns(): readonly IgnoredColumn[] {
    return [...this.ignored.values()].sort((left, right) => (left.table + left.column < right.table + right.column ? -1 : 1));
  }

  /** What the user should know about the rows. */
  get notes(): readonly ImportNote[] {
    const all = [...this.mapped.values()];
    const lost = all.filter((entry) => entry.withoutAction > 0).map((entry): ImportNote => ({
      code: "action-unknown",
      rows: entry.withoutAction,
      message: `${entry.withoutAction} rows of ${entry.event.channel} ${entry.event.id} have an empty ActionType: the recording lost the field that tells it (EventType), and their message is not there either.`,
    }));
    const own = all.filter((entry) => entry.mapping.ownAction).map((entry): ImportNote => ({
      code: "action-not-of-the-service",
      rows: entry.event.count,
      message: `${entry.event.count} rows of ${entry.event.channel} ${entry.event.id} have the ActionType ${String(entry.mapping.action)}, which the service itself does not have.`,
    }));
    return [...lost, ...own, ...this.twiceRecorded()];
  }

  private twiceRecorded(): readonly ImportNote[] {
    const creations = [...this.mapped.values()].filter((entry) => entry.mapping.created);
    const families = new Set(creations.map((entry) => entry.mapping.family));
    if (families.size < 2) return [];
    const rows = creations.reduce((sum, entry) => sum + entry.event.count, 0);
    return [{ code: "duplicate-process-records", rows, message: "Process starts were recorded by Sysmon and by the Security log. Both are kept as rows; AdditionalFields.RecordedAs tells them apart." }];
  }
}

function byCount(left: EventCount, right: EventCount): number {
  return right.count - left.count || left.id - right.id;
}
