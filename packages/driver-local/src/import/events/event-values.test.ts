import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { accountParts, accountValue, addressType, addressValue, fileName, hashValue, integerValue, processIdValue, programPath } from "./event-values.js";
import { parseEventTime } from "./event-time.js";

describe("numbers", () => {
  it("reads any safe whole number in both bases", () => {
    fc.assert(fc.property(fc.nat({ max: Number.MAX_SAFE_INTEGER }), (number) => integerValue(String(number)) === number && integerValue(`0x${number.toString(16)}`) === number));
  });
  it.each(["", "-1", "1.5", "0x", "12a", "0x10000000000000000", "18446744073709551615"])("does not guess at %j", (text) => {
    expect(integerValue(text)).toBeUndefined();
  });
  it("takes process 0 for none", () => {
    expect([processIdValue("0x0"), processIdValue("0x4")]).toEqual([undefined, 4]);
  });
});

describe("times", () => {
  it.each([
    ["2026-03-02T10:00:00.123456789Z", "2026-03-02 10:00:00.1234567"],
    ["2026-03-02 10:00:00.031", "2026-03-02 10:00:00.031"],
    ["2026-03-02T10:00:00+05:30", "2026-03-02 04:30:00.000"],
    ["2026-03-02T00:30:00.5-0100", "2026-03-02 01:30:00.5"],
    ["Jul 1, 2026 9:46:02 PM", "2026-07-01 21:46:02.000"],
    ["Jul 1, 2026 12:00:00.250 AM", "2026-07-01 00:00:00.250"],
    ["/Date(1599203181388)/", "2020-09-04 07:06:21.388"],
    ["2026-03-02", "2026-03-02 00:00:00.000"],
    ["1601-01-01T00:00:00Z", "1601-01-01 00:00:00.000"],
    ["0001-01-01T00:00:00Z", "0001-01-01 00:00:00.000"],
  ])("reads %s", (text, expected) => {
    expect(parseEventTime(text)?.text).toBe(expected);
  });
  it.each(["", "yesterday", "2026-02-30T10:00:00Z", "2026-13-01", "3/2/2026 10:00:00", "10:00", "/Date(99999999999999999)/", "9999-12-31T23:59:59-01:00", 42, undefined, null, {}])("does not guess at %j", (value) => {
    expect(parseEventTime(value)).toBeUndefined();
  });
  it("agrees with JavaScript's own dates", () => {
    fc.assert(fc.property(fc.date({ min: new Date("1900-01-01"), max: new Date("2200-01-01"), noInvalidDate: true }), (date) => parseEventTime(date.toISOString())?.milliseconds === date.getTime()));
  });
});

describe("names", () => {
  it("parts accounts", () => {
    expect(accountValue("NT AUTHORITY\\SYSTEM")).toEqual({ domain: "nt authority", name: "system" });
    expect(accountValue("anna@Example.org")).toEqual({ domain: "example.org", name: "anna" });
    expect(accountParts("EXAMPLE", "WS01$", "S-1-5-18")).toEqual({ domain: "nt authority", name: "system", sid: "S-1-5-18" });
    expect(accountParts("EXAMPLE", "Anna", "S-1-0-0")).toEqual({ domain: "example", name: "anna" });
  });
  it("parts paths and command lines", () => {
    expect([fileName("C:\\a\\b.exe"), fileName("/usr/bin/ls"), fileName("System"), fileName("C:\\")]).toEqual(["b.exe", "ls", "System", undefined]);
    expect([programPath('"C:\\a b\\c.exe" -x'), programPath("C:\\Program Files\\x.exe -k"), programPath("%COMSPEC% /C start")]).toEqual(["C:\\a b\\c.exe", "C:\\Program Files\\x.exe", "%COMSPEC%"]);
  });
  it("parts hashes in any order and case", () => {
    expect(hashValue("sha256=AB,IMPHASH=00000000,MD5=CD")).toEqual({ sha256: "ab", md5: "cd" });
    expect(hashValue(undefined)).toEqual({});
  });
});

describe("addresses", () => {
  it.each([
    ["0:0:0:0:0:0:0:1", "::1", "Loopback"], ["fe80:0:0:0:3816:b2ee:1b9b:324b", "fe80::3816:b2ee:1b9b:324b", "LinkLocal"], ["2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1", "Public"],
    ["fe80::1%12", "fe80::1", "LinkLocal"], ["::ffff:10.0.0.1", "::ffff:10.0.0.1", "FourToSixMapping"], ["172.31.0.1", "172.31.0.1", "Private"], ["172.32.0.1", "172.32.0.1", "Public"],
    ["127.0.0.1", "127.0.0.1", "Loopback"], ["255.255.255.255", "255.255.255.255", "Broadcast"], ["224.0.0.252", "224.0.0.252", "Multicast"], ["0.0.0.0", "0.0.0.0", "Reserved"], ["fd00::1", "fd00::1", "Private"],
  ])("%s is %s, %s", (text, address, type) => {
    expect([addressValue(text), addressType(addressValue(text))]).toEqual([address, type]);
  });
  it("does not take names for addresses", () => {
    expect([addressValue("LOCAL"), addressValue("-"), addressValue(undefined)]).toEqual([undefined, undefined, undefined]);
  });
});
