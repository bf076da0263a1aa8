import { createHash } from "node:crypto";
import type { RecordedEvent } from "./events/recorded-event.js";
import { integerValue } from "./events/event-values.js";
import { plainText } from "./events/recorded-event.js";
import type { EventMapping } from "./mapping/event-mapping.js";
import type { AccountDirectory } from "./processes/account-directory.js";
import type { ProcessIndex } from "./processes/process-index.js";
import { INITIATOR_KEY, TARGET_KEY, type StagedRow } from "./write/staged-row.js";
import { tableColumns } from "./write/table-columns.js";

/** What the rows of all files share. */
export interface ConversionContext {
  readonly processes: ProcessIndex;
  readonly accounts: AccountDirectory;
}

/** A host in the service's form. */
export interface DeviceIdentity {
  /** 40 hex digits, the same for the same host name everywhere. */
  readonly id: string;
  readonly name: string;
}

const devices = new Map<string, DeviceIdentity>();
const withAdditional = new Map<string, boolean>();

/** A host's identity: the name in lower case, and the SHA-1 of that as its id. */
export function deviceIdentity(host: string): DeviceIdentity {
  let device = devices.get(host);
  if (!device) {
    const name = host.toLowerCase();
    device = { id: createHash("sha1").update(name).digest("hex"), name };
    if (devices.size > 10_000) devices.clear();
    devices.set(host, device);
  }
  return device;
}

/**
 * Makes a row of an event.
 * @param text the record as it stands in the file, for a stable ReportId where the log has no record number.
 * @returns undefined if the record has no time that can be read.
 */
export function convertEvent(event: RecordedEvent, mapping: EventMapping, text: string, context: ConversionContext): StagedRow | undefined {
  const time = event.time;
  if (!time) return undefined;
  const device = deviceIdentity(event.header.host);
  const row: StagedRow = {
    Timestamp: time.text,
    DeviceId: device.id,
    DeviceName: device.name,
    ActionType: typeof mapping.action === "string" ? mapping.action : mapping.action(event),
    ReportId: reportId(event, text),
  };
  for (const column in mapping.columns) row[column] = mapping.columns[column]?.(event);
  addInitiatorAccount(row, event, mapping);
  if (hasAdditional(mapping.table)) row["AdditionalFields"] = JSON.stringify({ ...mapping.additional?.(event), RecordedAs: `${event.kind.channel} ${event.kind.id}` });
  for (const account of mapping.accounts?.(event) ?? []) context.accounts.learn(account);
  addProcesses(row, event, mapping, device.name, context.processes);
  return row;
}

function addInitiatorAccount(row: StagedRow, event: RecordedEvent, mapping: EventMapping): void {
  const account = mapping.initiatorAccount?.(event);
  if (account?.name === undefined) return;
  row["InitiatingProcessAccountDomain"] = account.domain;
  row["InitiatingProcessAccountName"] = account.name;
  row["InitiatingProcessAccountSid"] = account.sid;
}

function addProcesses(row: StagedRow, event: RecordedEvent, mapping: EventMapping, device: string, processes: ProcessIndex): void {
  const clock = event.clock;
  const created = mapping.created?.(event);
  if (created && event.time) {
    const number = processes.create(device, { ...created, created: event.time, clock });
    row[TARGET_KEY] = number;
    row[INITIATOR_KEY] = processes.parentOf(number);
  }
  const initiator = mapping.initiator?.(event);
  if (initiator) row[INITIATOR_KEY] = processes.refer(device, initiator, clock);
  const target = mapping.target?.(event);
  if (target) row[TARGET_KEY] = processes.refer(device, target, clock);
}

function hasAdditional(table: string): boolean {
  let has = withAdditional.get(table);
  if (has === undefined) {
    has = tableColumns(table)?.some((column) => column.name === "AdditionalFields") ?? false;
    withAdditional.set(table, has);
  }
  return has;
}

/** The log's own record number; without one, 48 bits of the record's SHA-1. */
function reportId(event: RecordedEvent, text: string): number {
  return integerValue(plainText(event.header.recordId)) ?? createHash("sha1").update(text).digest().readUIntBE(0, 6);
}
