import { describe, expect, it } from "vitest";
import { didYouMean, nearestNames } from "./nearest-names.js";

describe("nearestNames", () => {
  const names = ["list_host_processes", "list_connections", "host_connections"];

  it("finds names by few edits, then those that hold the text", () => {
    expect(nearestNames("list_host_proceses", names)).toEqual(["list_host_processes"]);
    expect(nearestNames("connections", names)).toEqual(["host_connections", "list_connections"]);
    expect(nearestNames("zzz", names)).toEqual([]);
    expect(nearestNames("", names)).toEqual([]);
  });

  it("are told as one sentence", () => {
    expect(didYouMean("conections", ["connections"])).toBe(' Did you mean "connections"?');
    expect(didYouMean("hst", ["hst1", "hst2", "hst3"])).toBe(' Did you mean "hst1", "hst2" or "hst3"?');
    expect(didYouMean("zzz", names)).toBe("");
  });
});
