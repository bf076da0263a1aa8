import { createHash } from "node:crypto";
import { familyNames, firstNames, servers } from "./company.table.js";
import type { Random } from "./random.js";

/** A person, or a service account, of the sample company. */
export interface SampleUser {
  readonly account: string;
  readonly domain: string;
  readonly sid: string;
  readonly upn: string;
  readonly objectId: string;
  readonly name: string;
  readonly administrator: boolean;
}

/** A device of the sample company. */
export interface SampleDevice {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly kind: "workstation" | "server";
  readonly role: string;
  /** The people who work at it. */
  readonly users: readonly SampleUser[];
}

/** The sample company: people, devices, and the accounts that services use. */
export interface SampleCompany {
  readonly domain: string;
  readonly users: readonly SampleUser[];
  readonly administrators: readonly SampleUser[];
  readonly workstations: readonly SampleDevice[];
  readonly servers: readonly SampleDevice[];
  readonly system: SampleUser;
}

const mailDomain = "tailspin.example";
const domain = "tailspin";

/** A digest of a text as lower-case hex, for ids that must be the same in every run. */
export function stableHash(algorithm: "md5" | "sha1" | "sha256", text: string): string {
  return createHash(algorithm).update(text).digest("hex");
}

function stableGuid(text: string): string {
  return stableHash("md5", text).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function user(account: string, name: string, relativeId: number, administrator: boolean): SampleUser {
  return {
    account,
    domain,
    sid: `S-1-5-21-1004336348-1177238915-682003330-${relativeId}`,
    upn: `${account}@${mailDomain}`,
    objectId: stableGuid(`user:${account}`),
    name,
    administrator,
  };
}

function device(name: string, address: string, kind: SampleDevice["kind"], role: string, users: readonly SampleUser[]): SampleDevice {
  return { id: stableHash("sha1", `${name}.${mailDomain}`), name: `${name}.${mailDomain}`, address, kind, role, users };
}

function makeUsers(random: Random): SampleUser[] {
  const taken = new Set<string>();
  while (taken.size < 54) taken.add(`${random.pick(firstNames)} ${random.pick(familyNames)}`);
  const people = ["Dana Reyes", ...[...taken].filter((name) => name !== "Dana Reyes")].slice(0, 54);
  return people.map((name, index) => user(name.toLowerCase().replace(" ", "."), name, 1104 + index, false));
}

/** Makes the company: 40 devices (34 workstations, 6 servers) and 60 accounts (54 people, 3 administrators, 3 service accounts). */
export function makeCompany(random: Random): SampleCompany {
  const users = makeUsers(random);
  const administrators = [user("adm.novak", "Admin Novak", 1201, true), user("adm.ito", "Admin Ito", 1202, true), user("svc-deploy", "Deployment service", 1203, true)];
  const services = [user("svc-backup", "Backup service", 1204, false), user("svc-sql", "Database service", 1205, false), user("svc-scan", "Scanner service", 1206, false)];
  const workstations = Array.from({ length: 34 }, (_, index) => {
    const own = users.filter((_user, number) => number % 34 === index);
    return device(`ws-${String(index + 1).padStart(3, "0")}`, `10.20.1.${index + 11}`, "workstation", "workstation", own);
  });
  const made = servers.map((server, index) => device(server.name, `10.20.0.${index + 10}`, "server", server.role, administrators));
  const system: SampleUser = { account: "system", domain: "nt authority", sid: "S-1-5-18", upn: "", objectId: "", name: "SYSTEM", administrator: true };
  return { domain: mailDomain, users: [...users, ...services, ...administrators], administrators, workstations, servers: made, system };
}
