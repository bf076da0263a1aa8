import { format, inspect } from "node:util";
import { expect, it } from "vitest";
import { Secret } from "./secret.js";

it("a secret shows itself nowhere but in reveal()", () => {
  const secret = new Secret("hunter2-hunter2");
  const shown = [String(secret), `${secret}`, JSON.stringify({ secret }), inspect({ deep: { secret } }, { showHidden: true, depth: 9 }), format("%s %o %j", secret, secret, secret), JSON.stringify(Object.entries(secret)), "" + secret];
  for (const text of shown) expect(text).not.toContain("hunter2");
  expect(secret.reveal()).toBe("hunter2-hunter2");
  expect(Reflect.ownKeys(secret)).toEqual([]);
});
