import { type AccessToken, CancelledError, Secret, ServiceError, SignInError } from "@huntkit/provider";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { Acquire } from "./acquire.js";
import { renewingSource } from "./renewing-source.js";

const minute = 60_000;

/** A service whose tokens live for some time; it counts how often it is asked. */
function service(lifeMilliseconds: number): { readonly acquire: Acquire; readonly clock: { now: () => number; time: number }; asked: number; fail: Error | undefined } {
  const clock = { time: 0, now: () => clock.time };
  const state = {
    clock,
    asked: 0,
    fail: undefined as Error | undefined,
    acquire: (async (): Promise<AccessToken> => {
      await Promise.resolve();
      state.asked++;
      if (state.fail) throw state.fail;
      return { token: new Secret(String(state.asked)), expiresOnMilliseconds: clock.time + lifeMilliseconds };
    }) satisfies Acquire,
  };
  return state;
}

it("never hands out a token within 5 minutes of its end, whatever the calls and lives", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 6, max: 90 }), fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 60 }), async (life, steps) => {
      const { acquire, clock } = service(life * minute);
      const source = renewingSource(acquire, clock);
      for (const step of steps) {
        const [one, two] = await Promise.all([source.getToken(["a"]), source.getToken(["a"])]);
        expect(one.expiresOnMilliseconds - clock.time).toBeGreaterThan(5 * minute);
        expect(two).toBe(one);
        clock.time += step * minute;
      }
    }),
  );
});

it("asks once for each scope, whatever the order of scopes and the number of callers", async () => {
  const state = service(60 * minute);
  const source = renewingSource(state.acquire, state.clock);
  await Promise.all([source.getToken(["a", "b"]), source.getToken(["b", "a"]), source.getToken(["c"])]);
  expect(state.asked).toBe(2);
});

it("gives no token within 5 minutes of its end, also not while the service is down, and renews once it is well", async () => {
  const state = service(60 * minute);
  const source = renewingSource(state.acquire, state.clock);
  const first = await source.getToken(["a"]);
  state.fail = new ServiceError({ code: "sign-in-service-failed", message: "x" });
  state.clock.time = 55 * minute - 1;
  expect(await source.getToken(["a"])).toBe(first);
  state.clock.time = 55 * minute;
  await expect(source.getToken(["a"])).rejects.toBe(state.fail);
  state.fail = undefined;
  expect((await source.getToken(["a"])).token.reveal()).not.toBe(first.token.reveal());
});

it("does not hide a refusal behind the old token", async () => {
  const state = service(60 * minute);
  const source = renewingSource(state.acquire, state.clock);
  await source.getToken(["a"]);
  state.clock.time = 56 * minute;
  state.fail = new SignInError({ code: "application-disabled", message: "x" });
  await expect(source.getToken(["a"])).rejects.toBe(state.fail);
});

it("lets one caller leave without taking the token from the others, and stops when the last one leaves", async () => {
  let stopped = 0;
  let finish = (_: AccessToken): void => undefined;
  const acquire: Acquire = (_, { signal }) =>
    new Promise((resolve, reject) => {
      finish = resolve;
      signal.addEventListener("abort", () => (stopped++, reject(new CancelledError({ code: "cancelled", message: "x" }))));
    });
  const source = renewingSource(acquire, { now: () => 0 });
  const [one, two] = [new AbortController(), new AbortController()];
  const leaving = source.getToken(["a"], { signal: one.signal });
  const staying = source.getToken(["a"], { signal: two.signal });
  one.abort();
  await expect(leaving).rejects.toBeInstanceOf(CancelledError);
  expect(stopped).toBe(0);
  finish({ token: new Secret("t"), expiresOnMilliseconds: 60 * minute });
  expect((await staying).token.reveal()).toBe("t");
  const last = new AbortController();
  const alone = source.getToken(["b"], { signal: last.signal });
  last.abort();
  await expect(alone).rejects.toBeInstanceOf(CancelledError);
  expect(stopped).toBe(1);
});

it("replaces a token that a service refused, once for all who were refused with it, and at once for those who come later", async () => {
  const state = service(60 * minute);
  const source = renewingSource(state.acquire, state.clock);
  const refused = await source.getToken(["a"]);
  const others = await Promise.all(Array.from({ length: 30 }, () => source.getToken(["a"], { refused })));
  expect(new Set(others.map(({ token }) => token.reveal()))).toEqual(new Set(["2"]));
  expect((await source.getToken(["a"], { refused })).token.reveal()).toBe("2");
  expect((await source.getToken(["a"])).token.reveal()).toBe("2");
  expect(state.asked).toBe(2);
});

it("never gives a refused token again because the sign-in service is down", async () => {
  const state = service(60 * minute);
  const source = renewingSource(state.acquire, state.clock);
  const refused = await source.getToken(["a"]);
  state.fail = new ServiceError({ code: "sign-in-service-failed", message: "x" });
  await expect(source.getToken(["a"], { refused })).rejects.toBe(state.fail);
});
