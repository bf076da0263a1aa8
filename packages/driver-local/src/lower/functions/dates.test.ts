import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileKql } from "../../compile/__fixtures__/run-kql.js";
import { rows, values, valuesOf } from "./__fixtures__/evaluate.js";

async function agree(expected: Readonly<Record<string, unknown>>): Promise<void> {
  expect(await valuesOf(expected)).toEqual(expected);
}

describe("periods", () => {
  it("R170: periods begin and end to the tick, weeks on Sunday, shifted by an offset", () =>
    agree({
      "startofday(datetime(2017-01-01 10:10:17))": "2017-01-01T00:00:00.0000000Z", "startofday(datetime(2017-01-01 10:10:17), -1)": "2016-12-31T00:00:00.0000000Z",
      "startofweek(datetime(2017-01-01 10:10:17))": "2017-01-01T00:00:00.0000000Z", "startofweek(datetime(2017-01-07 23:00))": "2017-01-01T00:00:00.0000000Z",
      "startofweek(datetime(2017-01-01), 1)": "2017-01-08T00:00:00.0000000Z", "startofmonth(datetime(2017-01-31), 1)": "2017-02-01T00:00:00.0000000Z",
      "startofmonth(datetime(2017-01-31), -1)": "2016-12-01T00:00:00.0000000Z", "startofyear(datetime(2017-06-01), -1)": "2016-01-01T00:00:00.0000000Z",
      "endofday(datetime(2017-01-01 10:10:17))": "2017-01-01T23:59:59.9999999Z", "endofweek(datetime(2017-01-01))": "2017-01-07T23:59:59.9999999Z",
      "endofmonth(datetime(2020-02-05))": "2020-02-29T23:59:59.9999999Z", "endofyear(datetime(2017-01-01), 1)": "2018-12-31T23:59:59.9999999Z", "startofday(datetime(null))": null,
      "startofyear(datetime(0001-06-01))": "0001-01-01T00:00:00.0000000Z", "endofyear(datetime(9999-06-01))": "9999-12-31T23:59:59.9999999Z", "startofweek(datetime(0001-01-01))": null,
    }));

  it("R170 agrees with JavaScript's calendar over the whole range", async () => {
    const day = fc.integer({ min: Date.UTC(1900, 0, 1) / 86_400_000, max: Date.UTC(2100, 0, 1) / 86_400_000 });
    await fc.assert(
      fc.asyncProperty(day, fc.nat(86_399_999), async (days, rest) => {
        const date = new Date(days * 86_400_000 + rest);
        const text = (value: Date): string => value.toISOString().replace("Z", "0000Z");
        const literal = `datetime(${date.toISOString()})`;
        const week = new Date((days - date.getUTCDay()) * 86_400_000);
        const month = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1));
        expect(await values(`startofweek(${literal})`, `startofmonth(${literal})`, `dayofmonth(${literal})`, `hourofday(${literal})`, `toint(dayofweek(${literal}) / 1d)`)).toEqual([
          text(week), text(month), date.getUTCDate(), date.getUTCHours(), date.getUTCDay(),
        ]);
      }),
      { numRuns: 40 },
    );
  });

  it("R171: parts are whole numbers, the day of the week a timespan since Sunday, weeks those of ISO 8601", () =>
    agree({
      "dayofweek(datetime(1947-11-30 10:00:05))": "00:00:00", "dayofweek(datetime(1970-05-11))": "1.00:00:00", "dayofmonth(datetime(2015-12-14))": 14, "dayofyear(datetime(2015-12-14))": 348,
      "getmonth(datetime(2015-10-12))": 10, "getyear(datetime(2015-10-12))": 2015, "hourofday(datetime(2015-12-14 18:54))": 18, "week_of_year(datetime(2020-12-31))": 53,
      "week_of_year(datetime(2020-06-15))": 25, "datetime_part('quarter', datetime(2017-10-30 01:02:03.7654321))": 4, "datetime_part('nanosecond', datetime(2017-10-30 01:02:03.7654321))": 765432100,
      "datetime_part('microsecond', datetime(2017-10-30 01:02:03.7654321))": 765432, "datetime_part('dayOfYear', datetime(2017-10-30))": 303, "dayofweek(datetime(null))": null,
    }));

  it("R173: datetime_add keeps the time of day; months take the last day of a short month", () =>
    agree({
      "datetime_add('month', 1, datetime(2017-01-31 10:00:00.1234567))": "2017-02-28T10:00:00.1234567Z", "datetime_add('year', -1, datetime(2020-02-29))": "2019-02-28T00:00:00.0000000Z",
      "datetime_add('quarter', 1, datetime(2017-01-01))": "2017-04-01T00:00:00.0000000Z", "datetime_add('week', 1, datetime(2024-01-01))": "2024-01-08T00:00:00.0000000Z",
      "datetime_add('day', -1, datetime(2017-01-01))": "2016-12-31T00:00:00.0000000Z", "datetime_add('hour', 25, datetime(2017-01-01))": "2017-01-02T01:00:00.0000000Z",
      "datetime_add('microsecond', 1, datetime(2017-01-01))": "2017-01-01T00:00:00.0000010Z", "datetime_add('year', 9999, datetime(2017-01-01))": null,
    }));

  it("R174: datetime_diff counts the boundaries between, from the second to the first", () =>
    agree({
      "datetime_diff('year', datetime(2017-01-01), datetime(2000-12-31))": 17, "datetime_diff('quarter', datetime(2017-07-01), datetime(2017-03-30))": 2,
      "datetime_diff('month', datetime(2017-01-01), datetime(2015-12-30))": 13, "datetime_diff('week', datetime(2017-10-29), datetime(2017-09-30 23:59))": 5,
      "datetime_diff('day', datetime(2017-10-29), datetime(2017-09-30 23:59))": 29, "datetime_diff('hour', datetime(2017-10-31 01:00), datetime(2017-10-30 23:59))": 2,
      "datetime_diff('minute', datetime(2017-10-30 23:05:01), datetime(2017-10-30 23:00:59))": 5, "datetime_diff('day', datetime(2017-01-01), datetime(2017-01-02))": -1,
      "datetime_diff('second', datetime(2017-10-30 23:00:10.100), datetime(2017-10-30 23:00:00.900))": 10, "datetime_diff('day', datetime(null), datetime(2017-01-02))": null,
    }));

  it("a part that a function does not have is refused", async () => {
    await expect(values("datetime_part('weekday', datetime(2020-01-01))")).rejects.toThrow(/must be one of the values/);
    await expect(values("datetime_add('dayofyear', 1, datetime(2020-01-01))")).rejects.toThrow(/must be one of the values/);
  });
});

describe("making and formatting", () => {
  it("R175: parts out of range make null", () =>
    agree({
      "make_datetime(2017, 10, 1)": "2017-10-01T00:00:00.0000000Z", "make_datetime(2017, 10, 1, 12, 10, 0.1234567)": "2017-10-01T12:10:00.1234567Z", "make_datetime(2017, 13, 1)": null,
      "make_datetime(2017, 2, 30)": null, "make_datetime(2017, 1, 1, 24, 0)": null, "make_timespan(1, 30)": "01:30:00", "make_timespan(1, 30, 25)": "01:30:25", "make_timespan(1, 12, 30, 55)": "1.12:30:55",
      "make_timespan(25, 0)": null,
    }));

  it("R176: unix times in every unit, with fractions of a second", () =>
    agree({
      "unixtime_seconds_todatetime(1546300800)": "2019-01-01T00:00:00.0000000Z", "unixtime_milliseconds_todatetime(1546300800001)": "2019-01-01T00:00:00.0010000Z",
      "unixtime_microseconds_todatetime(1546300800000001)": "2019-01-01T00:00:00.0000010Z", "unixtime_nanoseconds_todatetime(1546300800000000100)": "2019-01-01T00:00:00.0000001Z",
      "unixtime_seconds_todatetime(-1)": "1969-12-31T23:59:59.0000000Z", "unixtime_seconds_todatetime(long(null))": null,
    }));

  it("R177: format_datetime knows the documented elements and delimiters", async () => {
    await agree({
      "format_datetime(datetime(2017-01-29 09:00:05), 'yy-MM-dd [HH:mm:ss]')": "17-01-29 [09:00:05]", "format_datetime(datetime(2017-01-29 09:00:05), 'yyyy-M-dd [H:mm:ss]')": "2017-1-29 [9:00:05]",
      "format_datetime(datetime(2017-01-29 21:00:05), 'yy-MM-dd [hh:mm:ss tt]')": "17-01-29 [09:00:05 PM]", "format_datetime(datetime(2009-06-15T13:45:30.6175425), 'fffffff')": "6175425",
      "format_datetime(datetime(2009-06-15T13:45:30.617), 'fff')": "617", "format_datetime(datetime(2009-06-15T13:45:30.05), 's.F')": "30.", "format_datetime(datetime(2009-06-15T13:45:30.0001150), 'FFFFFFF')": "000115",
      "format_datetime(datetime(2009-06-15T00:45:30), 'h')": "12", "format_datetime(datetime(2009-06-15), 'y')": "9", "format_datetime(datetime(null), 'yyyy')": "",
    });
    await expect(values("format_datetime(datetime(2009-06-15), 'yyyy QQ')")).rejects.toThrow(/no element QQ/);
  });

  it("R178: format_timespan counts whole days and pads", () =>
    agree({
      "format_timespan(time(29.09:00:05.12345), 'dd.hh:mm:ss:FF')": "29.09:00:05:12", "format_timespan(time(29.09:00:05.12345), 'ddd.h:mm:ss [fffffff]')": "029.9:00:05 [1234500]",
      "format_timespan(1h, 'hh:mm')": "01:00",
    }));

  it("R179: a zone that does not exist is refused, each one of the list is none", async () => {
    for (const name of ["datetime_utc_to_local", "datetime_local_to_utc"]) await expect(rows(`print ${name}(datetime(2020-02-02), 'Nowhere/City')`)).rejects.toMatchObject({ kind: "unsupported" });
    const [[zones]] = (await rows("print datetime_list_timezones()")) as [[string[]]];
    expect(zones.length).toBeGreaterThan(400);
    expect(() => compileKql(`print ${zones.map((zone) => `datetime_utc_to_local(datetime(2020-02-02), '${zone}')`).join(", ")}`)).not.toThrow();
  });

  it("R179: local times by zone; a time that the zone skips takes the offset after the gap", () =>
    agree({
      "datetime_local_to_utc(datetime(2020-02-02 20:02:20), 'US/Pacific')": "2020-02-03T04:02:20.0000000Z", "datetime_utc_to_local(datetime(2020-02-03 04:02:20), 'US/Pacific')": "2020-02-02T20:02:20.0000000Z",
      "datetime_local_to_utc(datetime(2022-03-27 02:00), 'Europe/Brussels')": "2022-03-27T00:00:00.0000000Z", "datetime_local_to_utc(datetime(2022-03-27 03:00), 'Europe/Brussels')": "2022-03-27T01:00:00.0000000Z",
    }));
});

it("R172: now() is one moment for the whole query", async () => {
  expect(await values("now()", "ago(1d)", "now(-1h)", "now() - ago(1h)")).toEqual(["2026-07-01T12:00:00.0000000Z", "2026-06-30T12:00:00.0000000Z", "2026-07-01T11:00:00.0000000Z", "01:00:00"]);
  expect(await rows("range i from 1 to 1000 step 1 | extend t = now() | summarize dcount(t)")).toEqual([[1]]);
});

describe("bins", () => {
  it("R180: bin rounds down to a multiple, also below 0; a size that is not positive gives null", () =>
    agree({
      "bin(4.5, 1)": 4, "bin(7, 5)": 5, "bin(-7, 5)": -10, "bin(-7.5, 1.0)": -8, "bin(7.5, 0.5)": 7.5, "bin(time(16d), 7d)": "14.00:00:00", "bin(datetime(1970-05-11 13:45:07), 1d)": "1970-05-11T00:00:00.0000000Z",
      "bin(datetime(1970-05-11 13:45:07), 7d)": "1970-05-11T00:00:00.0000000Z", "bin(7, 0)": null, "bin(7, -1)": null, "floor(-7, 5)": -10, "bin(datetime(null), 1d)": null, "bin(int(7), 2)": 6,
    }));

  it("R181: bin_at counts from a fixed point", () =>
    agree({
      "bin_at(6.5, 2.5, 7.0)": 4.5, "bin_at(time(1h), 1d, 12h)": "-12:00:00", "bin_at(datetime(2017-05-15 10:20:00.0), 1d, datetime(1970-01-01 12:00:00.0))": "2017-05-14T12:00:00.0000000Z",
      "bin_at(datetime(2017-05-17 10:20:00.0), 7d, datetime(2017-06-04 00:00:00.0))": "2017-05-14T00:00:00.0000000Z", "bin_at(6, 5, 3)": 3,
    }));
});
