import { readFileSync, writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { aadstsTable } from "./aadsts-page.js";

const page = new URL("../../../../docs/sign-in.md", import.meta.url);
const [begin, end] = ["<!-- aadsts: begin (made by packages/auth; HUNTKIT_UPDATE=1 writes it) -->\n", "\n<!-- aadsts: end -->"];

it("docs/sign-in.md has the table of codes that the code knows", () => {
  const text = readFileSync(page, "utf8");
  const [start, stop] = [text.indexOf(begin), text.indexOf(end)];
  expect([start >= 0, stop > start]).toEqual([true, true]);
  if (process.env["HUNTKIT_UPDATE"] === "1") writeFileSync(page, text.slice(0, start + begin.length) + aadstsTable() + text.slice(stop));
  else expect(text.slice(start + begin.length, stop)).toBe(aadstsTable());
});
