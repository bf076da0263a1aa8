import { expect, it } from "vitest";
import { defineDriver, type QueryDialect } from "../index.js";

const dialect = { name: "none" } as QueryDialect;
const connect = () => Promise.reject(new TypeError("not connected in this test"));

it("fills in the documented defaults and freezes what it makes", () => {
  const driver = defineDriver({ names: ["Fake", "Other"], dialect, capabilities: { concurrentQueries: 4 }, connect });
  expect(driver.capabilities).toEqual({ cancels: "waiting", timespan: false, splitsByTime: false, concurrentQueries: 4, listsSchema: false, remote: true });
  expect(Object.isFrozen(driver) && Object.isFrozen(driver.capabilities) && Object.isFrozen(driver.names)).toBe(true);
});

it.each([[[]], [[""]], [["Local", "LOCAL"]]])("refuses the names %j", (names) => {
  expect(() => defineDriver({ names, dialect, connect })).toThrowError(expect.objectContaining({ code: "driver-names-invalid" }));
});
