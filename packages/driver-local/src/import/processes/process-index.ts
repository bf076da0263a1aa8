import { fileName, type AccountValue, type HashValue } from "../events/event-values.js";
import type { EventTime } from "../events/event-time.js";

/** What an event tells about a process that it refers to. */
export interface ProcessReference {
  /** Sysmon's GUID of the process, any case, with or without braces. */
  readonly guid?: string | undefined;
  readonly id?: number | undefined;
  readonly image?: string | undefined;
  readonly commandLine?: string | undefined;
  readonly account?: AccountValue | undefined;
}

/** What the record of a process's creation tells. */
export interface CreatedProcess extends ProcessReference {
  readonly created: EventTime;
  /** When it happened by the best guess, in milliseconds: for matching records of the same process from two logs. */
  readonly clock: number;
  readonly hashes?: HashValue;
  readonly logonId?: number | undefined;
  readonly sessionId?: number | undefined;
  readonly integrityLevel?: string | undefined;
  readonly tokenElevation?: string | undefined;
  readonly version?: ProcessVersion;
  readonly parent?: ProcessReference;
}

/** Version information of a program file. */
export interface ProcessVersion {
  readonly company?: string | undefined;
  readonly product?: string | undefined;
  readonly productVersion?: string | undefined;
  readonly originalFileName?: string | undefined;
  readonly description?: string | undefined;
}

/** A process as all records together tell of it. */
export interface KnownProcess {
  readonly number: number;
  readonly device: string;
  guid?: string | undefined;
  id?: number | undefined;
  image?: string | undefined;
  commandLine?: string | undefined;
  account?: AccountValue | undefined;
  created?: EventTime | undefined;
  clock?: number | undefined;
  /** When an event last told of it, in milliseconds. */
  seen?: number | undefined;
  hashes?: HashValue | undefined;
  logonId?: number | undefined;
  sessionId?: number | undefined;
  integrityLevel?: string | undefined;
  tokenElevation?: string | undefined;
  version?: ProcessVersion | undefined;
  /** A number that {@link ProcessIndex.find} takes. */
  parent?: number | undefined;
  /** Set when this record turned out to tell of the same process as another. */
  same?: KnownProcess | undefined;
}

/** The same process may be stamped this much apart by two logs. */
const SAME_PROCESS_MILLISECONDS = 3000;
/** An id alone is no proof that a process of which nothing was heard for longer still runs: recordings of one host may be weeks apart. */
const STILL_RUNNING_MILLISECONDS = 7 * 24 * 3600 * 1000;

interface Lookup {
  readonly device: string;
  readonly reference: ProcessReference;
  readonly clock: number;
}

/**
 * The processes of all devices, gathered while events are read in any order. Events keep a number; what process it stands for
 * is known after {@link settle}: by GUID where the log has one, else by device, process id and time.
 */
export class ProcessIndex {
  private readonly processes: KnownProcess[] = [];
  private readonly byGuid = new Map<string, KnownProcess>();
  private readonly lookups: Lookup[] = [];
  private readonly found: (KnownProcess | undefined)[] = [];

  /** Takes the record of a process's creation. @returns its number. */
  create(device: string, facts: CreatedProcess): number {
    const process = this.withGuid(device, facts.guid) ?? this.add(device);
    const { guid: _guid, parent, ...own } = facts;
    fill(process, own, true);
    see(process, facts.clock);
    if (parent) process.parent = this.refer(device, parent, facts.clock);
    return process.number;
  }

  /** Takes note of a process that an event refers to. @returns a number for {@link find}; undefined if nothing tells which process. */
  refer(device: string, reference: ProcessReference, clock: number): number | undefined {
    const process = this.withGuid(device, reference.guid);
    if (process) {
      const { guid: _guid, ...own } = reference;
      fill(process, own, false);
      see(process, clock);
      return process.number;
    }
    if (reference.id === undefined && reference.image === undefined) return undefined;
    this.lookups.push({ device, reference, clock });
    return -this.lookups.length;
  }

  /** The number of a created process's parent, as {@link refer} gave it. */
  parentOf(number: number): number | undefined {
    return this.processes[number]?.parent;
  }

  /** Joins records of the same process and answers all lookups. Call once, after the last event. */
  settle(): void {
    const byImage = groupBy(this.processes.filter((process) => process.id === undefined && process.guid !== undefined), imageKey);
    for (const process of this.processes) if (process.guid === undefined) this.joinWithoutId(process, byImage);
    const byId = groupBy(this.processes.filter((process) => process.same === undefined), idKey);
    for (const instances of byId.values()) joinNeighbours(instances);
    for (const lookup of this.lookups) this.found.push(this.answer(lookup, byId));
  }

  /** The process that a number stands for. */
  find(number: number | undefined): KnownProcess | undefined {
    if (number === undefined) return undefined;
    const process = number < 0 ? this.found[-number - 1] : this.processes[number];
    return process && rootOf(process);
  }

  /** All processes, after {@link settle}; those that were joined with another are left out. */
  all(): readonly KnownProcess[] {
    return this.processes.filter((process) => process.same === undefined);
  }

  /** How the numbers below 0 were answered: number and process number. */
  *answers(): Generator<readonly [number, number]> {
    for (const [at, process] of this.found.entries()) if (process) yield [-at - 1, rootOf(process).number];
    for (const process of this.processes) if (process.same) yield [process.number, rootOf(process).number];
  }

  private withGuid(device: string, guid: string | undefined): KnownProcess | undefined {
    if (guid === undefined) return undefined;
    const key = guid.replace(/[{}]/g, "").toLowerCase();
    if (/^[0-]+$/.test(key)) return undefined;
    let process = this.byGuid.get(key);
    if (!process) {
      process = this.add(device);
      process.guid = key;
      const clock = guidClock(key);
      if (clock !== undefined) process.clock = clock;
      this.byGuid.set(key, process);
    }
    return process;
  }

  private add(device: string): KnownProcess {
    const process = { number: this.processes.length, device };
    this.processes.push(process);
    return process;
  }

  /** A recording may have lost Sysmon's process id: the Security log's record of the same start gives it back. */
  private joinWithoutId(process: KnownProcess, byImage: ReadonlyMap<string, readonly KnownProcess[]>): void {
    const twin = byImage.get(imageKey(process))?.find((other) => near(other, process) && (other.id === undefined || other.id === process.id));
    if (twin) join(twin, process);
  }

  private answer(lookup: Lookup, byId: Map<string, KnownProcess[]>): KnownProcess | undefined {
    const { device, reference, clock } = lookup;
    if (reference.id === undefined) return this.stranger(device, reference);
    const key = `${device}|${reference.id}`;
    const instances = byId.get(key) ?? [];
    const wanted = fileName(reference.image)?.toLowerCase();
    const fits = (process: KnownProcess): boolean => wanted === undefined || process.image === undefined || fileName(process.image)?.toLowerCase() === wanted;
    const runs = (process: KnownProcess): boolean => (process.clock ?? 0) <= clock + SAME_PROCESS_MILLISECONDS && clock - (process.seen ?? clock) <= STILL_RUNNING_MILLISECONDS;
    const running = instances.filter((process) => runs(process) && fits(process)).at(-1);
    if (running) {
      fill(running, reference, false);
      return running;
    }
    const process = this.stranger(device, reference);
    see(process, clock);
    byId.set(key, [process, ...instances]);
    return process;
  }

  private stranger(device: string, reference: ProcessReference): KnownProcess {
    const process = this.add(device);
    const { guid: _guid, ...own } = reference;
    fill(process, own, false);
    return process;
  }
}

/**
 * The second of creation inside a Sysmon process GUID: its second and third group hold it, low half first.
 * Source: observed in every Sysmon record (the GUID of a creation record agrees with its UtcTime).
 */
export function guidClock(guid: string): number | undefined {
  const match = /^[0-9a-f]{8}-([0-9a-f]{4})-([0-9a-f]{4})-/.exec(guid);
  const seconds = match ? parseInt(`${match[2]}${match[1]}`, 16) : 0;
  return seconds > 315_532_800 ? seconds * 1000 : undefined;
}

function fill(process: KnownProcess, facts: Partial<KnownProcess>, overwrite: boolean): void {
  const target = process as unknown as Record<string, unknown>;
  for (const [name, value] of Object.entries(facts)) if (value !== undefined && (overwrite || target[name] === undefined)) target[name] = value;
}

function see(process: KnownProcess, clock: number): void {
  if (clock > (process.seen ?? 0)) process.seen = clock;
}

function join(keep: KnownProcess, drop: KnownProcess): void {
  see(keep, drop.seen ?? 0);
  const { number: _number, device: _device, same: _same, ...facts } = drop;
  fill(keep, facts, false);
  drop.same = keep;
}

function rootOf(process: KnownProcess): KnownProcess {
  let root = process;
  while (root.same) root = root.same;
  return root;
}

function near(left: KnownProcess, right: KnownProcess): boolean {
  return left.clock !== undefined && right.clock !== undefined && Math.abs(left.clock - right.clock) <= SAME_PROCESS_MILLISECONDS;
}

/** Sorts the processes that had one id by their start and joins records of the same start. */
function joinNeighbours(instances: KnownProcess[]): void {
  instances.sort((left, right) => (left.clock ?? 0) - (right.clock ?? 0));
  for (let at = instances.length - 1; at > 0; at--) {
    const [earlier, later] = [instances[at - 1], instances[at]];
    if (!earlier || !later || !near(earlier, later) || (earlier.guid !== undefined && later.guid !== undefined) || !sameProgram(earlier, later)) continue;
    if (later.guid === undefined) join(earlier, later);
    else join(later, earlier);
    instances.splice(later.guid === undefined ? at : at - 1, 1);
  }
}

function sameProgram(left: KnownProcess, right: KnownProcess): boolean {
  return left.image === undefined || right.image === undefined || fileName(left.image)?.toLowerCase() === fileName(right.image)?.toLowerCase();
}

function idKey(process: KnownProcess): string | undefined {
  return process.id === undefined ? undefined : `${process.device}|${process.id}`;
}

function imageKey(process: KnownProcess): string {
  return `${process.device}|${process.image?.toLowerCase()}|${process.commandLine?.trim()}`;
}

function groupBy(processes: readonly KnownProcess[], keyOf: (process: KnownProcess) => string | undefined): Map<string, KnownProcess[]> {
  const groups = new Map<string, KnownProcess[]>();
  for (const process of processes) {
    const key = keyOf(process);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(process);
    else groups.set(key, [process]);
  }
  return groups;
}
