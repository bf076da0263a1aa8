import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { root } from "../scripts/workspace.mjs";
import { isNamedInSources, messageCodes } from "./message-codes.js";
import { messagePage } from "./message-page.js";

const page = join(root, "docs", "messages.md");

it("docs/messages.md has every code with its words (npm run generate makes it)", () => {
  if (process.env["HUNTKIT_GENERATE"] === "1") writeFileSync(page, messagePage());
  expect(readFileSync(page, "utf8")).toBe(messagePage());
});

it("finds the codes of errors and warnings in the sources", () => {
  const codes = new Map(messageCodes().map((one) => [one.code, one]));
  expect(codes.size).toBeGreaterThan(250);
  expect(codes.get("host-not-allowed")).toMatchObject({ kinds: new Set(["CloudError"]), message: expect.stringContaining("…") as string });
});

it("docs/troubleshooting.md names no code that there is not", () => {
  const known = new Set(messageCodes().map(({ code }) => code));
  const named = [...readFileSync(join(root, "docs", "troubleshooting.md"), "utf8").matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, cell = ""]) => [...cell.matchAll(/`([a-z]+(?:-[a-z0-9]+)+)`/g)].map(([, code = ""]) => code));
  expect(named.length).toBeGreaterThan(40);
  expect(named.filter((code) => !known.has(code) && !isNamedInSources(code))).toEqual([]);
});
