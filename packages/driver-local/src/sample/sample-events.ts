import { stableHash, type SampleDevice, type SampleUser } from "./company.js";
import type { SampleProgram } from "./programs.table.js";
import type { Random } from "./random.js";

/** A row of the sample: only the columns that have a value. Times are milliseconds since 1970, with a fraction for microseconds. */
export type SampleRow = Readonly<Record<string, string | number | boolean>>;

/**
 * An event before it becomes a row: its own columns, and those of the process that did it, which all events of the process
 * share. Rows are put together one by one when they are written: 65,000 whole rows at once cost seconds of memory work.
 */
export interface SampleEvent {
  /** Milliseconds since 1970, with a fraction for microseconds. */
  readonly at: number;
  readonly own: SampleRow;
  readonly initiator: SampleRow | undefined;
}

/** The row of an event. */
export function sampleRow(event: SampleEvent): SampleRow {
  return { Timestamp: event.at, ...event.own, ...event.initiator };
}

/** A running process. */
export interface SampleProcess {
  readonly device: SampleDevice;
  readonly user: SampleUser;
  readonly program: SampleProgram;
  readonly id: number;
  readonly commandLine: string;
  readonly path: string;
  readonly created: number;
  readonly parent: SampleProcess | undefined;
  readonly elevated: boolean;
}

/** What starts a process. */
export interface ProcessStart {
  readonly device: SampleDevice;
  readonly user: SampleUser;
  readonly program: SampleProgram;
  readonly parent?: SampleProcess | undefined;
  readonly commandLine?: string;
  readonly folder?: string;
}

/** Collects the rows of all tables while the company lives through its week. */
export class SampleEvents {
  /** The events by table name. */
  readonly tables = new Map<string, SampleEvent[]>();
  private readonly random: Random;
  private readonly end: number;
  private readonly initiators = new WeakMap<SampleProcess, SampleRow>();
  private reportId = 0;
  private readonly nextProcessId = new Map<string, number>();

  /** @param end The first instant after the week, in milliseconds since 1970: what would happen later is not told. */
  constructor(random: Random, end: number) {
    this.random = random;
    this.end = end;
  }

  /** Adds a row to a table. */
  add(table: string, at: number, row: SampleRow, initiator?: SampleRow): void {
    if (at + 1 >= this.end) return;
    let rows = this.tables.get(table);
    if (!rows) this.tables.set(table, (rows = []));
    const micros = Math.floor(at * 1000) + this.random.whole(0, 999);
    rows.push({ at: micros / 1000, own: { ...row, ReportId: ++this.reportId }, initiator });
  }

  /** A process that started before the week began: no event tells of it. */
  running(start: ProcessStart, at: number): SampleProcess {
    const previous = this.nextProcessId.get(start.device.id) ?? 600;
    const id = previous + 4 * this.random.whole(1, 9);
    this.nextProcessId.set(start.device.id, id > 30_000 ? 1200 : id);
    const fill = (text: string): string => text.replaceAll("{user}", start.user.account).replaceAll("{n}", String(this.random.whole(100, 9999)));
    const folder = fill(start.folder ?? start.program.folder);
    const commandLine = fill(start.commandLine ?? start.program.commandLine);
    return { ...start, parent: start.parent, id, commandLine, path: `${folder}\\${start.program.file}`, created: at, elevated: start.user.administrator };
  }

  /** Starts a process and tells of it in DeviceProcessEvents. */
  start(start: ProcessStart, at: number): SampleProcess {
    const process = this.running(start, at);
    this.add("DeviceProcessEvents", at, {
      ...this.place(start.device),
      ActionType: "ProcessCreated",
      ...fileOf(process),
      ...versionOf("Process", process.program),
      ProcessId: process.id,
      ProcessCommandLine: process.commandLine,
      ProcessIntegrityLevel: process.elevated ? (start.user.account === "system" ? "System" : "High") : "Medium",
      ProcessTokenElevation: process.elevated ? "TokenElevationTypeFull" : "TokenElevationTypeDefault",
      ProcessCreationTime: at,
      AccountDomain: start.user.domain,
      AccountName: start.user.account,
      AccountSid: start.user.sid,
      ...(start.user.upn && { AccountUpn: start.user.upn, AccountObjectId: start.user.objectId }),
    }, process.parent && this.initiator(process.parent));
    return process;
  }

  /** The columns that say which device it was. */
  place(device: SampleDevice): SampleRow {
    return { DeviceId: device.id, DeviceName: device.name };
  }

  /** The columns that say which process did it. */
  initiator(process: SampleProcess): SampleRow {
    let columns = this.initiators.get(process);
    if (!columns) this.initiators.set(process, (columns = initiatorOf(process)));
    return columns;
  }

  /** An outgoing connection of a process. */
  connect(process: SampleProcess, at: number, to: { address: string; port: number; url?: string; action?: string }): void {
    this.add("DeviceNetworkEvents", at, {
      ...this.place(process.device),
      ActionType: to.action ?? "ConnectionSuccess",
      RemoteIP: to.address,
      RemotePort: to.port,
      ...(to.url !== undefined && { RemoteUrl: to.url }),
      LocalIP: process.device.address,
      LocalPort: this.random.whole(49_152, 65_535),
      Protocol: "Tcp",
      LocalIPType: "Private",
      RemoteIPType: to.address.startsWith("10.") ? "Private" : "Public",
      },
      this.initiator(process),
    );
  }

  /** A file that a process writes, renames or deletes. `path` is the whole path. */
  file(process: SampleProcess, at: number, path: string, action = "FileCreated", more: SampleRow = {}): void {
    const cut = path.lastIndexOf("\\");
    this.add("DeviceFileEvents", at, {
      ...this.place(process.device),
      ActionType: action,
      FileName: path.slice(cut + 1),
      FolderPath: path,
      ...hashesOf(path),
      FileSize: this.random.whole(2_000, 900_000),
      ...more,
      },
      this.initiator(process),
    );
  }

  /** A registry value that a process sets. */
  registry(process: SampleProcess, at: number, key: string, name: string, data: string): void {
    this.add("DeviceRegistryEvents", at, {
      ...this.place(process.device),
      ActionType: "RegistryValueSet",
      RegistryKey: key,
      RegistryValueType: "String",
      RegistryValueName: name,
      RegistryValueData: data,
      },
      this.initiator(process),
    );
  }

  /** A library that a process loads. */
  library(process: SampleProcess, at: number, path: string): void {
    this.add("DeviceImageLoadEvents", at, {
      ...this.place(process.device),
      ActionType: "ImageLoaded",
      FileName: path.slice(path.lastIndexOf("\\") + 1),
      FolderPath: path,
      ...hashesOf(path),
      FileSize: 40_000 + (path.length * 7919) % 2_000_000,
      },
      this.initiator(process),
    );
  }

  /** A logon to a device, or a failed attempt. */
  logon(device: SampleDevice, at: number, user: SampleUser, logonType: string, from?: SampleDevice, failure?: string): void {
    this.add("DeviceLogonEvents", at, {
      ...this.place(device),
      ActionType: failure === undefined ? "LogonSuccess" : "LogonFailed",
      LogonType: logonType,
      AccountDomain: user.domain,
      AccountName: user.account,
      AccountSid: user.sid,
      Protocol: logonType === "Network" ? "Kerberos" : "Negotiate",
      ...(failure !== undefined && { FailureReason: failure }),
      IsLocalAdmin: user.administrator,
      LogonId: this.random.whole(100_000, 90_000_000),
      ...(from && { RemoteDeviceName: from.name.split(".")[0] ?? "", RemoteIP: from.address, RemoteIPType: "Private", RemotePort: this.random.whole(49_152, 65_535) }),
    });
  }

  /** Any other event of a device. */
  device(process: SampleProcess, at: number, action: string, row: SampleRow): void {
    const { InitiatingProcessIntegrityLevel: _notInThisTable, ...initiator } = this.initiator(process);
    this.add("DeviceEvents", at, { ...this.place(process.device), ActionType: action, ...row }, initiator);
  }
}

/** The digests that the sample gives a file: made from its lower-cased path, without the user's folder. */
export function hashesOf(path: string): { SHA1: string; SHA256: string; MD5: string } {
  const known = digests.get(path);
  if (known) return known;
  const text = path.toLowerCase().replace(/c:\\users\\[^\\]+/, "c:\\users\\*");
  const made = { SHA1: stableHash("sha1", text), SHA256: stableHash("sha256", text), MD5: stableHash("md5", text) };
  digests.set(path, made);
  return made;
}

const digests = new Map<string, { SHA1: string; SHA256: string; MD5: string }>();

function initiatorOf(process: SampleProcess): SampleRow {
  const { user, program, parent } = process;
  const hashes = hashesOf(process.path);
  return {
    InitiatingProcessAccountDomain: user.domain,
    InitiatingProcessAccountName: user.account,
    InitiatingProcessAccountSid: user.sid,
    ...(user.upn && { InitiatingProcessAccountUpn: user.upn, InitiatingProcessAccountObjectId: user.objectId }),
    InitiatingProcessIntegrityLevel: process.elevated ? "System" : "Medium",
    InitiatingProcessSHA1: hashes.SHA1,
    InitiatingProcessSHA256: hashes.SHA256,
    InitiatingProcessMD5: hashes.MD5,
    InitiatingProcessFileName: program.file,
    ...versionOf("InitiatingProcess", program),
    InitiatingProcessId: process.id,
    InitiatingProcessCommandLine: process.commandLine,
    InitiatingProcessCreationTime: process.created,
    InitiatingProcessFolderPath: process.path.toLowerCase(),
    ...(parent && { InitiatingProcessParentId: parent.id, InitiatingProcessParentFileName: parent.program.file, InitiatingProcessParentCreationTime: parent.created }),
  };
}

function fileOf(process: SampleProcess): SampleRow {
  return { FileName: process.program.file, FolderPath: process.path, ...hashesOf(process.path), FileSize: 60_000 + (process.path.length * 7919) % 3_000_000 };
}

function versionOf(prefix: "Process" | "InitiatingProcess", program: SampleProgram): SampleRow {
  if (program.company === "") return {};
  return {
    [`${prefix}VersionInfoCompanyName`]: program.company,
    [`${prefix}VersionInfoProductName`]: program.product,
    [`${prefix}VersionInfoOriginalFileName`]: program.file,
    [`${prefix}VersionInfoFileDescription`]: program.description,
  };
}
