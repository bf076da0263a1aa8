import { Agent, type Dispatcher, request } from "undici";
import type { Emulator } from "../index.js";

/** An answer, read whole. */
export interface TestAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  /** The body as JSON; throws if it is none. */
  json(): Readonly<Record<string, never>> & Record<string, unknown>;
}

/** What to send. */
export interface TestRequest {
  readonly method?: Dispatcher.HttpMethod;
  readonly headers?: Readonly<Record<string, string>>;
  readonly form?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

const agents = new WeakMap<Emulator, Agent>();

/** One agent per emulator that trusts its authority and nothing else. */
export function agentOf(emulator: Emulator): Agent {
  const known = agents.get(emulator);
  if (known !== undefined) return known;
  const made = new Agent({ connect: { ca: emulator.caPem }, headersTimeout: 300_000, bodyTimeout: 300_000 });
  agents.set(emulator, made);
  return made;
}

/** Sends a request to the emulator (a path or a whole address). */
export async function call(emulator: Emulator, address: string, wanted: TestRequest = {}): Promise<TestAnswer> {
  const body = wanted.form === undefined ? wanted.body : new URLSearchParams(wanted.form).toString();
  const answer = await request(new URL(address, emulator.origin), {
    dispatcher: agentOf(emulator),
    method: wanted.method ?? (body === undefined ? "GET" : "POST"),
    headers: { ...(wanted.form === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" }), ...wanted.headers },
    ...(body === undefined ? {} : { body }),
    ...(wanted.signal === undefined ? {} : { signal: wanted.signal }),
  });
  const text = await answer.body.text();
  return { status: answer.statusCode, headers: answer.headers, text, json: () => JSON.parse(text) as never };
}
