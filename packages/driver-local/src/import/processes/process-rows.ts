import { timeOf, type EventTime } from "../events/event-time.js";
import { fileName } from "../events/event-values.js";
import type { StagedRow } from "../write/staged-row.js";
import type { AccountDirectory } from "./account-directory.js";
import type { KnownProcess, ProcessIndex } from "./process-index.js";

/** The columns of a process row, by their name without `InitiatingProcess` or `Process`. */
export const processColumns = [
  "AccountDomain", "AccountName", "AccountSid", "LogonId", "IntegrityLevel", "TokenElevation", "SHA1", "SHA256", "MD5", "FileName",
  "VersionInfoCompanyName", "VersionInfoProductName", "VersionInfoProductVersion", "VersionInfoOriginalFileName", "VersionInfoFileDescription",
  "Id", "CommandLine", "CreationTime", "FolderPath", "ParentId", "ParentFileName", "ParentCreationTime", "SessionId",
] as const;

/** The columns that the process an event was done to fills, by the process column that they come from. */
export const targetColumns: Readonly<Record<string, (typeof processColumns)[number]>> = {
  ProcessId: "Id",
  ProcessCommandLine: "CommandLine",
  ProcessCreationTime: "CreationTime",
  ProcessIntegrityLevel: "IntegrityLevel",
  ProcessTokenElevation: "TokenElevation",
  ProcessVersionInfoCompanyName: "VersionInfoCompanyName",
  ProcessVersionInfoProductName: "VersionInfoProductName",
  ProcessVersionInfoProductVersion: "VersionInfoProductVersion",
  ProcessVersionInfoOriginalFileName: "VersionInfoOriginalFileName",
  ProcessVersionInfoFileDescription: "VersionInfoFileDescription",
  AccountDomain: "AccountDomain",
  AccountName: "AccountName",
  AccountSid: "AccountSid",
  LogonId: "LogonId",
  SHA1: "SHA1",
  SHA256: "SHA256",
  MD5: "MD5",
  CreatedProcessSessionId: "SessionId",
};

/** The columns that hold numbers. */
export const numericProcessColumns: ReadonlySet<string> = new Set(["LogonId", "Id", "ParentId", "SessionId"]);

/** A row per process with all that the recordings tell of it and its parent. Key `_process` is the process's number. */
export function* processRows(processes: ProcessIndex, accounts: AccountDirectory): Generator<StagedRow> {
  for (const process of processes.all()) yield processRow(process, processes.find(process.parent), accounts);
}

function processRow(process: KnownProcess, parent: KnownProcess | undefined, accounts: AccountDirectory): StagedRow {
  return {
    _process: process.number,
    AccountDomain: process.account?.domain,
    AccountName: process.account?.name,
    AccountSid: accounts.sidOf(process.account),
    LogonId: process.logonId,
    IntegrityLevel: process.integrityLevel,
    TokenElevation: process.tokenElevation,
    SHA1: process.hashes?.sha1,
    SHA256: process.hashes?.sha256,
    MD5: process.hashes?.md5,
    FileName: fileName(process.image),
    VersionInfoCompanyName: process.version?.company,
    VersionInfoProductName: process.version?.product,
    VersionInfoProductVersion: process.version?.productVersion,
    VersionInfoOriginalFileName: process.version?.originalFileName,
    VersionInfoFileDescription: process.version?.description,
    Id: process.id,
    CommandLine: process.commandLine,
    CreationTime: creationTime(process)?.text,
    FolderPath: process.image?.toLowerCase(),
    ParentId: parent?.id,
    ParentFileName: fileName(parent?.image),
    ParentCreationTime: parent && creationTime(parent)?.text,
    SessionId: process.sessionId,
  };
}

/** The recorded creation, else the second inside Sysmon's GUID. */
function creationTime(process: KnownProcess): EventTime | undefined {
  if (process.created) return process.created;
  return process.guid !== undefined && process.clock !== undefined ? timeOf(process.clock, "") : undefined;
}
