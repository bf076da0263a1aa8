import { readFileSync, writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { supportMatrix } from "./support-matrix.js";

const page = new URL("../../../../../docs/kql-support.md", import.meta.url);

it("docs/kql-support.md is what the engine's tables say (npm run generate writes it)", () => {
  if (process.env["HUNTKIT_GENERATE"] === "1") writeFileSync(page, supportMatrix());
  expect(readFileSync(page, "utf8")).toBe(supportMatrix());
});
