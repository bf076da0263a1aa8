import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { localDriver, type LocalConnectOptions } from "@huntkit/driver-local";
import { kqlDialect } from "@huntkit/kql/dialect";
import { HuntError, QueryError, ServiceError, textPlace, UnsupportedError } from "@huntkit/provider";
import { defineQuery, renderWithPlaces } from "@huntkit/templates";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createQueryProvider, type QueryProvider } from "./index.js";
import { errorInTemplate } from "./error-in-template.js";

const file = `metadata:
  template_syntax: huntkit
  data_environments: [Local]
  data_families: [Own]
sources:
  wrong_column:
    args:
      query: |
        DeviceEvents
        | where DeviceName == {{host}}
        {{#if more}}
        | where FileNam == "a"
        {{/if}}
        | project Timestamp
    parameters:
      host: { type: string }
      more: { type: bool, default: true }
  wrong_names:
    args:
      query: |
        {{table}}
        | project {{column}}, Nope
    parameters:
      table: { type: identifier, default: DeviceEvents }
      column: { type: identifier, default: Timestamp }
  unsupported:
    args:
      query: |
        DeviceEvents
        | evaluate azure_digital_twins_query_request("", {{host}})
    parameters:
      host: { type: string }
`;

const folder = mkdtempSync(join(tmpdir(), "huntkit-places-"));
const path = join(folder, "own.yaml");
let provider: QueryProvider<LocalConnectOptions>;
beforeAll(async () => {
  writeFileSync(path, file);
  writeFileSync(join(folder, "DeviceEvents.ndjson"), '{"Timestamp":"2026-07-01T10:00:00Z","DeviceName":"pc-1","FileName":"a"}\n');
  provider = await createQueryProvider("Local", { drivers: [localDriver], queries: path, connect: { path: folder } });
});
afterAll(async () => {
  await provider.close();
  rmSync(folder, { recursive: true, force: true });
});

async function failure(run: Promise<unknown>): Promise<HuntError> {
  const error = await run.then(() => undefined, (reason: unknown) => reason);
  if (!HuntError.isInstance(error)) throw new TypeError("it did not fail");
  return error;
}

describe("an error about a query of the store", () => {
  it("tells file, line and column of the template, with the file's line and a caret, and keeps the hint", async () => {
    const error = (await failure(provider.run("wrong_column", { host: "a long value that moves columns" }))) as QueryError;
    expect(error).toMatchObject({ kind: "query", code: "query-invalid", problems: [{ code: "KS142", template: { template: "wrong_column", file: path, within: "file", line: 12, column: 17 } }] });
    expect(error.message).toContain(`${path}:12:17: `);
    expect(error.message).toContain('12 | | where FileNam == "a"\n   |         ^^^^^^^\n');
    expect(error.message).toContain("Did you mean FileName instead of FileNam?");
    expect(error.message).not.toContain("line 3");
  });

  it("points at the placeholder of a value", async () => {
    // The names are those of the connection, so that the value is refused before the query is run; without its schema the engine tells.
    const error = await failure(provider.run("wrong_names", { column: "Timestmp" }, { schema: { tables: [{ name: "T", columns: [{ name: "Timestmp", type: "datetime" }] }] } }));
    expect(error.message).toContain(`${path}:22:19 (the value of column): `);
    expect(error.message).toContain("22 | | project {{column}}, Nope\n   |           ^^^^^^^^^^");
    expect(error.message).toContain(`${path}:22:31: `);
  });

  it("tells the place of what the engine does not support", async () => {
    const error = (await failure(provider.run("unsupported", { host: "x" }))) as UnsupportedError;
    expect(error.template).toMatchObject({ file: path, line: 30 });
    expect(error.message).toContain(`${path}:30:`);
  });
});

describe("a value of type identifier", () => {
  it.each([
    ["table", "DeviceEvent", 'there is no table or column "DeviceEvent". Did you mean "DeviceEvents"?'],
    ["column", "x; drop", 'there is no table or column "x; drop".'],
  ])("is refused when the connection has no such name: %s %s", async (name, value, message) => {
    expect(await failure(provider.run("wrong_names", { [name]: value }))).toMatchObject({ kind: "parameter", code: "identifier-unknown", message: expect.stringContaining(message) });
  });

  it("may name what the template makes itself, and a default is the author's", () => {
    const made = defineQuery({ name: "q", families: ["F"], environments: ["E"], query: "T | extend Score = 1 | sort by {{column}}", parameters: { column: { type: "identifier", default: "Other" } } });
    const schema = { tables: [{ name: "T", columns: [] }] };
    const render = (values: Record<string, string>): string => renderWithPlaces(made, values, { dialect: kqlDialect, schema }).text;
    expect([render({ column: "Score" }), render({})]).toEqual(["T | extend Score = 1 | sort by Score", "T | extend Score = 1 | sort by Other"]);
    expect(() => render({ column: "Scor" })).toThrow(/no table or column "Scor"/);
  });
});

it("errors about another text, without a place, or of another kind stay as they are", () => {
  const template = defineQuery({ name: "q", families: ["F"], environments: ["E"], query: "T | where A == {{a}}", parameters: { a: { type: "string" } } });
  const rendered = renderWithPlaces(template, { a: "x" }, { dialect: kqlDialect });
  const place = textPlace(rendered.text, 10, 1);
  const others = [
    new QueryError({ code: "c", message: "m", query: "another", problems: [{ code: "p", message: "m", place }] }),
    new QueryError({ code: "c", message: "m", query: rendered.text, problems: [{ code: "p", message: "m" }] }),
    new UnsupportedError({ code: "c", message: "m", construct: "x" }),
    new ServiceError({ code: "c", message: "m" }),
    "not an error",
  ];
  for (const other of others) expect(errorInTemplate(other, rendered)).toBe(other);
});
