import { ParameterError } from "@huntkit/provider";
import { playAttack } from "./attack.js";
import { makeCompany, type SampleCompany } from "./company.js";
import { bootDevice, machineDay, mailDay, serverDay, workingDay, type DeviceBase } from "./daily-life.js";
import { createRandom, type Random } from "./random.js";
import { SampleEvents, type SampleEvent } from "./sample-events.js";

const dayLength = 86_400_000;

/** What the sample week is made from. */
export interface SampleWeekOptions {
  /** The day after the week, `YYYY-MM-DD` in UTC: the week is the seven days before it. */
  readonly date: string;
  /** The seed; the same seed and date give the same rows. Default: 4471. */
  readonly seed?: number;
}

/** The events of the sample week by table, each table in order of time. */
export type SampleWeek = ReadonlyMap<string, readonly SampleEvent[]>;

/** The first and the next instant after the week, in milliseconds since 1970. The attack happens on its fifth day. */
export function sampleWeekRange(date: string): { readonly start: number; readonly end: number } {
  const end = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(end))
    throw new ParameterError({ code: "sample-date-invalid", message: `"${date}" is not a date. Write the day as YYYY-MM-DD, for example 2026-07-01.` });
  return { start: end - 7 * dayLength, end };
}

/**
 * Makes one week of a small company (40 devices, 60 accounts, more than 60,000 events) with ordinary noise and one attack.
 * @throws {ParameterError} if the date is not one.
 */
export function makeSampleWeek(options: SampleWeekOptions): SampleWeek {
  const { start, end } = sampleWeekRange(options.date);
  const random = createRandom(options.seed ?? 4471);
  const company = makeCompany(random);
  const events = new SampleEvents(random, end);
  const bases = new Map([...company.workstations, ...company.servers].map((device) => [device.name, bootDevice(events, company, device, start)]));
  for (let day = 0; day < 7; day++) liveDay(events, random, company, bases, start + day * dayLength);
  playAttack(events, random, company, bases, start + 4 * dayLength);
  return sorted(events.tables);
}

function liveDay(events: SampleEvents, random: Random, company: SampleCompany, bases: ReadonlyMap<string, DeviceBase>, day: number): void {
  const weekend = [0, 6].includes(new Date(day).getUTCDay());
  for (const base of bases.values()) {
    const { device } = base;
    events.add("DeviceInfo", day + 3_600_000, { DeviceId: device.id, DeviceName: device.name, OSPlatform: device.kind === "server" ? "WindowsServer2022" : "Windows11", DeviceType: device.kind === "server" ? "Server" : "Workstation", OnboardingStatus: "Onboarded", PublicIP: "192.0.2.10" });
    machineDay(events, random, company, base, day);
    if (device.kind === "server") serverDay(events, random, company, base, day);
    else for (const user of device.users) if (!weekend || random.chance(0.08)) workingDay(events, random, company, base, user, day);
  }
  if (!weekend) mailDay(events, random, company, day);
}

function sorted(tables: ReadonlyMap<string, readonly SampleEvent[]>): SampleWeek {
  const byTime = (left: SampleEvent, right: SampleEvent): number => left.at - right.at;
  return new Map([...tables].sort(([left], [right]) => (left < right ? -1 : 1)).map(([name, events]) => [name, [...events].sort(byTime)]));
}
