import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { importRecords, type Row } from "../__fixtures__/import-records.js";
import { byPowershell, guids, powershell, powershellStarted, security, subjectAnna, sysmon } from "../__fixtures__/sample-events.js";
import { tableColumns } from "../write/table-columns.js";
import { eventMappings } from "./event-mappings.table.js";

/** The first row that an event becomes when PowerShell's start is recorded too (after it: order must not matter). */
async function rowOf(event: unknown, table: string): Promise<Row> {
  return importRecords([event, powershellStarted], async ({ rows }) => {
    const id = (event as { RecordNumber: number }).RecordNumber;
    const row = (await rows(table)).find((candidate) => candidate["ReportId"] === String(id));
    if (!row) throw new Error(`no row in ${table}`);
    return row;
  });
}

const additional = (row: Row): unknown => JSON.parse(String(row["AdditionalFields"]));

const initiator = {
  InitiatingProcessId: "4312",
  InitiatingProcessFileName: "powershell.exe",
  InitiatingProcessFolderPath: "c:\\windows\\system32\\windowspowershell\\v1.0\\powershell.exe",
  InitiatingProcessCommandLine: "powershell.exe -enc SQBFAFgA",
  InitiatingProcessCreationTime: "2026-03-02 09:59:58.031",
  InitiatingProcessAccountDomain: "example",
  InitiatingProcessAccountName: "anna",
  InitiatingProcessSHA1: "36c5d12033b2eaf251bae61c00690ffb17fddc87",
  InitiatingProcessParentId: "2204",
  InitiatingProcessParentFileName: "explorer.exe",
  InitiatingProcessParentCreationTime: "2026-03-02 08:00:00",
};

describe("what every mapping promises", () => {
  it("names only columns that its table has", () => {
    const wrong = eventMappings.flatMap((mapping) => {
      const names = new Set(tableColumns(mapping.table)?.map((column) => column.name));
      return Object.keys(mapping.columns).filter((column) => !names.has(column)).map((column) => `${mapping.family} ${mapping.id}: ${column}`);
    });
    expect(wrong).toEqual([]);
  });

  it("covers the events of the issue", () => {
    const covered = (family: string): number[] => eventMappings.filter((mapping) => mapping.family === family).map((mapping) => mapping.id);
    expect(covered("sysmon")).toEqual([1, 3, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15, 17, 18, 21, 22, 23, 24, 25, 26]);
    expect(covered("security")).toEqual([1102, 4624, 4625, 4688, 4697, 4698, 4699, 4700, 4701, 4702, 4719, 4720, 4723, 4738, 4726, 4731, 4732, 4733, 4734, 5136, 5137, 5140, 5145, 5156]);
    expect(covered("powershell")).toEqual([4103, 4104]);
    expect(covered("system")).toEqual([7045]);
  });
});

describe("Sysmon", () => {
  it("1: a process start, with its parent as the initiator", async () => {
    const row = await rowOf(powershellStarted, "DeviceProcessEvents");
    expect(row).toMatchObject({
      Timestamp: "2026-03-02 09:59:58.031", DeviceName: "ws01.example.local", DeviceId: createHash("sha1").update("ws01.example.local").digest("hex"), ActionType: "ProcessCreated",
      FileName: "powershell.exe", FolderPath: "C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe",
      SHA1: "36c5d12033b2eaf251bae61c00690ffb17fddc87", MD5: "cda48fc75952ad12d99e526d0b6bf70a", SHA256: "908b64b1971a979c7e3e8ce4621945cba84854cb98d76367b791a6e22b5f6d53",
      ProcessId: "4312", ProcessCommandLine: "powershell.exe -enc SQBFAFgA", ProcessIntegrityLevel: "Medium", ProcessCreationTime: "2026-03-02 09:59:58.031",
      ProcessVersionInfoCompanyName: "Microsoft Corporation", ProcessVersionInfoOriginalFileName: "PowerShell.EXE", ProcessVersionInfoProductVersion: "10.0.1",
      AccountDomain: "example", AccountName: "anna", LogonId: "107187", CreatedProcessSessionId: "1", ReportId: "1001",
      InitiatingProcessId: "2204", InitiatingProcessFileName: "explorer.exe", InitiatingProcessCommandLine: "C:\\Windows\\Explorer.EXE", InitiatingProcessCreationTime: "2026-03-02 08:00:00",
    });
    expect(additional(row)).toEqual({ Imphash: "a7cefacdda74b13cd330390769752481", RecordedAs: "Microsoft-Windows-Sysmon/Operational 1" });
  });

  it("3: an outbound connection, with what started it", async () => {
    const row = await rowOf(sysmon(3, { ...byPowershell, User: "EXAMPLE\\Anna", Initiated: "true", Protocol: "tcp", SourceIp: "10.1.2.3", SourcePort: "50123", SourceHostname: "-", DestinationIp: "203.0.113.9", DestinationPort: "443", DestinationHostname: "c2.example.net" }), "DeviceNetworkEvents");
    expect(row).toMatchObject({ Timestamp: "2026-03-02 10:00:00.125", ActionType: "ConnectionSuccess", LocalIP: "10.1.2.3", LocalPort: 50123, LocalIPType: "Private", RemoteIP: "203.0.113.9", RemotePort: 443, RemoteIPType: "Public", RemoteUrl: "c2.example.net", Protocol: "Tcp", ...initiator });
  });

  it("3: an inbound connection has its far end as the remote one", async () => {
    const row = await rowOf(sysmon(3, { ...byPowershell, Initiated: "false", Protocol: "tcp", SourceIp: "10.9.9.9", SourcePort: "60000", DestinationIp: "10.1.2.3", DestinationPort: "445" }), "DeviceNetworkEvents");
    expect(row).toMatchObject({ ActionType: "InboundConnectionAccepted", LocalIP: "10.1.2.3", LocalPort: 445, RemoteIP: "10.9.9.9", RemotePort: 60000 });
  });

  it("3: an answer over UDP has this host as its source", async () => {
    const row = await rowOf(sysmon(3, { ...byPowershell, Initiated: "false", Protocol: "udp", SourceIp: "fe80:0:0:0:0:0:0:1", SourcePort: "53", DestinationIp: "10.9.9.9", DestinationPort: "56142" }), "DeviceNetworkEvents");
    expect(row).toMatchObject({ LocalIP: "fe80::1", LocalIPType: "LinkLocal", LocalPort: 53, RemoteIP: "10.9.9.9", Protocol: "Udp" });
  });

  it("21, 24, 26: a binding of WMI, the clipboard, and a deletion that is only told", async () => {
    const binding = await rowOf(sysmon(21, { Operation: "Created", User: "EXAMPLE\\Anna", Consumer: "c", Filter: "f" }), "DeviceEvents");
    expect(binding).toMatchObject({ ActionType: "WmiBindEventFilterToConsumer", InitiatingProcessAccountName: "anna" });
    expect(additional(binding)).toMatchObject({ Operation: "Created", Consumer: "c", Filter: "f" });
    expect(await rowOf(sysmon(24, { ...byPowershell, Hashes: "MD5=CDA48FC75952AD12D99E526D0B6BF70A", Session: "1" }), "DeviceEvents")).toMatchObject({ ActionType: "GetClipboardData", MD5: "cda48fc75952ad12d99e526d0b6bf70a", ...initiator });
    expect(await rowOf(sysmon(26, { ...byPowershell, TargetFilename: "C:\\t\\a.txt", Hashes: "MD5=CDA48FC75952AD12D99E526D0B6BF70A" }), "DeviceFileEvents")).toMatchObject({ ActionType: "FileDeleted", FileName: "a.txt", MD5: "cda48fc75952ad12d99e526d0b6bf70a", ...initiator });
  });

  it("5: a process end keeps the process", async () => {
    const row = await rowOf(sysmon(5, byPowershell), "DeviceEvents");
    expect(row).toMatchObject({ ActionType: "ProcessTerminated", FileName: "powershell.exe", ProcessId: "4312", ProcessCommandLine: "powershell.exe -enc SQBFAFgA", ProcessCreationTime: "2026-03-02 09:59:58.031" });
  });

  it("6: a driver", async () => {
    const row = await rowOf(sysmon(6, { ImageLoaded: "C:\\Windows\\System32\\drivers\\evil.sys", Hashes: "SHA256=AB,MD5=CD", Signed: "true", Signature: "Acme", SignatureStatus: "Valid" }), "DeviceEvents");
    expect(row).toMatchObject({ ActionType: "DriverLoad", FileName: "evil.sys", FolderPath: "C:\\Windows\\System32\\drivers\\evil.sys", SHA256: "ab", MD5: "cd" });
    expect(additional(row)).toMatchObject({ Signed: true, Signature: "Acme", SignatureStatus: "Valid" });
  });

  it("7: an image load", async () => {
    const row = await rowOf(sysmon(7, { ...byPowershell, ImageLoaded: "C:\\Windows\\System32\\amsi.dll", Hashes: "SHA1=EE,MD5=00000000" }), "DeviceImageLoadEvents");
    expect(row).toMatchObject({ ActionType: "ImageLoaded", FileName: "amsi.dll", SHA1: "ee", ...initiator });
    expect(row).not.toHaveProperty("MD5");
  });

  it("8: a remote thread, from one process into another", async () => {
    const row = await rowOf(sysmon(8, { SourceProcessGuid: guids.powershell, SourceProcessId: "4312", SourceImage: byPowershell["Image"], TargetProcessGuid: guids.lsass, TargetProcessId: "768", TargetImage: "C:\\Windows\\System32\\lsass.exe", NewThreadId: "99", StartAddress: "0x00007FF8", StartModule: "C:\\a.dll", StartFunction: "LoadLibraryA" }), "DeviceEvents");
    expect(row).toMatchObject({ ActionType: "CreateRemoteThreadApiCall", FileName: "lsass.exe", ProcessId: "768", ProcessCreationTime: "2026-03-01 06:00:00", ...initiator });
    expect(additional(row)).toMatchObject({ NewThreadId: 99, StartFunction: "LoadLibraryA" });
  });

  it("10: a handle to lsass", async () => {
    const row = await rowOf(sysmon(10, { SourceProcessGUID: guids.powershell, SourceProcessId: "4312", SourceImage: byPowershell["Image"], TargetProcessGUID: guids.lsass, TargetProcessId: "768", TargetImage: "C:\\Windows\\system32\\lsass.exe", GrantedAccess: "0x1010", CallTrace: "ntdll.dll+9c534" }), "DeviceEvents");
    expect(row).toMatchObject({ ActionType: "OpenProcessApiCall", FileName: "lsass.exe", FolderPath: "C:\\Windows\\system32\\lsass.exe", ProcessId: "768", ...initiator });
    expect(additional(row)).toMatchObject({ DesiredAccess: 0x1010, CallTrace: "ntdll.dll+9c534" });
  });

  it("11: a new file", async () => {
    const row = await rowOf(sysmon(11, { ...byPowershell, TargetFilename: "C:\\Users\\anna\\AppData\\Local\\Temp\\a b.ps1", CreationUtcTime: "2026-03-02 10:00:00.125" }), "DeviceFileEvents");
    expect(row).toMatchObject({ ActionType: "FileCreated", FileName: "a b.ps1", FolderPath: "C:\\Users\\anna\\AppData\\Local\\Temp\\a b.ps1", ...initiator });
  });

  it.each([
    ["CreateKey", "RegistryKeyCreated", "HKEY_LOCAL_MACHINE\\SOFTWARE\\Acme\\Sub", undefined],
    ["DeleteKey", "RegistryKeyDeleted", "HKEY_LOCAL_MACHINE\\SOFTWARE\\Acme\\Sub", undefined],
    ["DeleteValue", "RegistryValueDeleted", "HKEY_LOCAL_MACHINE\\SOFTWARE\\Acme", "Sub"],
  ])("12: %s", async (type, action, key, name) => {
    const row = await rowOf(sysmon(12, { ...byPowershell, EventType: type, TargetObject: "HKLM\\SOFTWARE\\Acme\\Sub" }), "DeviceRegistryEvents");
    expect(row).toMatchObject({ ActionType: action, RegistryKey: key, ...(name !== undefined && { RegistryValueName: name }), ...initiator });
  });

  it("12: a lost EventType is taken from the message, and is never guessed without one", async () => {
    const lost = sysmon(12, { ...byPowershell, EventType: "INFO", TargetObject: "HKLM\\SOFTWARE\\Acme" });
    const found = await rowOf({ ...lost, Message: "Registry object added or deleted:\r\nRuleName: -\r\nEventType: DeleteKey\r\nUtcTime: x" }, "DeviceRegistryEvents");
    expect(found["ActionType"]).toBe("RegistryKeyDeleted");
    await importRecords([lost], async ({ report, rows }) => {
      expect((await rows("DeviceRegistryEvents"))[0]).not.toHaveProperty("ActionType");
      expect(report.notes).toMatchObject([{ code: "action-unknown", rows: 1 }]);
    });
  });

  it.each([
    ["HKU\\S-1-5-21-1-2-3-1104\\Software\\Run\\Updater", "DWORD (0x0000000a)", "HKEY_CURRENT_USER\\S-1-5-21-1-2-3-1104\\Software\\Run", "Updater", "Dword", "10"],
    ["HKLM\\System\\W32Time\\High", "QWORD (0x01d68292-0x3f2eebc3)", "HKEY_LOCAL_MACHINE\\System\\W32Time", "High", "Qword", "132436803690884035"],
    ["HKLM\\Fw\\List\\C:\\a\\b.exe", "on", "HKEY_LOCAL_MACHINE\\Fw\\List", "C:\\a\\b.exe", undefined, "on"],
    ["HKLM\\A\\B", "Binary Data", "HKEY_LOCAL_MACHINE\\A", "B", "Binary", undefined],
  ])("13: %s = %s", async (target, details, key, name, type, data) => {
    const row = await rowOf(sysmon(13, { ...byPowershell, EventType: "SetValue", TargetObject: target, Details: details }), "DeviceRegistryEvents");
    expect(row).toMatchObject({ ActionType: "RegistryValueSet", RegistryKey: key, RegistryValueName: name, ...initiator });
    expect([row["RegistryValueType"], row["RegistryValueData"]]).toEqual([type, data]);
  });

  it("14: a rename has both names", async () => {
    const row = await rowOf(sysmon(14, { ...byPowershell, EventType: "RenameKey", TargetObject: "HKCR\\a", NewName: "HKCR\\b" }), "DeviceRegistryEvents");
    expect(row).toMatchObject({ ActionType: "RegistryKeyRenamed", PreviousRegistryKey: "HKEY_CLASSES_ROOT\\a", RegistryKey: "HKEY_CLASSES_ROOT\\b" });
  });

  it("15: the origin of a download", async () => {
    const row = await rowOf(sysmon(15, { ...byPowershell, TargetFilename: "C:\\a.zip:Zone.Identifier", Hash: "SHA1=AA", Contents: "[ZoneTransfer]  ZoneId=3  ReferrerUrl=https://r.example/  HostUrl=https://h.example/a.zip" }), "DeviceFileEvents");
    expect(row).toMatchObject({ ActionType: "FileCreated", SHA1: "aa", FileOriginUrl: "https://h.example/a.zip", FileOriginReferrerUrl: "https://r.example/" });
  });

  it.each([[17, "File created"], [18, "File opened"]])("%i: a named pipe", async (id, operation) => {
    const row = await rowOf(sysmon(id, { ...byPowershell, EventType: "INFO", PipeName: "\\msagent_12" }), "DeviceEvents");
    expect(row).toMatchObject({ ActionType: "NamedPipeEvent", ...initiator });
    expect(additional(row)).toMatchObject({ PipeName: "\\Device\\NamedPipe\\msagent_12", FileOperation: operation });
  });

  it("22: a DNS answer", async () => {
    const row = await rowOf(sysmon(22, { ...byPowershell, QueryName: "c2.example.net", QueryStatus: "0", QueryResults: "203.0.113.9;" }), "DeviceEvents");
    expect(row).toMatchObject({ ActionType: "DnsQueryResponse", ...initiator });
    expect(additional(row)).toMatchObject({ DnsQueryString: "c2.example.net", DnsQueryResult: "203.0.113.9;", DnsQueryStatus: "0" });
  });

  it("23: a deleted file", async () => {
    const row = await rowOf(sysmon(23, { ...byPowershell, TargetFilename: "C:\\tmp\\x.dll", Hashes: "MD5=AB", IsExecutable: "true", Archived: "true" }), "DeviceFileEvents");
    expect(row).toMatchObject({ ActionType: "FileDeleted", FileName: "x.dll", MD5: "ab", ...initiator });
    expect(additional(row)).toMatchObject({ IsExecutable: true });
  });

  it("25: a replaced image is kept under a name that the report explains", async () => {
    await importRecords([sysmon(25, { ...byPowershell, Type: "Image is replaced" }), powershellStarted], async ({ report, rows }) => {
      expect((await rows("DeviceEvents"))[0]).toMatchObject({ ActionType: "ProcessTampering", FileName: "powershell.exe", ProcessId: "4312" });
      expect(report.notes).toMatchObject([{ code: "action-not-of-the-service", rows: 1 }]);
    });
  });
});

describe("Security", () => {
  const target = { TargetUserSid: "S-1-5-21-1-2-3-500", TargetUserName: "Admin", TargetDomainName: "EXAMPLE" };

  it("4624: a remote logon", async () => {
    const row = await rowOf(security(4624, { ...subjectAnna, ...target, TargetLogonId: "0x53bc0e", LogonType: "10", IpAddress: "198.51.100.7", IpPort: "50633", WorkstationName: "PC9", AuthenticationPackageName: "Negotiate", ProcessId: "0x0", ProcessName: "-", ElevatedToken: "%%1842", LogonProcessName: "User32 " }), "DeviceLogonEvents");
    expect(row).toMatchObject({
      Timestamp: "2026-03-02 10:00:05.25", ActionType: "LogonSuccess", LogonType: "RemoteInteractive", AccountDomain: "example", AccountName: "admin", AccountSid: "S-1-5-21-1-2-3-500", LogonId: "5487630",
      RemoteIP: "198.51.100.7", RemotePort: 50633, RemoteIPType: "Public", RemoteDeviceName: "PC9", Protocol: "Negotiate", InitiatingProcessAccountName: "anna",
    });
    expect(row).not.toHaveProperty("InitiatingProcessId");
    expect(additional(row)).toMatchObject({ IsLocalLogon: false, ElevatedToken: true, LogonProcessName: "User32" });
  });

  it("4624: a logon type without a name keeps its number, and a local one has no address", async () => {
    const row = await rowOf(security(4624, { ...target, LogonType: "42", IpAddress: "-", IpPort: "0" }), "DeviceLogonEvents");
    expect(row).toMatchObject({ LogonType: "42" });
    expect(row).not.toHaveProperty("RemoteIP");
    expect(row).not.toHaveProperty("RemotePort");
  });

  it.each([["0xC000006A", "InvalidUserNameOrPassword"], ["0xC0000072", "0xc0000072"]])("4625: a failed logon with status %s", async (status, reason) => {
    const row = await rowOf(security(4625, { ...target, LogonType: 3, Status: "0xC000006D".replace("6D", status === "0xC0000072" ? "6E" : "6D"), SubStatus: status, IpAddress: "10.0.0.5" }), "DeviceLogonEvents");
    expect(row).toMatchObject({ ActionType: "LogonFailed", LogonType: "Network", FailureReason: reason, AccountName: "admin" });
  });

  it("4688: hex ids become numbers, and the creator is the initiator", async () => {
    const row = await rowOf(security(4688, { ...subjectAnna, TargetUserName: "-", TargetUserSid: "S-1-0-0", NewProcessId: "0x131c", NewProcessName: "C:\\Windows\\System32\\whoami.exe", CommandLine: "whoami /all", ProcessId: "0x10d8", ParentProcessName: byPowershell["Image"], MandatoryLabel: "S-1-16-12288", TokenElevationType: "%%1937" }), "DeviceProcessEvents");
    expect(row).toMatchObject({
      ActionType: "ProcessCreated", FileName: "whoami.exe", ProcessId: "4892", ProcessCommandLine: "whoami /all", ProcessIntegrityLevel: "High", ProcessTokenElevation: "TokenElevationTypeFull",
      AccountName: "anna", AccountSid: "S-1-5-21-1-2-3-1104", LogonId: "107187", ...initiator,
    });
  });

  it("4688: an older recording has the creator's id in its message only", async () => {
    const { ExecutionProcessID: _gone, ...flat } = security(4688, { ...subjectAnna, NewProcessId: "0x131c", NewProcessName: "C:\\w.exe", ProcessID: 4, Message: "A new process has been created.\r\n\r\nProcess Information:\r\n\tNew Process ID:\t\t0x131c\r\n\tCreator Process ID:\t0x10d8\r\n" });
    expect(await rowOf(flat, "DeviceProcessEvents")).toMatchObject({ InitiatingProcessId: "4312", InitiatingProcessFileName: "powershell.exe" });
  });

  it("4697: a service", async () => {
    const row = await rowOf(security(4697, { ...subjectAnna, ServiceName: "Updater", ServiceFileName: '"C:\\Program Files\\u.exe" -s', ServiceType: "0x10", ServiceStartType: "2", ServiceAccount: "LocalSystem" }), "DeviceEvents");
    expect(row).toMatchObject({ ActionType: "ServiceInstalled", FileName: "u.exe", FolderPath: "C:\\Program Files\\u.exe", LogonId: "107187", InitiatingProcessAccountName: "anna", InitiatingProcessAccountSid: "S-1-5-21-1-2-3-1104" });
    expect(additional(row)).toMatchObject({ ServiceName: "Updater", ServiceFileName: '"C:\\Program Files\\u.exe" -s', ServiceAccount: "LocalSystem" });
  });

  it("4698: a scheduled task", async () => {
    const row = await rowOf(security(4698, { ...subjectAnna, TaskName: "\\Evil", TaskContent: "<Task/>" }), "DeviceEvents");
    expect(row).toMatchObject({ ActionType: "ScheduledTaskCreated" });
    expect(additional(row)).toMatchObject({ TaskName: "\\Evil", TaskContent: "<Task/>" });
  });

  it.each([[4720, "UserAccountCreated"], [4723, "PasswordChangeAttempt"], [4726, "UserAccountDeleted"], [4738, "UserAccountModified"]])("%i: an account", async (id, action) => {
    const row = await rowOf(security(id, { ...subjectAnna, TargetUserName: "backdoor", TargetDomainName: "WS01", TargetSid: "S-1-5-21-9-1001" }), "DeviceEvents");
    expect(row).toMatchObject({ ActionType: action, AccountName: "backdoor", AccountDomain: "ws01", AccountSid: "S-1-5-21-9-1001", InitiatingProcessAccountName: "anna" });
  });

  it.each([
    [1102, "SecurityLogCleared", {}, {}],
    [4699, "ScheduledTaskDeleted", { TaskName: "\\t", TaskContent: "<Task/>" }, { TaskName: "\\t", TaskContent: "<Task/>" }],
    [4700, "ScheduledTaskEnabled", { TaskName: "\\t" }, { TaskName: "\\t" }],
    [4701, "ScheduledTaskDisabled", { TaskName: "\\t" }, { TaskName: "\\t" }],
    [4702, "ScheduledTaskUpdated", { TaskName: "\\t", TaskContentNew: "<Task/>" }, { TaskContent: "<Task/>" }],
    [4719, "AuditPolicyModification", { SubcategoryGuid: "{a}", AuditPolicyChanges: "%%8448" }, { SubcategoryGuid: "{a}", AuditPolicyChanges: "%%8448" }],
    [4731, "SecurityGroupCreated", { TargetUserName: "g" }, { GroupName: "g" }],
    [4733, "UserAccountRemovedFromLocalGroup", { TargetUserName: "g", MemberSid: "S-1-5-21-9-1001" }, { GroupName: "g", MemberSid: "S-1-5-21-9-1001" }],
    [4734, "SecurityGroupDeleted", { TargetUserName: "g" }, { GroupName: "g" }],
    [5136, "DirectoryServiceObjectModified", { ObjectDN: "CN=x", AttributeLDAPDisplayName: "nTSecurityDescriptor" }, { ObjectDN: "CN=x", AttributeLDAPDisplayName: "nTSecurityDescriptor" }],
    [5137, "DirectoryServiceObjectCreated", { ObjectDN: "CN=x", ObjectClass: "user" }, { ObjectDN: "CN=x", ObjectClass: "user" }],
  ])("%i: %s, with who did it", async (id, action, fields, told) => {
    const row = await rowOf(security(id, { ...subjectAnna, ...fields }), "DeviceEvents");
    expect(row).toMatchObject({ ActionType: action, InitiatingProcessAccountName: "anna", InitiatingProcessAccountDomain: "example", InitiatingProcessAccountSid: "S-1-5-21-1-2-3-1104", DeviceName: "ws01.example.local" });
    expect(additional(row)).toMatchObject({ ...told, RecordedAs: `Security ${id}` });
  });

  it("4732: a member of a local group", async () => {
    const row = await rowOf(security(4732, { ...subjectAnna, TargetUserName: "Administrators", TargetDomainName: "Builtin", TargetSid: "S-1-5-32-544", MemberSid: "S-1-5-21-9-1001", MemberName: "-" }), "DeviceEvents");
    expect(row).toMatchObject({ ActionType: "UserAccountAddedToLocalGroup", AccountName: "administrators", AccountSid: "S-1-5-32-544" });
    expect(additional(row)).toMatchObject({ GroupName: "Administrators", MemberSid: "S-1-5-21-9-1001" });
  });

  it.each([[5140, undefined], [5145, "C:\\Windows\\SYSVOL\\policies\\gpt.ini"]])("%i: a share", async (id, path) => {
    const row = await rowOf(security(id, { ...subjectAnna, IpAddress: "10.0.0.9", IpPort: "50635", ShareName: "\\\\*\\SYSVOL", ShareLocalPath: "\\??\\C:\\Windows\\SYSVOL", AccessMask: "0x1", AccessList: "%%4416\r\n\t\t\t\t", ObjectType: "File", ...(id === 5145 && { RelativeTargetName: "policies\\gpt.ini" }) }), "DeviceEvents");
    expect(row).toMatchObject({ ActionType: "NetworkShareObjectAccessChecked", AccountName: "anna", RemoteIP: "10.0.0.9", RemotePort: 50635 });
    expect(row["FolderPath"]).toBe(path);
    expect(additional(row)).toMatchObject({ ShareName: "\\\\*\\SYSVOL", AccessList: "%%4416" });
  });

  it.each([
    ["%%14593", "ConnectionSuccess", "10.1.2.3", 50633, "203.0.113.9", 389],
    ["%%14592", "InboundConnectionAccepted", "203.0.113.9", 389, "10.1.2.3", 50633],
  ])("5156: direction %s", async (direction, action, localIp, localPort, remoteIp, remotePort) => {
    const row = await rowOf(security(5156, { ProcessId: "4312", Application: "\\device\\harddiskvolume2\\windows\\system32\\windowspowershell\\v1.0\\powershell.exe", Direction: direction, SourceAddress: "10.1.2.3", SourcePort: "50633", DestAddress: "203.0.113.9", DestPort: "389", Protocol: "6" }), "DeviceNetworkEvents");
    expect(row).toMatchObject({ ActionType: action, LocalIP: localIp, LocalPort: localPort, RemoteIP: remoteIp, RemotePort: remotePort, Protocol: "Tcp", ...initiator });
  });

  it("5156: an older recording's ProcessID is the kernel's, the message has the true one", async () => {
    const { ExecutionProcessID: _gone, ...flat } = security(5156, { ProcessID: 4, Application: "\\device\\harddiskvolume2\\powershell.exe", Direction: "%%14593", SourceAddress: "10.1.2.3", SourcePort: "1", DestAddress: "10.1.2.4", DestPort: "2", Protocol: "17", Message: "x\r\n\r\nApplication Information:\r\n\tProcess ID:\t\t4312\r\n" });
    expect(await rowOf(flat, "DeviceNetworkEvents")).toMatchObject({ InitiatingProcessId: "4312", Protocol: "Udp" });
  });
});

describe("PowerShell and System", () => {
  it("4103: a command, done by the process that wrote the event", async () => {
    const row = await rowOf(powershell(4103, { ContextInfo: "        Severity = Informational\r\n        Host Application = powershell.exe -enc SQBFAFgA\r\n        Command Name = Invoke-Mimikatz\r\n        Command Type = Function\r\n        Script Name = C:\\t\\a.ps1\r\n        User = EXAMPLE\\anna\r\n", Payload: 'CommandInvocation(Invoke-Mimikatz): "x"\r\n' }), "DeviceEvents");
    expect(row).toMatchObject({ ActionType: "PowerShellCommand", FileName: "a.ps1", FolderPath: "C:\\t\\a.ps1", ...initiator });
    expect(additional(row)).toMatchObject({ Command: "Invoke-Mimikatz", CommandType: "Function", Payload: 'CommandInvocation(Invoke-Mimikatz): "x"' });
  });

  it("4104: a script block, to the last character", async () => {
    const script = "-\r\n  IEX 'ü𝄞\u0000'\t\"|\" ";
    const row = await rowOf(powershell(4104, { ScriptBlockText: script, ScriptBlockId: "7c1d", MessageNumber: "1", MessageTotal: "2", Path: "" }), "DeviceEvents");
    expect(row).toMatchObject({ ActionType: "PowerShellCommand", ...initiator, InitiatingProcessAccountSid: "S-1-5-21-1-2-3-1104" });
    expect(additional(row)).toMatchObject({ Command: script, ScriptBlockId: "7c1d", MessageNumber: 1, MessageTotal: 2 });
  });

  it("7045: a service in the System log; other events 7045 are none", async () => {
    const event = { "@timestamp": "2026-03-02T10:00:00Z", Channel: "System", EventID: 7045, SourceName: "Service Control Manager", Hostname: "WS01.Example.local", RecordNumber: 9, ServiceName: "Evil", ImagePath: "C:\\evil.exe -k", StartType: "demand start", AccountName: "pgustavo", Domain: "EXAMPLE", UserID: "S-1-5-21-1-2-3-1104", Message: "A service was installed in the system.\r\n\r\nService Name:  Evil\r\nService Account:  LocalSystem" };
    const row = await rowOf(event, "DeviceEvents");
    expect(row).toMatchObject({ ActionType: "ServiceInstalled", FileName: "evil.exe", InitiatingProcessAccountName: "pgustavo" });
    expect(additional(row)).toMatchObject({ ServiceName: "Evil", ServiceFileName: "C:\\evil.exe -k", ServiceStartType: "demand start", ServiceAccount: "LocalSystem" });
    await importRecords([{ ...event, SourceName: "Other" }, powershellStarted], async ({ report }) => {
      expect(report.unmappedEvents).toEqual([{ channel: "System", id: 7045, count: 1 }]);
    });
  });
});
