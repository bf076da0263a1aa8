/** A row of a Defender table: only the columns that matter. */
type Row = Readonly<Record<string, unknown>>;

/** A query of the library that looks things up: what it is given, and the rows that it must find. */
export interface LookupCase {
  /** `Family.name`. */
  readonly query: string;
  readonly environment: string;
  /** Which rows of {@link lookupEvents} it reads. */
  readonly table: string;
  readonly values: Readonly<Record<string, unknown>>;
  /** The devices in the rows found, sorted. Default: `hit` alone; the rows of `near` are its near misses. */
  readonly found?: readonly string[];
}

const at = "2026-11-05T10:00:00Z";
/** The first moment behind the range that is asked for. */
const late = "2026-11-06T00:00:00Z";
const hit = { Timestamp: at, DeviceId: "id-hit", DeviceName: "hit.contoso.com" };
const near = { Timestamp: at, DeviceId: "id-hit2", DeviceName: "hit2.contoso.com" };
const hitUser = { AccountName: "dana", AccountDomain: "contoso", AccountUpn: "dana@contoso.com" };
const nearUser = { AccountName: "dana2", AccountDomain: "contoso", AccountUpn: "dana@contoso.com.example" };
const asInitiator = (user: typeof hitUser): Row => ({ InitiatingProcessAccountName: user.AccountName, InitiatingProcessAccountDomain: user.AccountDomain, InitiatingProcessAccountUpn: user.AccountUpn });
const sha1 = (digit: string): string => digit.repeat(40);
const sha256 = (digit: string): string => digit.repeat(64);

const evidence = (row: typeof hit, number: number, more: Row): Row => ({ ...row, AlertId: `a${number}`, ...more });

/** The events, by table: one that must be found, one that must not, and one of each outside of the time range. */
export const lookupEvents: Readonly<Record<string, readonly Row[]>> = {
  DeviceFileEvents: [
    { ...hit, ActionType: "FileRenamed", FileName: "new.docm", PreviousFileName: "invoice.docm", FolderPath: "C:\\Users\\Public\\new.docm", SHA1: sha1("a"), SHA256: sha256("a"), ...asInitiator(hitUser) },
    { ...near, ActionType: "FileCreated", FileName: "invoice.docm.txt", FolderPath: "C:\\Users\\Publican\\invoice.docm.txt", SHA1: sha1("b"), SHA256: sha256("b"), ...asInitiator(nearUser) },
  ],
  DeviceNetworkEvents: [
    { ...hit, ActionType: "ConnectionSuccess", LocalIP: "10.0.0.9", RemoteIP: "::ffff:203.0.113.6", RemoteUrl: "https://cdn.example/a", Protocol: "TcpV4", ...asInitiator(hitUser) },
    { ...near, ActionType: "ConnectionSuccess", LocalIP: "10.0.0.99", RemoteIP: "203.0.113.66", RemoteUrl: "https://cdn-example/a", Protocol: "Udp", ...asInitiator(nearUser) },
  ],
  DeviceProcessEvents: [
    { ...hit, FileName: "PsExec.exe", FolderPath: "C:\\Tools\\PsExec.exe", ProcessCommandLine: "PsExec.exe -accepteula", SHA1: sha1("a"), SHA256: sha256("a"), MD5: "c".repeat(32), ...hitUser },
    { ...near, FileName: "PsExecSvc.exe", FolderPath: "C:\\Tools2\\PsExecSvc.exe", ProcessCommandLine: "PsExecSvc.exe accepteulas", SHA1: sha1("b"), SHA256: sha256("b"), MD5: "d".repeat(32), ...nearUser },
  ],
  DeviceLogonEvents: [{ ...hit, ActionType: "LogonSuccess", ...hitUser }, { ...near, ActionType: "LogonSuccess", ...nearUser }],
  IdentityLogonEvents: [
    { ...hit, ActionType: "LogonSuccess", IPAddress: "203.0.113.6", ...hitUser },
    { ...near, ActionType: "LogonSuccess", IPAddress: "203.0.113.66", ...nearUser },
  ],
  DeviceAlertEvents: [
    { ...hit, AlertId: "a1", Title: "One", RemoteIP: "203.0.113.6", RemoteUrl: "https://cdn.example/a", SHA1: sha1("a"), FileName: "a.exe" },
    { ...near, AlertId: "a2", Title: "Two", RemoteIP: "203.0.113.66", RemoteUrl: "https://cdn-example/a", SHA1: sha1("b"), FileName: "b.exe" },
  ],
  AlertInfo: [
    { Timestamp: at, AlertId: "a1", Title: "One", Severity: "High", ServiceSource: "Test", DeviceName: "hit.contoso.com" },
    { Timestamp: at, AlertId: "a2", Title: "Two", Severity: "Low", ServiceSource: "Test", DeviceName: "hit2.contoso.com" },
  ].map(({ DeviceName: _device, ...row }) => row),
  AlertEvidence: [
    evidence(hit, 1, { EntityType: "Mailbox", RemoteIP: "203.0.113.6", RemoteUrl: "https://cdn.example/a", SHA1: sha1("a"), SHA256: sha256("a"), FileName: "cmd.exe", RegistryKey: "HKLM\\Software\\Run", NetworkMessageId: "m-1", Application: "Contoso Mail", ...hitUser }),
    evidence(near, 2, { EntityType: "User", RemoteIP: "203.0.113.66", RemoteUrl: "https://cdn-example/a", SHA1: sha1("b"), SHA256: sha256("b"), FileName: "cmd.exe.txt", RegistryKey: "HKLM\\Software\\Ran", NetworkMessageId: "m-12", Application: "Contoso Mail 2", ...nearUser }),
  ],
};

/** The same events a moment too late, which no query may find. */
export const lateEvents: Readonly<Record<string, readonly Row[]>> = Object.fromEntries(
  Object.entries(lookupEvents)
    .filter(([table]) => !table.startsWith("Alert"))
    .map(([table, rows]) => [table, rows.map((row) => ({ ...row, Timestamp: late, DeviceName: "late.contoso.com" }))]),
);

const both = ["hit.contoso.com", "hit2.contoso.com"];
const own = (table: string, names: readonly string[], values: Readonly<Record<string, unknown>>, found?: readonly string[]): LookupCase[] =>
  names.map((query) => ({ query, environment: query.startsWith("MD") ? query.slice(0, query.indexOf(".")) : "M365D", table, values, ...(found === undefined ? {} : { found }) }));
const everywhere = (name: string): string[] => [`M365D.${name}`, `MDE.${name}`, `MDATP.${name}`];
const defenderForEndpoint = (name: string): string[] => [`MDE.${name}`, `MDATP.${name}`];

/** At least one case for each query that is not a hunt. */
export const lookupCases: readonly LookupCase[] = [
  ...own("DeviceFileEvents", everywhere("list_file_events_for_filename"), { file_name: "INVOICE.docm" }),
  ...own("DeviceFileEvents", everywhere("list_file_events_for_path"), { path: "\\Users\\Public\\" }),
  ...own("DeviceFileEvents", everywhere("list_file_events_for_hash"), { hash: sha1("A") }),
  ...own("DeviceFileEvents", everywhere("list_file_events_for_host"), { host_name: "HIT" }),
  ...own("DeviceFileEvents", everywhere("list_file_events_for_host"), { device_id: "id-hit" }),
  ...own("DeviceFileEvents", everywhere("list_file_events_for_host"), { host_name: "hit2", device_id: "id-hit" }, []),
  ...own("DeviceFileEvents", defenderForEndpoint("list_files"), { file_name: "invoice.docm" }),
  ...own("DeviceFileEvents", defenderForEndpoint("file_path"), { path: "\\Users\\Public\\" }),
  ...own("DeviceFileEvents", defenderForEndpoint("list_filehash"), { file_hash: sha256("a") }),
  ...own("DeviceFileEvents", everywhere("user_files"), { account_name: "DANA" }),
  ...own("DeviceNetworkEvents", everywhere("list_connections"), {}, both),
  ...own("DeviceNetworkEvents", everywhere("host_connections"), { hostname: "hit" }),
  ...own("DeviceNetworkEvents", everywhere("ip_connections"), { ip_address: "203.0.113.6" }),
  ...own("DeviceNetworkEvents", everywhere("ip_connections"), { ip_address: "10.0.0.9" }),
  ...own("DeviceNetworkEvents", everywhere("url_connections"), { url: "cdn.example" }),
  ...own("DeviceNetworkEvents", everywhere("protocol_connections"), { protocol: "tcp" }),
  ...own("DeviceNetworkEvents", everywhere("user_network"), { account_name: "dana" }),
  ...own("DeviceProcessEvents", everywhere("list_host_processes"), { host_name: "hit.contoso.com" }),
  ...own("DeviceProcessEvents", everywhere("process_creations"), { process_identifier: "psexec" }),
  ...own("DeviceProcessEvents", everywhere("process_creations"), { process_identifier: sha256("a") }),
  ...own("DeviceProcessEvents", everywhere("process_paths"), { file_path: "C:\\Tools\\" }),
  ...own("DeviceProcessEvents", everywhere("process_cmd_line"), { cmd_line: ["-accepteula", "other"] }),
  ...own("DeviceProcessEvents", defenderForEndpoint("process_for_hash"), { file_hash: "C".repeat(32) }),
  ...own("DeviceProcessEvents", everywhere("user_processes"), { account_name: "contoso\\dana" }),
  ...own("DeviceLogonEvents", everywhere("user_logons"), { account_name: "dana" }),
  ...own("IdentityLogonEvents", ["IdentityOnPrem.logons_for_account"], { account_name: "dana@contoso.com" }),
  ...own("IdentityLogonEvents", ["IdentityOnPrem.logons_for_host"], { host_name: "hit" }),
  ...own("IdentityLogonEvents", ["IdentityOnPrem.logons_for_ip"], { ip_address: "203.0.113.6" }),
  ...own("DeviceAlertEvents", defenderForEndpoint("list_alerts"), {}, both),
  ...own("DeviceAlertEvents", defenderForEndpoint("host_alerts"), { host_name: "hit" }),
  ...own("DeviceAlertEvents", defenderForEndpoint("ip_alerts"), { ip_address: "203.0.113.6" }),
  ...own("DeviceAlertEvents", defenderForEndpoint("url_alerts"), { url: "cdn.example" }),
  ...own("DeviceAlertEvents", defenderForEndpoint("sha1_alerts"), { sha1: sha1("A") }),
  ...own("AlertInfo", ["M365D.list_alerts_with_evidence"], {}, both),
  ...own("AlertInfo", ["M365D.host_alerts"], { host_name: "hit" }),
  ...own("AlertInfo", ["M365D.ip_alerts"], { ip_address: "203.0.113.6" }),
  ...own("AlertInfo", ["M365D.url_alerts"], { url: "cdn.example" }),
  ...own("AlertInfo", ["M365D.sha1_alerts"], { sha1: sha1("a") }),
  ...own("AlertInfo", ["M365D.sha256_alerts"], { sha256: sha256("A") }),
  ...own("AlertInfo", ["M365D.process_alerts"], { process: "cmd" }),
  ...own("AlertInfo", ["M365D.user_alerts"], { account_name: "dana" }),
  ...own("AlertInfo", ["M365D.registry_key_alerts"], { key_name: "\\Software\\Run" }),
  ...own("AlertInfo", ["M365D.mail_message_alerts"], { message_id: "m-1" }),
  ...own("AlertInfo", ["M365D.mailbox_alerts"], { mailbox: "dana@contoso.com" }),
  ...own("AlertInfo", ["M365D.application_alerts"], { app_name: "contoso mail" }),
];
