import type { ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import type { FaultRule } from "../faults/fault-rule.js";
import { firstHalf } from "../faults/faulty-response.js";
import type { EmulatorClock } from "./emulator-clock.js";
import type { ServiceResponse } from "./service-response.js";

/** How an answer is sent. */
export interface Sending {
  readonly acceptsGzip: boolean;
  readonly clock: EmulatorClock;
  /** The fault that is played, if any. */
  readonly fault: FaultRule | undefined;
  /** Fires when the emulator is closed. */
  readonly signal: AbortSignal;
}

/** Writes an answer, with what the fault does to the sending. */
export async function sendResponse(output: ServerResponse, response: ServiceResponse, sending: Sending): Promise<void> {
  const fault = sending.fault ?? {};
  const { bytes, encoding } = encoded(response, sending);
  const cut = fault.dropSocket === "mid-body" || fault.stall === "mid-body";
  output.writeHead(response.status, {
    ...response.headers,
    date: new Date(sending.clock.now()).toUTCString(),
    ...(encoding === undefined ? {} : { "content-encoding": encoding, vary: "accept-encoding" }),
    "content-length": cut ? Math.max(2, bytes.length) : bytes.length,
  });
  if (cut) await sendHalf(output, bytes, fault);
  else if (fault.slowDrip !== undefined) await drip(output, bytes, fault.slowDrip, sending.signal);
  else output.end(bytes);
}

function encoded(response: ServiceResponse, { fault, acceptsGzip }: Sending): { readonly bytes: Uint8Array; readonly encoding?: string } {
  const bytes = Buffer.from(response.body ?? "");
  if (fault?.cutGzip === true) return { bytes: firstHalf(gzipSync(bytes)), encoding: "gzip" };
  if (response.compress === true && acceptsGzip) return { bytes: gzipSync(bytes, { level: 1 }), encoding: "gzip" };
  return { bytes };
}

async function sendHalf(output: ServerResponse, bytes: Uint8Array, fault: FaultRule): Promise<void> {
  await new Promise<void>((resolve) => {
    output.flushHeaders();
    output.write(bytes.length < 2 ? "{" : firstHalf(bytes), () => resolve());
  });
  if (fault.dropSocket === "mid-body") output.socket?.destroy();
}

async function drip(output: ServerResponse, bytes: Uint8Array, { bytes: size, everyMilliseconds }: NonNullable<FaultRule["slowDrip"]>, signal: AbortSignal): Promise<void> {
  for (let start = 0; start < bytes.length && !output.destroyed; start += size) {
    output.write(bytes.subarray(start, start + size));
    if (start + size < bytes.length) await wait(everyMilliseconds, undefined, { signal });
  }
  output.end();
}
