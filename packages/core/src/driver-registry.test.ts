import { describe, expect, it } from "vitest";
import type { Driver } from "@huntkit/provider";
import { findDriver } from "./driver-registry.js";
import { nearestNames } from "./nearest-names.js";

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

describe("nearestNames", () => {
  it("puts the nearest first and keeps far ones out", () => {
    const names = ["list_host_processes", "host_connections", "list_connections", "tor"];
    expect(nearestNames("list_host_proceses", names)).toEqual(["list_host_processes"]);
    expect(nearestNames("connections", names)).toEqual(["host_connections", "list_connections"]);
    expect(nearestNames("zzz", names)).toEqual([]);
    expect(nearestNames("", names)).toEqual([]);
  });
});
