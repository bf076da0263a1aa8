import {
  accountParts,
  accountValue,
  addressType,
  addressValue,
  booleanValue,
  fileName,
  hashValue,
  integerValue,
  processIdValue,
  type AccountValue,
} from "../events/event-values.js";
import type { RecordedEvent } from "../events/recorded-event.js";
import type { ProcessReference, ProcessVersion } from "../processes/process-index.js";
import type { ColumnRule } from "./event-mapping.js";

type Columns = Readonly<Record<string, ColumnRule>>;

/** The value of a field as text. */
export function field(name: string, ...others: readonly string[]): ColumnRule {
  return (event) => event.text(name, ...others);
}

/** A whole number, decimal or hex. */
export function integer(name: string, ...others: readonly string[]): ColumnRule {
  return (event) => integerValue(event.text(name, ...others));
}

/** A port: a whole number above 0. */
export function port(name: string): ColumnRule {
  return (event) => processIdValue(event.text(name));
}

/** `FileName` and `FolderPath` from a full path. The service's FolderPath holds the file name too. */
export function fileColumns(path: (event: RecordedEvent) => string | undefined): Columns {
  return { FileName: (event) => fileName(path(event)), FolderPath: path };
}

/** MD5, SHA1, SHA256 from Sysmon's list. */
export function hashColumns(name: string): Columns {
  const part = (key: "md5" | "sha1" | "sha256"): ColumnRule => (event) => hashValue(event.text(name))[key];
  return { SHA1: part("sha1"), SHA256: part("sha256"), MD5: part("md5") };
}

/** AccountDomain, AccountName, AccountSid. */
export function accountColumns(account: (event: RecordedEvent) => AccountValue): Columns {
  return {
    AccountDomain: (event) => account(event).domain,
    AccountName: (event) => account(event).name,
    AccountSid: (event) => account(event).sid,
  };
}

/** An account by the names that Security events use: `SubjectUserName`, `SubjectDomainName`, `SubjectUserSid`. */
export function securityAccount(prefix: "Subject" | "Target"): (event: RecordedEvent) => AccountValue {
  return (event) => accountParts(event.text(`${prefix}DomainName`), event.text(`${prefix}UserName`), event.text(`${prefix}UserSid`));
}

/** Both accounts of a Security event. */
export function securityAccounts(event: RecordedEvent): readonly AccountValue[] {
  return [securityAccount("Subject")(event), securityAccount("Target")(event)];
}

/** Local and remote ends of a connection. */
export function connectionColumns(ends: (event: RecordedEvent) => ConnectionEnds): Columns {
  return {
    LocalIP: (event) => ends(event).localAddress,
    LocalPort: (event) => ends(event).localPort,
    LocalIPType: (event) => addressType(ends(event).localAddress),
    RemoteIP: (event) => ends(event).remoteAddress,
    RemotePort: (event) => ends(event).remotePort,
    RemoteIPType: (event) => addressType(ends(event).remoteAddress),
  };
}

/** The two ends of a connection. */
export interface ConnectionEnds {
  readonly localAddress: string | undefined;
  readonly localPort: number | undefined;
  readonly remoteAddress: string | undefined;
  readonly remotePort: number | undefined;
}

/** An end of a connection by its fields. */
export function endOf(event: RecordedEvent, address: string, portName: string): readonly [address: string | undefined, port: number | undefined] {
  return [addressValue(event.text(address)), processIdValue(event.text(portName))];
}

/** Joins two ends. */
export function connectionEnds(local: ReturnType<typeof endOf>, remote: ReturnType<typeof endOf>): ConnectionEnds {
  return { localAddress: local[0], localPort: local[1], remoteAddress: remote[0], remotePort: remote[1] };
}

/** The id of the process that a Sysmon event is about. Flat recordings may have overwritten it with Sysmon's own. */
export function sysmonProcessId(event: RecordedEvent): number | undefined {
  return processIdValue(event.shadowed("ProcessId", true, "ProcessId"));
}

/** The process that a Sysmon event is about. */
export function sysmonProcess(event: RecordedEvent): ProcessReference {
  const user = event.text("User");
  return {
    guid: event.text("ProcessGuid", "ProcessGUID"),
    id: sysmonProcessId(event),
    image: event.text("Image"),
    ...(user !== undefined && { account: accountValue(user) }),
  };
}

/** One side of a Sysmon event between two processes. */
export function sysmonSide(side: "Source" | "Target"): (event: RecordedEvent) => ProcessReference {
  return (event) => {
    const user = event.text(`${side}User`);
    return {
      guid: event.text(`${side}ProcessGUID`, `${side}ProcessGuid`),
      id: processIdValue(event.text(`${side}ProcessId`)),
      image: event.text(`${side}Image`),
      ...(user !== undefined && { account: accountValue(user) }),
    };
  };
}

/** Version information by Sysmon's names. */
export function sysmonVersion(event: RecordedEvent): ProcessVersion {
  return {
    company: event.text("Company"),
    product: event.text("Product"),
    productVersion: event.text("FileVersion"),
    originalFileName: event.text("OriginalFileName"),
    description: event.text("Description"),
  };
}

/** A boolean. */
export function flag(name: string): (event: RecordedEvent) => boolean | undefined {
  return (event) => booleanValue(event.text(name));
}
