import { accountParts, addressType, addressValue, booleanValue, fileName, integerValue, processIdValue, programPath, type AccountValue } from "../events/event-values.js";
import type { RecordedEvent } from "../events/recorded-event.js";
import type { ProcessReference } from "../processes/process-index.js";
import {
  accountColumns,
  connectionColumns,
  connectionEnds,
  endOf,
  field,
  fileColumns,
  integer,
  port,
  securityAccount,
  securityAccounts,
  type ConnectionEnds,
} from "./column-rules.js";
import type { EventMapping } from "./event-mapping.js";
import { protocolName } from "./sysmon.table.js";
import { failureReasons, integrityLevels, logonTypes, tokenElevations } from "./windows-names.table.js";

const actionPage = "Defender portal schema reference, action types";
const pages = (id: number, table: string): string => `Microsoft Learn: event-${id}; ${actionPage}; advanced-hunting-${table.toLowerCase()}-table`;

const subject = securityAccount("Subject");
const target = securityAccount("Target");

/** The account that a new process runs under: the target, if the creator named another. */
function newProcessAccount(event: RecordedEvent): AccountValue {
  return event.text("TargetUserName") === undefined ? subject(event) : target(event);
}

function newProcessLogon(event: RecordedEvent): number | undefined {
  return processIdValue(event.text("TargetLogonId")) ?? integerValue(event.text("SubjectLogonId"));
}

function creator(event: RecordedEvent): ProcessReference {
  return {
    id: processIdValue(event.shadowed("ProcessId", true, "Creator Process ID")),
    image: event.text("ParentProcessName"),
    account: subject(event),
  };
}

/** The process that asked for a logon. */
function logonProcess(event: RecordedEvent): ProcessReference | undefined {
  const id = processIdValue(event.shadowed("ProcessId", true, "Process ID"));
  return id === undefined ? undefined : { id, image: event.text("ProcessName") };
}

function connectionProcess(event: RecordedEvent): ProcessReference | undefined {
  const id = processIdValue(event.text("ProcessId") ?? event.shadowed("ProcessID", event.keepsProcessId, "Process ID"));
  const application = event.text("Application");
  return id === undefined ? undefined : { id, image: application === "System" ? undefined : application };
}

function isInbound(event: RecordedEvent): boolean {
  return event.text("Direction") === "%%14592" || event.text("Direction")?.toLowerCase() === "inbound";
}

function filteredEnds(event: RecordedEvent): ConnectionEnds {
  const source = endOf(event, "SourceAddress", "SourcePort");
  const destination = endOf(event, "DestAddress", "DestPort");
  return isInbound(event) ? connectionEnds(destination, source) : connectionEnds(source, destination);
}

function remoteAddress(event: RecordedEvent): string | undefined {
  return addressValue(event.text("IpAddress"));
}

const remoteColumns = {
  RemoteIP: remoteAddress,
  RemotePort: port("IpPort"),
};

const logonColumns = {
  ...accountColumns(target),
  ...remoteColumns,
  LogonType: (event: RecordedEvent) => logonTypes[event.text("LogonType") ?? ""] ?? event.text("LogonType"),
  Protocol: field("AuthenticationPackageName"),
  RemoteDeviceName: field("WorkstationName"),
  RemoteIPType: (event: RecordedEvent) => addressType(remoteAddress(event)),
};

function failureReason(event: RecordedEvent): string | undefined {
  const codes = [event.text("SubStatus"), event.text("Status")].map((code) => code?.toLowerCase());
  return codes.map((code) => failureReasons[code ?? ""]).find((reason) => reason !== undefined) ?? codes.find((code) => code !== undefined && code !== "0x0");
}

/** `\??\C:\Share` and a relative name as one path. */
function sharedPath(event: RecordedEvent): string | undefined {
  const folder = event.text("ShareLocalPath")?.replace(/^\\\?\?\\/, "");
  const relative = event.text("RelativeTargetName");
  if (relative === undefined || relative === "\\") return undefined;
  return folder === undefined ? relative : `${folder.replace(/\\$/, "")}\\${relative}`;
}

const shareFields = (event: RecordedEvent): Readonly<Record<string, unknown>> => ({
  ShareName: event.text("ShareName"),
  ShareLocalPath: event.text("ShareLocalPath"),
  RelativeTargetName: event.text("RelativeTargetName"),
  AccessMask: event.text("AccessMask"),
  AccessList: event.text("AccessList")?.trim().replace(/\s+/g, " "),
  ObjectType: event.text("ObjectType"),
});

/** What a service installation tells; both logs use other names. */
const serviceFields = (event: RecordedEvent): Readonly<Record<string, unknown>> => ({
  ServiceName: event.text("ServiceName"),
  ServiceFileName: event.text("ServiceFileName", "ImagePath"),
  ServiceType: event.text("ServiceType"),
  ServiceStartType: event.text("ServiceStartType", "StartType"),
  ServiceAccount: event.text("ServiceAccount", "AccountName"),
});

const userColumns = {
  ...accountColumns((event) => accountParts(event.text("TargetDomainName"), event.text("TargetUserName"), event.text("TargetSid"))),
  LogonId: integer("SubjectLogonId"),
};

const groupColumns = {
  columns: userColumns,
  additional: (event: RecordedEvent) => ({
    GroupName: event.text("TargetUserName"),
    GroupDomainName: event.text("TargetDomainName"),
    GroupSid: event.text("TargetSid"),
    MemberSid: event.text("MemberSid"),
    MemberName: event.text("MemberName"),
  }),
  initiatorAccount: subject,
  accounts: securityAccounts,
};

/** A change of a local group; the group is the account, the member is in AdditionalFields. */
function groupChange(id: number, action: string): EventMapping {
  return { family: "security", id, table: "DeviceEvents", action, source: `${pages(id, "DeviceEvents")}; AccountName and AccountSid are the group's, the member is in AdditionalFields.MemberSid (published queries)`, ...groupColumns };
}

function taskChange(id: number, action: string): EventMapping {
  return {
    family: "security", id, table: "DeviceEvents", action, source: pages(id, "DeviceEvents"),
    columns: { LogonId: integer("SubjectLogonId") },
    additional: (event) => ({ TaskName: event.text("TaskName"), TaskContent: event.text("TaskContent", "TaskContentNew") }),
    initiatorAccount: subject, accounts: securityAccounts,
  };
}

const accountFields = (event: RecordedEvent): Readonly<Record<string, unknown>> => ({
  SamAccountName: event.text("SamAccountName"),
  DisplayName: event.text("DisplayName"),
  UserPrincipalName: event.text("UserPrincipalName"),
  UserAccountControl: event.text("UserAccountControl")?.trim().replace(/\s+/g, " "),
});

function accountChange(id: number, action: string): EventMapping {
  return { family: "security", id, table: "DeviceEvents", action, source: pages(id, "DeviceEvents"), columns: userColumns, additional: accountFields, initiatorAccount: subject, accounts: securityAccounts };
}

const directoryFields = ["ObjectDN", "ObjectClass", "ObjectGUID", "DSName", "OperationType", "AttributeLDAPDisplayName", "AttributeValue"];

function directoryChange(id: number, action: string): EventMapping {
  return {
    family: "security", id, table: "DeviceEvents", action, source: pages(id, "DeviceEvents"),
    columns: { LogonId: integer("SubjectLogonId") },
    additional: (event) => Object.fromEntries(directoryFields.map((name) => [name, event.text(name)])),
    initiatorAccount: subject, accounts: securityAccounts,
  };
}

/** The account that made a System event: the header's user, which flat recordings name in their own fields. */
export function headerAccount(event: RecordedEvent): AccountValue {
  const { userDomain, userName, userSid } = event.header;
  const text = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);
  return accountParts(text(userDomain), text(userName), text(userSid));
}

/** Events of the Security log. */
export const securityMappings: readonly EventMapping[] = [
  {
    family: "security", id: 1102, table: "DeviceEvents", action: "SecurityLogCleared", source: pages(1102, "DeviceEvents"),
    columns: { LogonId: integer("SubjectLogonId") }, initiatorAccount: subject, accounts: securityAccounts,
  },
  {
    family: "security", id: 4624, table: "DeviceLogonEvents", action: "LogonSuccess", source: pages(4624, "DeviceLogonEvents"),
    columns: { ...logonColumns, LogonId: integer("TargetLogonId") },
    additional: (event) => ({
      IsLocalLogon: remoteAddress(event) === undefined || addressType(remoteAddress(event)) === "Loopback",
      LogonProcessName: event.text("LogonProcessName")?.trim(),
      ElevatedToken: elevated(event),
    }),
    initiator: logonProcess, initiatorAccount: subject, accounts: securityAccounts,
  },
  {
    family: "security", id: 4625, table: "DeviceLogonEvents", action: "LogonFailed", source: pages(4625, "DeviceLogonEvents"),
    columns: { ...logonColumns, FailureReason: failureReason },
    additional: (event) => ({ Status: event.text("Status"), SubStatus: event.text("SubStatus"), LogonProcessName: event.text("LogonProcessName")?.trim() }),
    initiator: logonProcess, initiatorAccount: subject,
  },
  {
    family: "security", id: 4688, table: "DeviceProcessEvents", action: "ProcessCreated", source: pages(4688, "DeviceProcessEvents"),
    columns: {
      ...fileColumns((event) => event.text("NewProcessName")),
      ProcessId: integer("NewProcessId"),
      ProcessCommandLine: (event) => event.raw("CommandLine") ?? event.raw("ProcessCommandLine"),
      ProcessIntegrityLevel: (event) => integrityLevels[event.text("MandatoryLabel") ?? ""],
      ProcessTokenElevation: (event) => tokenElevations[event.text("TokenElevationType") ?? ""],
      ProcessCreationTime: (event) => event.time?.text,
      ...accountColumns(newProcessAccount),
      LogonId: newProcessLogon,
    },
    initiatorAccount: subject,
    accounts: securityAccounts,
    created: (event) => ({
      id: processIdValue(event.text("NewProcessId")),
      image: event.text("NewProcessName"),
      commandLine: event.raw("CommandLine") ?? event.raw("ProcessCommandLine"),
      account: newProcessAccount(event),
      logonId: newProcessLogon(event),
      integrityLevel: integrityLevels[event.text("MandatoryLabel") ?? ""],
      tokenElevation: tokenElevations[event.text("TokenElevationType") ?? ""],
      parent: creator(event),
    }),
  },
  {
    family: "security", id: 4697, table: "DeviceEvents", action: "ServiceInstalled", source: pages(4697, "DeviceEvents"),
    columns: { ...fileColumns((event) => programPath(event.text("ServiceFileName"))), LogonId: integer("SubjectLogonId") },
    additional: serviceFields, initiatorAccount: subject, accounts: securityAccounts,
  },
  taskChange(4698, "ScheduledTaskCreated"),
  taskChange(4699, "ScheduledTaskDeleted"),
  taskChange(4700, "ScheduledTaskEnabled"),
  taskChange(4701, "ScheduledTaskDisabled"),
  taskChange(4702, "ScheduledTaskUpdated"),
  {
    family: "security", id: 4719, table: "DeviceEvents", action: "AuditPolicyModification", source: pages(4719, "DeviceEvents"),
    columns: { LogonId: integer("SubjectLogonId") },
    additional: (event) => ({ CategoryId: event.text("CategoryId"), SubcategoryId: event.text("SubcategoryId"), SubcategoryGuid: event.text("SubcategoryGuid"), AuditPolicyChanges: event.text("AuditPolicyChanges") }),
    initiatorAccount: subject, accounts: securityAccounts,
  },
  accountChange(4720, "UserAccountCreated"),
  accountChange(4723, "PasswordChangeAttempt"),
  accountChange(4738, "UserAccountModified"),
  {
    family: "security", id: 4726, table: "DeviceEvents", action: "UserAccountDeleted", source: pages(4726, "DeviceEvents"),
    columns: userColumns, initiatorAccount: subject, accounts: securityAccounts,
  },
  groupChange(4731, "SecurityGroupCreated"),
  groupChange(4732, "UserAccountAddedToLocalGroup"),
  groupChange(4733, "UserAccountRemovedFromLocalGroup"),
  groupChange(4734, "SecurityGroupDeleted"),
  directoryChange(5136, "DirectoryServiceObjectModified"),
  directoryChange(5137, "DirectoryServiceObjectCreated"),
  {
    family: "security", id: 5140, table: "DeviceEvents", action: "NetworkShareObjectAccessChecked", source: `${pages(5140, "DeviceEvents")}; the service has one action type for access to shares`,
    columns: { ...accountColumns(subject), ...remoteColumns, LogonId: integer("SubjectLogonId") },
    additional: shareFields, accounts: securityAccounts,
  },
  {
    family: "security", id: 5145, table: "DeviceEvents", action: "NetworkShareObjectAccessChecked", source: pages(5145, "DeviceEvents"),
    columns: { FileName: (event) => fileName(sharedPath(event)), FolderPath: sharedPath, ...accountColumns(subject), ...remoteColumns, LogonId: integer("SubjectLogonId") },
    additional: shareFields, accounts: securityAccounts,
  },
  {
    family: "security", id: 5156, table: "DeviceNetworkEvents", source: pages(5156, "DeviceNetworkEvents"),
    action: (event) => (isInbound(event) ? "InboundConnectionAccepted" : "ConnectionSuccess"),
    columns: { ...connectionColumns(filteredEnds), Protocol: (event) => protocolName(event.text("Protocol")) },
    initiator: connectionProcess,
  },
];

/** The System log: new services. */
export const systemMappings: readonly EventMapping[] = [
  {
    family: "system", id: 7045, table: "DeviceEvents", action: "ServiceInstalled", source: `Service Control Manager event 7045; ${actionPage}; advanced-hunting-deviceevents-table`,
    columns: fileColumns((event) => programPath(event.text("ImagePath", "ServiceFileName"))),
    // In flat recordings the header's user overwrites the service's account, which the message still tells.
    additional: (event) => ({ ...serviceFields(event), ServiceAccount: event.shadowed("AccountName", false, "Service Account") }),
    initiatorAccount: (event) => headerAccount(event),
    accounts: (event) => [headerAccount(event)],
  },
];

function elevated(event: RecordedEvent): boolean | undefined {
  const value = event.text("ElevatedToken");
  return value === "%%1842" ? true : value === "%%1843" ? false : booleanValue(value);
}
