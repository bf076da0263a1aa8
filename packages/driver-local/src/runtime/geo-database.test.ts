import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { HuntError, tableRows } from "@huntkit/provider";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isLocalConnection, localDriver, type LocalConnection } from "../index.js";
import { writeGeoDatabase } from "./__fixtures__/write-geo-database.js";

const folder = mkdtempSync(join(tmpdir(), "huntkit-places-"));
const data = join(folder, "data");
const en = (name: string): { readonly names: { readonly en: string; readonly de: string } } => ({ names: { en: name, de: `${name}-de` } });

async function open(geoDatabase?: string): Promise<LocalConnection> {
  const opened = await localDriver.connect({ path: data, ...(geoDatabase === undefined ? {} : { geoDatabase }) });
  if (!isLocalConnection(opened)) throw new TypeError("not local");
  return opened;
}

async function failure(work: Promise<unknown>): Promise<HuntError> {
  const error: unknown = await work.catch((caught: unknown) => caught);
  if (!HuntError.isInstance(error)) throw new TypeError(`no error of huntkit: ${String(error)}`);
  return error;
}

beforeAll(async () => {
  const { mkdirSync } = await import("node:fs");
  mkdirSync(data);
  writeFileSync(join(data, "T.csv"), "Ip\n192.0.2.7\n");
  writeFileSync(join(folder, "broken.mmdb"), "no database");
  const v4 = (a: number, b: number, c: number): number[] => [...Array<number>(12).fill(0), a, b, c, 0];
  const whole = { country: en("Freedonia"), subdivisions: [en("North"), en("Inner")], city: en("Capital City with a name of many letters"), location: { latitude: -33.8715, longitude: 151.2006 } };
  writeFileSync(join(folder, "places.mmdb"), writeGeoDatabase([
    { address: v4(192, 0, 2), prefix: 96 + 24, record: whole },
    { address: [0x20, 0x01, 0x0d, 0xb8], prefix: 32, record: { country: en("Sylvania") } },
  ]));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("geo_info_from_ip_address()", () => {
  it("R303: gives what the database says of an address, and null for what it does not have", async () => {
    const connection = await open(join(folder, "places.mmdb"));
    const result = await connection.query("union (T | project a = Ip), (datatable(a:string)['2001:db8::1', '10.0.0.1', 'no address', '']) | project a, p = geo_info_from_ip_address(a) | extend c = tostring(p.country), y = todouble(p.latitude)");
    const rows = result.status === "complete" ? [...tableRows(result.table)].map((row) => [...row]) : [];
    expect(rows).toEqual([
      ["192.0.2.7", { country: "Freedonia", state: "North", city: "Capital City with a name of many letters", latitude: -33.8715, longitude: 151.2006 }, "Freedonia", -33.8715],
      ["2001:db8::1", { country: "Sylvania" }, "Sylvania", null],
      ["10.0.0.1", null, "", null],
      ["no address", null, "", null],
      ["", null, "", null],
    ]);
    await connection.close();
  });

  it("is refused with its place where no database is named, inside lets too", async () => {
    const connection = await open();
    expect(await failure(connection.query("let f = (a:string) { geo_info_from_ip_address(a) };\nT | extend p = f(Ip)"))).toMatchObject({ kind: "unsupported", place: { line: 1, column: 22 }, message: expect.stringContaining("geoDatabase") as string });
    await connection.close();
  });

  it("tells of a file that is not there, and of one that is no database", async () => {
    expect(await failure(open(join(folder, "gone.mmdb")))).toMatchObject({ kind: "parameter", code: "geo-database-invalid" });
    const connection = await open(join(folder, "broken.mmdb"));
    expect(await failure(connection.query("T | extend p = geo_info_from_ip_address(Ip)"))).toMatchObject({ kind: "data", code: "geo-database-broken" });
    await connection.close();
  });
});
