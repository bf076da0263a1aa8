import { KqlDateTime } from "@huntkit/provider";
import { expect, it } from "vitest";
import { dateTimeIn, isUsualTime } from "./date-time-text.js";

it.each([1, 4, 100, 1900, 2000, 2023, 2024, 2026, 9999])("knows each day of the year %i, and no other", (year) => {
  for (let month = 0; month <= 13; month++)
    for (let day = 0; day <= 32; day++) {
      const text = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}T23:59:59.1234567Z`;
      const parsed = KqlDateTime.parse(text);
      expect([text, isUsualTime(text)]).toEqual([text, parsed !== undefined]);
      expect([text, dateTimeIn(text)?.ticks]).toEqual([text, parsed?.ticks]);
    }
});
