import { decodeEntities } from "../events/event-data-pairs.js";
import { accountValue, hashValue, integerValue, processIdValue } from "../events/event-values.js";
import type { RecordedEvent } from "../events/recorded-event.js";
import {
  accountColumns,
  connectionColumns,
  connectionEnds,
  endOf,
  field,
  fileColumns,
  flag,
  hashColumns,
  integer,
  sysmonProcess,
  sysmonProcessId,
  sysmonSide,
  sysmonVersion,
  type ConnectionEnds,
} from "./column-rules.js";
import type { EventMapping } from "./event-mapping.js";
import { registryData, registryPath, splitRegistryValue } from "./registry-values.js";

const sysmonPage = "Microsoft Learn: Sysmon (sysinternals/downloads/sysmon)";
const actionPage = "Defender portal schema reference, action types";
const pages = (table: string): string => `${sysmonPage}; ${actionPage}; advanced-hunting-${table.toLowerCase()}-table`;

const registryActions: Readonly<Record<string, string>> = {
  CreateKey: "RegistryKeyCreated",
  DeleteKey: "RegistryKeyDeleted",
  DeleteValue: "RegistryValueDeleted",
};

/** Sysmon's own `EventType` ("CreateKey"): flat recordings may have overwritten it with the log's ("INFO"). */
function registryEventType(event: RecordedEvent): string | undefined {
  const value = event.text("EventType");
  return value !== undefined && value in registryActions ? value : event.messageField("EventType");
}

function sysmonEnds(event: RecordedEvent): ConnectionEnds {
  const source = endOf(event, "SourceIp", "SourcePort");
  const destination = endOf(event, "DestinationIp", "DestinationPort");
  return localIsSource(event) ? connectionEnds(source, destination) : connectionEnds(destination, source);
}

/**
 * Sysmon gives the ends as source and destination. Who initiated tells which is local for TCP; for UDP answered by this host
 * the local end is the source, unless the recorded host names say otherwise.
 */
function localIsSource(event: RecordedEvent): boolean {
  if (flag("Initiated")(event) !== false) return true;
  const host = firstLabel(event.header.host);
  const [source, destination] = [firstLabel(event.text("SourceHostname")), firstLabel(event.text("DestinationHostname"))];
  if (source === host && destination !== host) return true;
  if (destination === host && source !== host) return false;
  return event.text("Protocol")?.toLowerCase() === "udp";
}

function firstLabel(name: string | undefined): string | undefined {
  return name?.toLowerCase().split(".")[0];
}

function remoteName(event: RecordedEvent): string | undefined {
  return event.text(localIsSource(event) ? "DestinationHostname" : "SourceHostname");
}

function pipePath(event: RecordedEvent): string | undefined {
  const name = event.text("PipeName");
  if (name === undefined) return undefined;
  return name.startsWith("\\") ? `\\Device\\NamedPipe${name}` : decodeEntities(name);
}

function imphash(name: string): (event: RecordedEvent) => Readonly<Record<string, unknown>> {
  return (event) => ({ Imphash: hashValue(event.text(name)).imphash });
}

const signature = (event: RecordedEvent): Readonly<Record<string, unknown>> => ({
  Signed: flag("Signed")(event),
  Signature: event.text("Signature"),
  SignatureStatus: event.text("SignatureStatus"),
});

/** A downloaded file's Zone.Identifier stream, which Sysmon shows in `Contents`: `ReferrerUrl=…`, `HostUrl=…`. */
function zoneValue(name: string): (event: RecordedEvent) => string | undefined {
  return (event) => new RegExp(`${name}=(\\S+)`).exec(event.text("Contents") ?? "")?.[1];
}

/** A file that was deleted: kept by Sysmon (23), or only told (26). */
function fileDeletion(id: 23 | 26): EventMapping {
  return {
    family: "sysmon", id, table: "DeviceFileEvents", action: "FileDeleted", source: pages("DeviceFileEvents"),
    columns: { ...fileColumns((event) => event.text("TargetFilename")), ...hashColumns("Hashes") },
    additional: (event) => ({ IsExecutable: flag("IsExecutable")(event), Archived: event.text("Archived"), ...imphash("Hashes")(event) }),
    initiator: sysmonProcess,
  };
}

/** Sysmon's events. */
export const sysmonMappings: readonly EventMapping[] = [
  {
    family: "sysmon", id: 1, table: "DeviceProcessEvents", action: "ProcessCreated", source: pages("DeviceProcessEvents"),
    columns: {
      ...fileColumns((event) => event.text("Image")),
      ...hashColumns("Hashes"),
      ProcessVersionInfoCompanyName: field("Company"),
      ProcessVersionInfoProductName: field("Product"),
      ProcessVersionInfoProductVersion: field("FileVersion"),
      ProcessVersionInfoOriginalFileName: field("OriginalFileName"),
      ProcessVersionInfoFileDescription: field("Description"),
      ProcessId: sysmonProcessId,
      ProcessCommandLine: (event) => event.raw("CommandLine"),
      ProcessIntegrityLevel: field("IntegrityLevel"),
      ProcessCreationTime: (event) => event.time?.text,
      ...accountColumns((event) => accountValue(event.text("User"))),
      LogonId: integer("LogonId"),
      CreatedProcessSessionId: integer("TerminalSessionId"),
    },
    additional: imphash("Hashes"),
    created: (event) => ({
      ...sysmonProcess(event),
      commandLine: event.raw("CommandLine"),
      account: accountValue(event.text("User")),
      hashes: hashValue(event.text("Hashes")),
      logonId: integerValue(event.text("LogonId")),
      sessionId: integerValue(event.text("TerminalSessionId")),
      integrityLevel: event.text("IntegrityLevel"),
      version: sysmonVersion(event),
      parent: {
        guid: event.text("ParentProcessGuid", "ParentProcessGUID"),
        id: processIdValue(event.text("ParentProcessId")),
        image: event.text("ParentImage"),
        commandLine: event.text("ParentCommandLine"),
        ...(event.text("ParentUser") !== undefined && { account: accountValue(event.text("ParentUser")) }),
      },
    }),
  },
  {
    family: "sysmon", id: 3, table: "DeviceNetworkEvents", source: pages("DeviceNetworkEvents"),
    action: (event) => (flag("Initiated")(event) === false ? "InboundConnectionAccepted" : "ConnectionSuccess"),
    columns: {
      ...connectionColumns(sysmonEnds),
      Protocol: (event) => protocolName(event.text("Protocol")),
      RemoteUrl: remoteName,
    },
    initiator: sysmonProcess,
  },
  {
    family: "sysmon", id: 5, table: "DeviceEvents", action: "ProcessTerminated", ownAction: true,
    source: `${sysmonPage}; the service has no action type for the end of a process`,
    columns: { ...fileColumns((event) => event.text("Image")), ProcessId: sysmonProcessId },
    target: sysmonProcess,
  },
  {
    family: "sysmon", id: 6, table: "DeviceEvents", action: "DriverLoad", source: pages("DeviceEvents"),
    columns: { ...fileColumns((event) => event.text("ImageLoaded")), ...hashColumns("Hashes") },
    additional: (event) => ({ ...signature(event), ...imphash("Hashes")(event) }),
  },
  {
    family: "sysmon", id: 7, table: "DeviceImageLoadEvents", action: "ImageLoaded", source: pages("DeviceImageLoadEvents"),
    columns: { ...fileColumns((event) => event.text("ImageLoaded")), ...hashColumns("Hashes") },
    initiator: sysmonProcess,
  },
  {
    family: "sysmon", id: 8, table: "DeviceEvents", action: "CreateRemoteThreadApiCall", source: pages("DeviceEvents"),
    columns: { ...fileColumns((event) => event.text("TargetImage")), ProcessId: integer("TargetProcessId") },
    additional: (event) => ({
      NewThreadId: integerValue(event.text("NewThreadId")),
      StartAddress: event.text("StartAddress"),
      StartModule: event.text("StartModule"),
      StartFunction: event.text("StartFunction"),
    }),
    initiator: sysmonSide("Source"),
    target: sysmonSide("Target"),
  },
  {
    family: "sysmon", id: 10, table: "DeviceEvents", action: "OpenProcessApiCall", source: pages("DeviceEvents"),
    columns: { ...fileColumns((event) => event.text("TargetImage")), ProcessId: integer("TargetProcessId") },
    additional: (event) => ({ DesiredAccess: integerValue(event.text("GrantedAccess")), CallTrace: event.text("CallTrace") }),
    initiator: sysmonSide("Source"),
    target: sysmonSide("Target"),
  },
  {
    family: "sysmon", id: 11, table: "DeviceFileEvents", action: "FileCreated", source: pages("DeviceFileEvents"),
    columns: fileColumns((event) => event.text("TargetFilename")),
    initiator: sysmonProcess,
  },
  {
    family: "sysmon", id: 12, table: "DeviceRegistryEvents", source: pages("DeviceRegistryEvents"),
    action: (event) => registryActions[registryEventType(event) ?? ""],
    columns: {
      RegistryKey: (event) => (registryEventType(event) === "DeleteValue" ? splitRegistryValue(event.text("TargetObject")).key : registryPath(event.text("TargetObject"))),
      RegistryValueName: (event) => (registryEventType(event) === "DeleteValue" ? splitRegistryValue(event.text("TargetObject")).name : undefined),
    },
    initiator: sysmonProcess,
  },
  {
    family: "sysmon", id: 13, table: "DeviceRegistryEvents", action: "RegistryValueSet", source: pages("DeviceRegistryEvents"),
    columns: {
      RegistryKey: (event) => splitRegistryValue(event.text("TargetObject")).key,
      RegistryValueName: (event) => splitRegistryValue(event.text("TargetObject")).name,
      RegistryValueType: (event) => registryData(event.raw("Details")).type,
      RegistryValueData: (event) => registryData(event.raw("Details")).data,
    },
    initiator: sysmonProcess,
  },
  {
    family: "sysmon", id: 14, table: "DeviceRegistryEvents", action: "RegistryKeyRenamed", source: pages("DeviceRegistryEvents"),
    columns: { RegistryKey: (event) => registryPath(event.text("NewName")), PreviousRegistryKey: (event) => registryPath(event.text("TargetObject")) },
    initiator: sysmonProcess,
  },
  {
    family: "sysmon", id: 15, table: "DeviceFileEvents", action: "FileCreated", source: pages("DeviceFileEvents"),
    columns: {
      ...fileColumns((event) => event.text("TargetFilename")),
      ...hashColumns("Hash"),
      FileOriginUrl: zoneValue("HostUrl"),
      FileOriginReferrerUrl: zoneValue("ReferrerUrl"),
    },
    additional: (event) => ({ ...imphash("Hash")(event), StreamContents: event.text("Contents") }),
    initiator: sysmonProcess,
  },
  {
    family: "sysmon", id: 17, table: "DeviceEvents", action: "NamedPipeEvent", source: pages("DeviceEvents"),
    columns: {},
    additional: (event) => ({ PipeName: pipePath(event), FileOperation: "File created", NamedPipeEnd: "Server" }),
    initiator: sysmonProcess,
  },
  {
    family: "sysmon", id: 18, table: "DeviceEvents", action: "NamedPipeEvent", source: pages("DeviceEvents"),
    columns: {},
    additional: (event) => ({ PipeName: pipePath(event), FileOperation: "File opened", NamedPipeEnd: "Client" }),
    initiator: sysmonProcess,
  },
  {
    family: "sysmon", id: 21, table: "DeviceEvents", action: "WmiBindEventFilterToConsumer", source: pages("DeviceEvents"),
    columns: {},
    additional: (event) => ({ Operation: event.text("Operation"), Consumer: event.text("Consumer"), Filter: event.text("Filter") }),
    initiatorAccount: (event) => accountValue(event.text("User")),
  },
  {
    family: "sysmon", id: 22, table: "DeviceEvents", action: "DnsQueryResponse", source: pages("DeviceEvents"),
    columns: {},
    additional: (event) => ({ DnsQueryString: event.text("QueryName"), DnsQueryResult: event.text("QueryResults"), DnsQueryStatus: event.text("QueryStatus") }),
    initiator: sysmonProcess,
  },
  fileDeletion(23),
  {
    family: "sysmon", id: 24, table: "DeviceEvents", action: "GetClipboardData", source: pages("DeviceEvents"),
    columns: hashColumns("Hashes"),
    additional: (event) => ({ ClientInfo: event.text("ClientInfo"), Session: event.text("Session") }),
    initiator: sysmonProcess,
  },
  {
    family: "sysmon", id: 25, table: "DeviceEvents", action: "ProcessTampering", ownAction: true,
    source: `${sysmonPage}; the service has no action type for a replaced process image`,
    columns: { ...fileColumns((event) => event.text("Image")), ProcessId: sysmonProcessId },
    additional: (event) => ({ TamperingType: event.text("Type") }),
    target: sysmonProcess,
  },
  fileDeletion(26),
];

/** A protocol in the words of the `Protocol` column (published results of DeviceNetworkEvents queries): `Tcp`, `Udp`. */
export function protocolName(text: string | undefined): string | undefined {
  const names: Readonly<Record<string, string>> = { "1": "Icmp", "6": "Tcp", "17": "Udp", "58": "IcmpV6" };
  if (text === undefined) return undefined;
  return names[text] ?? text.charAt(0).toUpperCase() + text.slice(1).toLowerCase();
}
