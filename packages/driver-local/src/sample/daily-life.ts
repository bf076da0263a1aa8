import { correspondents, subjects } from "./company.table.js";
import { stableHash, type SampleCompany, type SampleDevice, type SampleUser } from "./company.js";
import { commonLibraries, programs, type SampleProgram } from "./programs.table.js";
import type { Random } from "./random.js";
import type { SampleEvents, SampleProcess } from "./sample-events.js";

const minute = 60_000;
const hour = 60 * minute;

/** The processes that run on a device all week. */
export interface DeviceBase {
  readonly device: SampleDevice;
  readonly services: SampleProcess;
  readonly winlogon: SampleProcess;
  readonly svchost: SampleProcess;
  readonly agent: SampleProcess;
  readonly lsass: SampleProcess;
}

/** Starts what runs on a device before the week begins. */
export function bootDevice(events: SampleEvents, company: SampleCompany, device: SampleDevice, weekStart: number): DeviceBase {
  const at = weekStart - 30 * hour;
  const user = company.system;
  const system = events.running({ device, user, program: programs.system }, at);
  const smss = events.running({ device, user, program: programs.smss, parent: system }, at + 900);
  const wininit = events.running({ device, user, program: programs.wininit, parent: smss }, at + 1500);
  const winlogon = events.running({ device, user, program: programs.winlogon, parent: smss }, at + 1700);
  const services = events.running({ device, user, program: programs.services, parent: wininit }, at + 2500);
  const lsass = events.running({ device, user, program: programs.lsass, parent: wininit }, at + 2600);
  const svchost = events.running({ device, user, program: programs.svchost, parent: services }, at + 4000);
  const agent = events.running({ device, user, program: programs.agent, parent: services }, at + 9000);
  return { device, services, winlogon, svchost, agent, lsass };
}

/** A made-up public address for a host name: always the same one. */
export function addressOf(host: string): string {
  const digest = stableHash("sha1", host);
  return `198.51.${100 + (Number.parseInt(digest.slice(0, 2), 16) % 100)}.${1 + (Number.parseInt(digest.slice(2, 4), 16) % 250)}`;
}

/** What a process does in its life: libraries, connections, files, registry values. */
export function behave(events: SampleEvents, random: Random, process: SampleProcess, at: number, amount = 1): void {
  const program: SampleProgram = process.program;
  const fill = (text: string): string => text.replaceAll("{user}", process.user.account).replaceAll("{n}", String(random.whole(100, 9999)));
  if (random.chance(0.7)) events.library(process, at + 40, `C:\\Windows\\System32\\${random.pick(commonLibraries)}`);
  for (const library of program.libraries ?? []) if (random.chance(0.3)) events.library(process, at + 60, `${program.folder}\\${library}`);
  for (let count = 0; count < amount; count++) {
    const later = at + random.whole(500, 40 * minute);
    const host = program.hosts && random.pick(program.hosts);
    if (host !== undefined) events.connect(process, later, { address: addressOf(host), port: 443, url: host });
    if (program.writes && random.chance(0.75)) events.file(process, later + 200, fill(random.pick(program.writes)), random.chance(0.12) ? "FileDeleted" : random.chance(0.3) ? "FileModified" : "FileCreated");
    const value = program.registry && random.chance(0.6) ? random.pick(program.registry) : undefined;
    if (value) events.registry(process, later + 300, fill(value[0]), fill(value[1]), fill(value[2]));
  }
}

/** A working day of one person at one device: logon, programs, mail, breaks, an end. */
export function workingDay(events: SampleEvents, random: Random, company: SampleCompany, base: DeviceBase, user: SampleUser, day: number): void {
  const begin = day + 7 * hour + random.whole(0, 150) * minute;
  events.logon(base.device, begin, user, "Interactive");
  if (random.chance(0.15)) events.logon(base.device, begin - 30_000, user, "Interactive", undefined, "InvalidUserNameOrPassword");
  const explorer = events.start({ device: base.device, user, program: programs.explorer, parent: base.winlogon }, begin + 4000);
  behave(events, random, explorer, begin + 5000, 5);
  const share = random.pick(company.servers.filter((server) => server.role === "file server"));
  events.logon(share, begin + 9000, user, "Network", base.device);
  events.connect(explorer, begin + 9000, { address: share.address, port: 445 });
  const sessions: readonly (readonly [SampleProgram, number, number])[] = [
    [programs.outlook, 2, 7], [programs.teams, 1, 4], [programs.edge, 6, 5], [programs.chrome, 4, 5],
    [programs.word, 3, 3], [programs.excel, 3, 3], [programs.notepad, 1, 1], [programs.cmd, 1, 1],
  ];
  for (const [program, times, amount] of sessions)
    for (let count = random.whole(times > 1 ? 1 : 0, times); count > 0; count--) {
      const at = begin + random.whole(1, 8 * 60) * minute;
      const process = events.start({ device: base.device, user, program, parent: explorer }, at);
      behave(events, random, process, at + 300, random.whole(1, amount));
      if (program.file === "cmd.exe") events.start({ device: base.device, user, program: programs.conhost, parent: process }, at + 30);
    }
}

/** What a device does by itself in a day: services, tasks, updates, the management agent with its (harmless) encoded command. */
export function machineDay(events: SampleEvents, random: Random, company: SampleCompany, base: DeviceBase, day: number): void {
  const user = company.system;
  for (let count = 0; count < 26; count++) {
    const at = day + random.whole(0, 24 * 60 - 1) * minute;
    const program: SampleProgram = random.pick([programs.svchost, programs.svchost, programs.taskhost, programs.search, programs.search, programs.defender, programs.msiexec]);
    behave(events, random, events.start({ device: base.device, user, program, parent: base.services }, at), at + 100, 2);
  }
  behave(events, random, base.svchost, day + random.whole(1, 60) * minute, 6);
  behave(events, random, base.agent, day + random.whole(1, 600) * minute, 4);
  const inventory = Buffer.from("Get-CimInstance Win32_OperatingSystem | Select-Object Version", "utf16le").toString("base64");
  if (random.chance(0.35)) events.start({ device: base.device, user, program: programs.powershell, parent: base.agent, commandLine: `powershell.exe -NoProfile -NonInteractive -EncodedCommand ${inventory}` }, day + 11 * hour + random.whole(0, 60) * minute);
  for (let count = 0; count < 14; count++) {
    const host = random.pick([...programs.edge.hosts, ...programs.svchost.hosts]);
    events.device(base.svchost, day + random.whole(0, 24 * 60 - 1) * minute, "DnsQueryResponse", { AdditionalFields: JSON.stringify({ DnsQueryString: host, DnsQueryResult: [{ DnsQueryResult: addressOf(host), DnsQueryType: "A" }] }) });
  }
}

/** What the servers do in a day: logons of all kinds, backups, an administrator at work. */
export function serverDay(events: SampleEvents, random: Random, company: SampleCompany, base: DeviceBase, day: number): void {
  for (let count = 0; count < 45; count++) {
    const from = random.pick(company.workstations);
    events.logon(base.device, day + random.whole(0, 24 * 60 - 1) * minute, random.pick(from.users.length > 0 ? from.users : company.users), "Network", from, random.chance(0.03) ? "InvalidUserNameOrPassword" : undefined);
  }
  const program = base.device.role === "database" ? programs.sql : programs.backup;
  const running = events.start({ device: base.device, user: company.system, program, parent: base.services }, day + 2 * hour);
  behave(events, random, running, day + 2 * hour, 12);
  if (!random.chance(0.5)) return;
  const administrator = random.pick(company.administrators.slice(0, 2));
  const at = day + 10 * hour + random.whole(0, 300) * minute;
  const from = company.servers.at(-1);
  events.logon(base.device, at, administrator, "RemoteInteractive", from);
  const explorer = events.start({ device: base.device, user: administrator, program: programs.explorer, parent: base.winlogon }, at + 3000);
  const shell = events.start({ device: base.device, user: administrator, program: programs.powershell, parent: explorer, commandLine: "powershell.exe -NoExit -Command Get-EventLog -LogName System -Newest 50" }, at + 60_000);
  behave(events, random, shell, at + 61_000, 1);
}

/** The ordinary mail of a day. */
export function mailDay(events: SampleEvents, random: Random, company: SampleCompany, day: number): void {
  for (let count = 0; count < 120; count++) {
    const recipient = random.pick(company.users.slice(0, 54));
    const sender = random.pick(correspondents);
    const at = day + 6 * hour + random.whole(0, 13 * 60) * minute;
    const outside = random.chance(0.55);
    const from = outside ? { address: `${sender.sender}@${sender.domain}`, domain: sender.domain, name: sender.name } : insideSender(random, company);
    addMail(events, at, { recipient, from, subject: random.pick(subjects), inbound: outside, ...(random.chance(0.2) && { attachment: `document-${random.whole(100, 999)}.pdf` }) });
  }
}

function insideSender(random: Random, company: SampleCompany): MailSender {
  const user = random.pick(company.users.slice(0, 54));
  return { address: user.upn, domain: company.domain, name: user.name };
}

interface MailSender {
  readonly address: string;
  readonly domain: string;
  readonly name: string;
}

/** A mail that arrives. */
export interface SampleMail {
  readonly recipient: SampleUser;
  readonly from: MailSender;
  readonly subject: string;
  readonly inbound: boolean;
  readonly attachment?: string;
}

/** Adds a mail, with its attachment. */
export function addMail(events: SampleEvents, at: number, mail: SampleMail): void {
  const id = stableHash("md5", `${mail.from.address}|${mail.recipient.upn}|${mail.subject}|${at}`).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  events.add("EmailEvents", at, {
    NetworkMessageId: id,
    InternetMessageId: `<${id}@${mail.from.domain}>`,
    SenderMailFromAddress: mail.from.address,
    SenderFromAddress: mail.from.address,
    SenderDisplayName: mail.from.name,
    SenderMailFromDomain: mail.from.domain,
    SenderFromDomain: mail.from.domain,
    ...(mail.inbound && { SenderIPv4: addressOf(`mx.${mail.from.domain}`) }),
    RecipientEmailAddress: mail.recipient.upn,
    RecipientObjectId: mail.recipient.objectId,
    Subject: mail.subject,
    EmailDirection: mail.inbound ? "Inbound" : "Intra-org",
    DeliveryAction: "Delivered",
    DeliveryLocation: "Inbox/folder",
    AttachmentCount: mail.attachment === undefined ? 0 : 1,
    UrlCount: 0,
    LatestDeliveryAction: "Delivered",
    LatestDeliveryLocation: "Inbox/folder",
  });
  if (mail.attachment === undefined) return;
  events.add("EmailAttachmentInfo", at, {
    NetworkMessageId: id,
    SenderFromAddress: mail.from.address,
    SenderDisplayName: mail.from.name,
    RecipientEmailAddress: mail.recipient.upn,
    RecipientObjectId: mail.recipient.objectId,
    FileName: mail.attachment,
    FileType: mail.attachment.slice(mail.attachment.lastIndexOf(".") + 1),
    FileExtension: mail.attachment.slice(mail.attachment.lastIndexOf(".") + 1),
    SHA256: stableHash("sha256", mail.attachment),
    FileSize: 40_000 + mail.attachment.length * 999,
  });
}
