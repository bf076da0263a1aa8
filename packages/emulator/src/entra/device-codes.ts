import { randomBytes, randomInt } from "node:crypto";
import { ParameterError } from "@huntkit/provider";
import type { Directory } from "../directory/directory.js";
import type { EmulatorClock } from "../server/emulator-clock.js";
import type { DeviceCodeOptions } from "./entra-options.js";

/** A device code that was given out. */
export interface DeviceCode {
  /** What the person types in. */
  readonly userCode: string;
  readonly tenantName: string;
  readonly clientId: string;
  readonly scope: string;
  readonly state: "pending" | "approved" | "denied" | "expired" | "redeemed";
  /** How often the client asked so far. */
  readonly polls: number;
}

/** The device codes of the emulator, for tests to play the person with. */
export interface DeviceCodes {
  /** Those given out, oldest first. */
  list(): readonly DeviceCode[];
  /** The person signs in and agrees. Default: the first user of the first tenant. */
  approve(userCode: string, username?: string): void;
  /** The person refuses. */
  deny(userCode: string): void;
  /** The code ends now. */
  expire(userCode: string): void;
  /** The next polls of this code are answered with `slow_down`. Default: one. */
  slowDown(userCode: string, polls?: number): void;
  /** Called with each new code from now on; approve it there for a sign-in without a person. Returns how to stop. */
  onCode(listener: (code: DeviceCode) => void): () => void;
}

/** @internal One code with what the server alone knows. */
export interface DeviceCodeRecord {
  readonly deviceCode: string;
  readonly userCode: string;
  readonly tenantName: string;
  readonly clientId: string;
  readonly scope: string;
  readonly expires: number;
  state: "pending" | "approved" | "denied" | "redeemed";
  username: string;
  strong: boolean;
  polls: number;
  slowDowns: number;
  lastPoll: number;
}

/** @internal */
export interface DeviceCodeStore extends DeviceCodes {
  readonly intervalSeconds: number;
  readonly lifetimeSeconds: number;
  readonly enforceInterval: boolean;
  create(wanted: Pick<DeviceCodeRecord, "tenantName" | "clientId" | "scope">): DeviceCodeRecord;
  byDeviceCode(deviceCode: string): DeviceCodeRecord | undefined;
  byUserCode(userCode: string): DeviceCodeRecord | undefined;
}

const letters = "BCDFGHJKLMNPQRSTVWXZ23456789";

/** @internal Makes the store; codes end by the clock. */
export function createDeviceCodes(options: DeviceCodeOptions, { clock, directory }: { readonly clock: EmulatorClock; readonly directory: Directory }): DeviceCodeStore {
  const records: DeviceCodeRecord[] = [];
  const listeners = new Set<(code: DeviceCode) => void>();
  const lifetimeSeconds = options.lifetimeSeconds ?? 900;
  const byUserCode = (userCode: string): DeviceCodeRecord | undefined => records.find((record) => record.userCode === userCode.trim().toUpperCase());
  const change = (userCode: string, changes: Partial<DeviceCodeRecord>): void => void Object.assign(known(byUserCode(userCode)), changes);
  const shown = (record: DeviceCodeRecord): DeviceCode => shownCode(record, clock.now());
  return {
    intervalSeconds: options.intervalSeconds ?? 5,
    lifetimeSeconds,
    enforceInterval: options.enforceInterval ?? false,
    list: () => records.map(shown),
    approve: (userCode, username) => change(userCode, { state: "approved", username: username ?? directory.tenants[0]?.users[0]?.username ?? "" }),
    deny: (userCode) => change(userCode, { state: "denied" }),
    expire: (userCode) => change(userCode, { expires: clock.now() }),
    slowDown: (userCode, polls = 1) => change(userCode, { slowDowns: polls }),
    onCode: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    create: (wanted) => {
      const record = newRecord(wanted, clock.now() + lifetimeSeconds * 1000);
      records.push(record);
      for (const listener of listeners) listener(shown(record));
      return record;
    },
    byDeviceCode: (deviceCode) => records.find((record) => record.deviceCode === deviceCode),
    byUserCode,
  };
}

function newRecord(wanted: Pick<DeviceCodeRecord, "tenantName" | "clientId" | "scope">, expires: number): DeviceCodeRecord {
  const userCode = Array.from({ length: 9 }, () => letters[randomInt(letters.length)]).join("");
  return { ...wanted, deviceCode: randomBytes(48).toString("base64url"), userCode, expires, state: "pending", username: "", strong: true, polls: 0, slowDowns: 0, lastPoll: Number.NEGATIVE_INFINITY };
}

function shownCode(record: DeviceCodeRecord, now: number): DeviceCode {
  const { userCode, tenantName, clientId, scope, polls } = record;
  const state = record.state !== "redeemed" && now >= record.expires ? "expired" : record.state;
  return { userCode, tenantName, clientId, scope, polls, state };
}

function known(record: DeviceCodeRecord | undefined): DeviceCodeRecord {
  if (record !== undefined) return record;
  throw new ParameterError({ code: "emulator-user-code", message: "The emulator gave out no such user code. Take the code from the device-code answer or from deviceCodes.list()." });
}
