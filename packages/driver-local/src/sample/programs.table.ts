/** A program that runs on the sample's devices. */
export interface SampleProgram {
  readonly file: string;
  readonly folder: string;
  readonly commandLine: string;
  readonly company: string;
  readonly product: string;
  readonly description: string;
  /** Hosts that it talks to. */
  readonly hosts?: readonly string[];
  /** Libraries that it loads besides those that all load. */
  readonly libraries?: readonly string[];
  /** Files that it writes; `{user}` is the account, `{n}` a number. */
  readonly writes?: readonly string[];
  /** Registry values that it sets: key, value name, data. */
  readonly registry?: readonly (readonly [string, string, string])[];
}

const windows = "Microsoft Corporation";
const system32 = "C:\\Windows\\System32";
const office = "C:\\Program Files\\Microsoft Office\\root\\Office16";

/** The programs by a short name. Paths and publishers are those of the real programs; hosts are made up. */
export const programs = {
  system: { file: "ntoskrnl.exe", folder: system32, commandLine: "", company: windows, product: "Microsoft Windows Operating System", description: "NT Kernel & System" },
  smss: { file: "smss.exe", folder: system32, commandLine: "smss.exe", company: windows, product: "Microsoft Windows Operating System", description: "Windows Session Manager" },
  wininit: { file: "wininit.exe", folder: system32, commandLine: "wininit.exe", company: windows, product: "Microsoft Windows Operating System", description: "Windows Start-Up Application" },
  winlogon: { file: "winlogon.exe", folder: system32, commandLine: "winlogon.exe", company: windows, product: "Microsoft Windows Operating System", description: "Windows Logon Application" },
  services: { file: "services.exe", folder: system32, commandLine: "services.exe", company: windows, product: "Microsoft Windows Operating System", description: "Services and Controller app" },
  lsass: { file: "lsass.exe", folder: system32, commandLine: "lsass.exe", company: windows, product: "Microsoft Windows Operating System", description: "Local Security Authority Process" },
  svchost: { file: "svchost.exe", folder: system32, commandLine: "svchost.exe -k netsvcs -p", company: windows, product: "Microsoft Windows Operating System", description: "Host Process for Windows Services", hosts: ["settings-win.data.example", "update.windows.example", "time.windows.example"], registry: [["HKEY_LOCAL_MACHINE\\SYSTEM\\ControlSet001\\Services\\bam\\State", "SequenceNumber", "{n}"], ["HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Schedule\\TaskCache\\Tasks", "DynamicInfo", "{n}"]], writes: ["C:\\Windows\\Prefetch\\RUNTIMEBROKER.EXE-{n}.pf", "C:\\Windows\\SoftwareDistribution\\Download\\{n}.cab"] },
  explorer: { file: "explorer.exe", folder: "C:\\Windows", commandLine: "explorer.exe", company: windows, product: "Microsoft Windows Operating System", description: "Windows Explorer", writes: ["C:\\Users\\{user}\\Desktop\\notes-{n}.txt", "C:\\Users\\{user}\\Documents\\scan-{n}.pdf"], registry: [["HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Explorer\\RecentDocs", "MRUListEx", "{n}"]] },
  outlook: { file: "OUTLOOK.EXE", folder: office, commandLine: "\"OUTLOOK.EXE\"", company: windows, product: "Microsoft Outlook", description: "Microsoft Outlook", hosts: ["mail.tailspin.example", "autodiscover.tailspin.example"], libraries: ["mso.dll", "olmapi32.dll"], writes: ["C:\\Users\\{user}\\AppData\\Local\\Microsoft\\Windows\\INetCache\\Content.Outlook\\QX{n}\\price-list-{n}.xlsx"] },
  word: { file: "WINWORD.EXE", folder: office, commandLine: "\"WINWORD.EXE\" /n \"C:\\Users\\{user}\\Documents\\report-{n}.docx\"", company: windows, product: "Microsoft Office", description: "Microsoft Word", hosts: ["templates.office.example"], libraries: ["mso.dll", "wwlib.dll"], writes: ["C:\\Users\\{user}\\Documents\\report-{n}.docx", "C:\\Users\\{user}\\Documents\\~$report-{n}.docx"], registry: [["HKEY_CURRENT_USER\\Software\\Microsoft\\Office\\16.0\\Word\\Reading Locations\\Document {n}", "Position", "{n}"]] },
  excel: { file: "EXCEL.EXE", folder: office, commandLine: "\"EXCEL.EXE\" \"C:\\Users\\{user}\\Documents\\budget-{n}.xlsx\"", company: windows, product: "Microsoft Office", description: "Microsoft Excel", hosts: ["templates.office.example"], libraries: ["mso.dll"], writes: ["C:\\Users\\{user}\\Documents\\budget-{n}.xlsx"] },
  teams: { file: "ms-teams.exe", folder: "C:\\Program Files\\WindowsApps\\MSTeams", commandLine: "\"ms-teams.exe\"", company: windows, product: "Microsoft Teams", description: "Microsoft Teams", hosts: ["teams.collab.example", "media.collab.example"] },
  edge: { file: "msedge.exe", folder: "C:\\Program Files (x86)\\Microsoft\\Edge\\Application", commandLine: "\"msedge.exe\" --type=renderer --lang=en-US", company: windows, product: "Microsoft Edge", description: "Microsoft Edge", hosts: ["intranet.tailspin.example", "news.example", "maps.example", "shop.example", "search.example", "weather.example"], libraries: ["msedge.dll"], writes: ["C:\\Users\\{user}\\Downloads\\brochure-{n}.pdf"] },
  chrome: { file: "chrome.exe", folder: "C:\\Program Files\\Google\\Chrome\\Application", commandLine: "\"chrome.exe\" --type=utility", company: "Google LLC", product: "Google Chrome", description: "Google Chrome", hosts: ["search.example", "video.example", "docs.example", "fonts.example", "forum.example"], libraries: ["chrome.dll"], writes: ["C:\\Users\\{user}\\Downloads\\archive-{n}.zip"] },
  notepad: { file: "notepad.exe", folder: system32, commandLine: "\"notepad.exe\" C:\\Users\\{user}\\Desktop\\notes-{n}.txt", company: windows, product: "Microsoft Windows Operating System", description: "Notepad" },
  cmd: { file: "cmd.exe", folder: system32, commandLine: "cmd.exe /c dir C:\\Users\\{user}\\Documents", company: windows, product: "Microsoft Windows Operating System", description: "Windows Command Processor" },
  powershell: { file: "powershell.exe", folder: `${system32}\\WindowsPowerShell\\v1.0`, commandLine: "powershell.exe -NoProfile -Command Get-Process", company: windows, product: "Microsoft Windows Operating System", description: "Windows PowerShell", libraries: ["System.Management.Automation.ni.dll", "amsi.dll"] },
  taskhost: { file: "taskhostw.exe", folder: system32, commandLine: "taskhostw.exe", company: windows, product: "Microsoft Windows Operating System", description: "Host Process for Windows Tasks" },
  search: { file: "SearchProtocolHost.exe", folder: system32, commandLine: "\"SearchProtocolHost.exe\" Global\\UsGthrFltPipeMssGthrPipe{n}_", company: windows, product: "Windows Search", description: "Microsoft Windows Search Protocol Host" },
  conhost: { file: "conhost.exe", folder: system32, commandLine: "conhost.exe 0xffffffff -ForceV1", company: windows, product: "Microsoft Windows Operating System", description: "Console Window Host" },
  agent: { file: "CcmExec.exe", folder: "C:\\Windows\\CCM", commandLine: "CcmExec.exe", company: windows, product: "Configuration Manager", description: "Host Process for Configuration Manager", hosts: ["mgmt.tailspin.example"], registry: [["HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\SMS\\Mobile Client\\Reboot Management", "LastCheck", "{n}"]] },
  defender: { file: "MsMpEng.exe", folder: "C:\\ProgramData\\Microsoft\\Windows Defender\\Platform\\4.18", commandLine: "\"MsMpEng.exe\"", company: windows, product: "Microsoft Defender Antivirus", description: "Antimalware Service Executable", hosts: ["protection.cloud.example"] },
  backup: { file: "wbengine.exe", folder: system32, commandLine: "wbengine.exe", company: windows, product: "Microsoft Windows Operating System", description: "Microsoft Block Level Backup Engine", writes: ["E:\\Backup\\set-{n}.vhdx"] },
  sql: { file: "sqlservr.exe", folder: "C:\\Program Files\\Microsoft SQL Server\\MSSQL16\\MSSQL\\Binn", commandLine: "\"sqlservr.exe\" -sMSSQLSERVER", company: windows, product: "Microsoft SQL Server", description: "SQL Server", writes: ["D:\\Data\\orders-{n}.ldf"] },
  msiexec: { file: "msiexec.exe", folder: system32, commandLine: "msiexec.exe /V", company: windows, product: "Windows Installer", description: "Windows installer", writes: ["C:\\Windows\\Installer\\{n}.msi"], registry: [["HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Installer\\Folders", "C:\\Program Files\\Tool{n}", "1"]] },
  whoami: { file: "whoami.exe", folder: system32, commandLine: "whoami.exe", company: windows, product: "Microsoft Windows Operating System", description: "whoami" },
  net: { file: "net.exe", folder: system32, commandLine: "net.exe use", company: windows, product: "Microsoft Windows Operating System", description: "Net Command" },
  nltest: { file: "nltest.exe", folder: system32, commandLine: "nltest.exe", company: windows, product: "Microsoft Windows Operating System", description: "Logon Server Test Utility" },
  ping: { file: "PING.EXE", folder: system32, commandLine: "ping.exe -n 1 srv-file01", company: windows, product: "Microsoft Windows Operating System", description: "TCP/IP Ping Command" },
  rundll32: { file: "rundll32.exe", folder: system32, commandLine: "rundll32.exe", company: windows, product: "Microsoft Windows Operating System", description: "Windows host process (Rundll32)" },
  schtasks: { file: "schtasks.exe", folder: system32, commandLine: "schtasks.exe", company: windows, product: "Microsoft Windows Operating System", description: "Task Scheduler Configuration Tool" },
  sc: { file: "sc.exe", folder: system32, commandLine: "sc.exe query", company: windows, product: "Microsoft Windows Operating System", description: "Service Control Manager Configuration Tool" },
  updater: { file: "updater.exe", folder: "C:\\Users\\{user}\\AppData\\Local\\Temp", commandLine: "updater.exe", company: "", product: "", description: "" },
  psexesvc: { file: "PSEXESVC.exe", folder: "C:\\Windows", commandLine: "PSEXESVC.exe", company: "Sysinternals", product: "Sysinternals PsExec", description: "PsExec Service" },
} as const satisfies Record<string, SampleProgram>;

/** Libraries that nearly every process loads. */
export const commonLibraries = ["kernel32.dll", "advapi32.dll", "user32.dll", "ws2_32.dll", "bcrypt.dll", "crypt32.dll"] as const;
