type Fields = Readonly<Record<string, unknown>>;

const machine = "3ddc5665";

/** A Sysmon GUID of the test machine: holds the second of creation. */
export function sysmonGuid(created: string, tail = "0a00"): string {
  const hex = Math.floor(Date.parse(`${created.replace(" ", "T")}Z`) / 1000).toString(16).padStart(8, "0");
  return `{${machine}-${hex.slice(4)}-${hex.slice(0, 4)}-${tail}-000000000400}`;
}

/** A Sysmon event as NXLog writes it: flat, with Sysmon's own process in the header. */
export function sysmon(id: number, fields: Fields, time = "2026-03-02 10:00:00.125"): Fields {
  return {
    "@timestamp": `${time.slice(0, 19).replace(" ", "T")}.900Z`, Channel: "Microsoft-Windows-Sysmon/Operational", EventID: id, Hostname: "WS01.Example.local",
    SourceName: "Microsoft-Windows-Sysmon", EventTime: `${time.slice(0, 11)}05${time.slice(13, 19)}`, ExecutionProcessID: 3252, RecordNumber: 1000 + id,
    UserID: "S-1-5-18", AccountName: "SYSTEM", Domain: "NT AUTHORITY", UtcTime: time, RuleName: "-", ...fields,
  };
}

/** An event of the Security log as NXLog writes it. */
export function security(id: number, fields: Fields): Fields {
  return {
    "@timestamp": "2026-03-02T10:00:05.250Z", Channel: "Security", EventID: id, EventTime: "2026-03-02 05:00:05", EventType: "AUDIT_SUCCESS",
    SourceName: "Microsoft-Windows-Security-Auditing", ExecutionProcessID: 4, Hostname: "WS01.Example.local", RecordNumber: 5000 + id, ...fields,
  };
}

/** The account that most Security events act for. */
export const subjectAnna: Fields = { SubjectUserSid: "S-1-5-21-1-2-3-1104", SubjectUserName: "Anna", SubjectDomainName: "EXAMPLE", SubjectLogonId: "0x1a2b3" };

/** An event of PowerShell's log as NXLog writes it. */
export function powershell(id: number, fields: Fields): Fields {
  return {
    "@timestamp": "2026-03-02T10:00:07.5Z", Channel: "Microsoft-Windows-PowerShell/Operational", EventID: id, Hostname: "WS01.Example.local", SourceName: "Microsoft-Windows-PowerShell",
    ExecutionProcessID: 4312, UserID: "S-1-5-21-1-2-3-1104", AccountName: "anna", Domain: "EXAMPLE", RecordNumber: 77, ...fields,
  };
}

const powershellPath = "C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe";

/** The GUIDs of the three processes that the samples are about. */
export const guids = {
  explorer: sysmonGuid("2026-03-02 08:00:00", "0100"),
  powershell: sysmonGuid("2026-03-02 09:59:58", "0200"),
  lsass: sysmonGuid("2026-03-01 06:00:00", "0300"),
};

/** PowerShell is started by the explorer. */
export const powershellStarted: Fields = sysmon(1, {
  Image: powershellPath, ProcessGuid: guids.powershell, ProcessId: "4312", CommandLine: "powershell.exe -enc SQBFAFgA", User: "EXAMPLE\\Anna", LogonId: "0x1a2b3", LogonGuid: "{x}",
  TerminalSessionId: "1", IntegrityLevel: "Medium", Company: "Microsoft Corporation", Product: "Microsoft® Windows® Operating System", FileVersion: "10.0.1", OriginalFileName: "PowerShell.EXE", Description: "Windows PowerShell",
  Hashes: "SHA1=36C5D12033B2EAF251BAE61C00690FFB17FDDC87,MD5=CDA48FC75952AD12D99E526D0B6BF70A,SHA256=908B64B1971A979C7E3E8CE4621945CBA84854CB98D76367B791A6E22B5F6D53,IMPHASH=A7CEFACDDA74B13CD330390769752481",
  ParentProcessGuid: guids.explorer, ParentProcessId: "2204", ParentImage: "C:\\Windows\\explorer.exe", ParentCommandLine: "C:\\Windows\\Explorer.EXE",
}, "2026-03-02 09:59:58.031");

/** The fields by which Sysmon says that PowerShell did it. */
export const byPowershell: Fields = { ProcessGuid: guids.powershell, ProcessId: "4312", Image: powershellPath };
