import { describe, expect, it } from "vitest";
import { timeOf } from "../events/event-time.js";
import { guidClock, ProcessIndex } from "./process-index.js";
import { AccountDirectory } from "./account-directory.js";

const at = (seconds: number): { created: ReturnType<typeof timeOf>; clock: number } => ({ created: timeOf(1_700_000_000_000 + seconds * 1000, ""), clock: 1_700_000_000_000 + seconds * 1000 });
const clock = (seconds: number): number => at(seconds).clock;

describe("ProcessIndex", () => {
  it("keeps two processes apart that had the same id one after the other", () => {
    const index = new ProcessIndex();
    const early = index.refer("d", { id: 8 }, clock(50));
    const late = index.refer("d", { id: 8 }, clock(500));
    const before = index.refer("d", { id: 8 }, clock(-100));
    index.create("d", { id: 8, image: "C:\\first.exe", ...at(0) });
    index.create("d", { id: 8, image: "C:\\second.exe", ...at(400) });
    index.create("other", { id: 8, image: "C:\\third.exe", ...at(450) });
    index.settle();
    expect([early, late, before].map((number) => index.find(number)?.image)).toEqual(["C:\\first.exe", "C:\\second.exe", undefined]);
  });

  it("does not take a process for another program that had its id", () => {
    const index = new ProcessIndex();
    const number = index.refer("d", { id: 8, image: "\\device\\harddiskvolume2\\lsass.exe" }, clock(50));
    index.create("d", { id: 8, image: "C:\\first.exe", commandLine: "first", ...at(0) });
    index.settle();
    expect(index.find(number)).toMatchObject({ id: 8, image: "\\device\\harddiskvolume2\\lsass.exe" });
    expect(index.find(number)?.commandLine).toBeUndefined();
  });

  it("does not take an id for a process of a recording weeks ago", () => {
    const index = new ProcessIndex();
    index.create("d", { id: 8, image: "C:\\first.exe", ...at(0) });
    const soon = index.refer("d", { id: 8 }, clock(3600));
    const weeksLater = index.refer("d", { id: 8 }, clock(20 * 24 * 3600));
    index.settle();
    expect([soon, weeksLater].map((number) => index.find(number)?.image)).toEqual(["C:\\first.exe", undefined]);
  });

  it("joins the records of two logs about one start, in any order", () => {
    for (const sysmonFirst of [true, false]) {
      const index = new ProcessIndex();
      const records = [
        () => index.create("d", { guid: "{A}", id: 8, image: "C:\\x.exe", integrityLevel: "High", ...at(0) }),
        () => index.create("d", { id: 8, image: "c:\\X.EXE", tokenElevation: "Full", ...at(2) }),
      ];
      const numbers = (sysmonFirst ? records : records.reverse()).map((create) => create());
      index.settle();
      const found = numbers.map((number) => index.find(number));
      expect(found[0]).toBe(found[1]);
      expect(found[0]).toMatchObject({ guid: "a", integrityLevel: "High", tokenElevation: "Full" });
      expect(index.all()).toHaveLength(1);
    }
  });

  it("knows a process by its GUID in any spelling, before and after its creation is told", () => {
    const index = new ProcessIndex();
    const first = index.refer("d", { guid: "{69E8992A-D6E9-5F51-0C00-000000000400}", id: 728, image: "C:\\lsass.exe" }, 0);
    const second = index.create("d", { guid: "69e8992a-d6e9-5f51-0c00-000000000400", image: "C:\\Windows\\lsass.exe", ...at(0) });
    index.settle();
    expect(index.find(first)).toBe(index.find(second));
    expect(index.find(first)).toMatchObject({ id: 728, image: "C:\\Windows\\lsass.exe" });
  });

  it("reads the second of creation out of a GUID", () => {
    expect(guidClock("69e8992a-d6e9-5f51-0c00-000000000400")).toBe(Date.parse("2020-09-04T05:55:53Z"));
    expect(guidClock("00000000-0000-0000-0000-000000000000")).toBeUndefined();
  });
});

describe("AccountDirectory", () => {
  it("gives no SID when events disagree", () => {
    const accounts = new AccountDirectory();
    accounts.learn({ domain: "d", name: "anna", sid: "S-1-5-1" });
    accounts.learn({ domain: "d", name: "bob", sid: "S-1-5-2" });
    accounts.learn({ domain: "d", name: "bob", sid: "S-1-5-3" });
    accounts.learn({ domain: "d", name: "bob", sid: "S-1-5-2" });
    expect([accounts.sidOf({ domain: "d", name: "anna" }), accounts.sidOf({ domain: "d", name: "bob" }), accounts.sidOf({ domain: "nt authority", name: "system" })]).toEqual(["S-1-5-1", undefined, "S-1-5-18"]);
  });
});
