import { describe, expect, it } from "vitest";
import type { Driver } from "@huntkit/provider";
import { findDriver } from "./driver-registry.js";

const named = (...names: string[]) => ({ names }) as unknown as Driver;
const drivers = [named("Local", "LocalData"), named("M365D", "M365DGraph")];

describe("findDriver", () => {
  it("finds a driver by any of its names in any case, and gives the driver's spelling", () => {
    expect(findDriver("m365dgraph", drivers)).toEqual({ driver: drivers[1], environment: "M365DGraph" });
    expect(findDriver(" LOCAL ", drivers).driver).toBe(drivers[0]);
  });

  it("suggests the nearest name and lists all", () => {
    expect(() => findDriver("Lcoal", drivers)).toThrow('There is no data environment "Lcoal". Did you mean "Local"? Known: Local, LocalData, M365D, M365DGraph.');
  });

  it("refuses a name that two drivers serve", () => {
    expect(() => findDriver("local", [...drivers, named("LOCAL")])).toThrow(/Two of the given drivers/);
  });
});
