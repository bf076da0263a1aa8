import { parseEventTime, type EventTime } from "./event-time.js";

/** The logs whose events are mapped; `other` for the rest. */
export type EventFamily = "sysmon" | "security" | "powershell" | "system" | "other";

/** What tells how an event is mapped. */
export interface EventKind {
  readonly family: EventFamily;
  /** The log as recorded, for the report. */
  readonly channel: string;
  readonly id: number;
}

/** What every Windows event carries besides its own data. */
export interface EventHeader {
  /** The host name as recorded. */
  readonly host: string;
  /** The time of the recording agent or of the event log, in UTC. */
  readonly stamp: unknown;
  /** The time of the host's clock without a zone. */
  readonly localTime: unknown;
  readonly recordId: unknown;
  /** The process that wrote the event (for Sysmon: Sysmon's own service). */
  readonly writerProcessId: unknown;
  readonly userSid: unknown;
  readonly userName: unknown;
  readonly userDomain: unknown;
}

/** What an event of any shape is made of. */
export interface EventParts {
  readonly header: EventHeader;
  /** The event's own data by name. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly message: unknown;
  /** Whether the event's own data stands beside the header, so that equal names have overwritten each other. */
  readonly flat: boolean;
}

/** A Windows event in one shape, whatever shape it was recorded in. */
export class RecordedEvent {
  private cachedTime: EventTime | undefined;
  private cachedParts: EventParts | undefined;

  /** @param read reads the rest of the event: most events of a log are only counted and never need it. */
  constructor(
    readonly kind: EventKind,
    private readonly read: () => EventParts,
  ) {}

  /** What every event carries. */
  get header(): EventHeader {
    return this.parts.header;
  }

  private get parts(): EventParts {
    return (this.cachedParts ??= this.read());
  }

  /** A value as text; undefined for none, for `""` and for the event log's placeholder `-`. The first name that has a value counts. */
  text(name: string, ...others: readonly string[]): string | undefined {
    const { data } = this.parts;
    const value = plainText(data[name]);
    if (value !== undefined) return value;
    for (const other of others) {
      const found = plainText(data[other]);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** A value exactly as recorded, `""` and `-` included: for contents such as script text. */
  raw(name: string): string | undefined {
    const value = this.parts.data[name];
    return typeof value === "string" ? value : undefined;
  }

  /** A value whose name the header of flat recordings overwrites: taken from the data when it can be trusted, else from the message. */
  shadowed(name: string, trusted: boolean, label: string): string | undefined {
    const value = !this.parts.flat || trusted ? this.text(name) : undefined;
    return value ?? this.messageField(label);
  }

  /** Whether a flat recording keeps the writer's process id under its own name, so that `ProcessId` is the event's. */
  get keepsProcessId(): boolean {
    return !this.parts.flat || "ExecutionProcessID" in this.parts.data;
  }

  /** A line `label: value` of the event's message. */
  messageField(label: string): string | undefined {
    const { message } = this.parts;
    if (typeof message !== "string") return undefined;
    const start = message.search(new RegExp(`(?:^|[\\r\\n])\\s*${label}:`));
    if (start < 0) return undefined;
    const rest = message.slice(message.indexOf(`${label}:`, start) + label.length + 1);
    return plainText((/^[^\r\n]*/.exec(rest)?.[0] ?? "").trim());
  }

  /** The instant of the event in UTC; undefined if the record has no time that can be read. */
  get time(): EventTime | undefined {
    return (this.cachedTime ??= parseEventTime(this.parts.data["UtcTime"]) ?? parseEventTime(this.header.stamp) ?? parseEventTime(this.header.localTime));
  }

  /**
   * The best guess of when it happened, in milliseconds, for matching processes only. An agent's time stamp may be minutes
   * late, the host's clock is exact but of an unknown zone: the distance of the two, rounded to a quarter of an hour, is the zone.
   */
  get clock(): number {
    const stamp = this.time?.milliseconds ?? 0;
    if (this.kind.family === "sysmon") return stamp;
    const local = parseEventTime(this.header.localTime)?.milliseconds;
    return local === undefined ? stamp : local + Math.round((stamp - local) / 900_000) * 900_000;
  }
}

/** Numbers and booleans as text; no value for what means none. */
export function plainText(value: unknown): string | undefined {
  if (typeof value === "string") return value === "" || value === "-" ? undefined : value;
  if (typeof value === "number" || typeof value === "boolean" || typeof value === "bigint") return String(value);
  return undefined;
}

