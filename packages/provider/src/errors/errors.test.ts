import { describe, expect, it } from "vitest";
import { CancelledError, DataError, HuntError, InternalError, ParameterError, QueryError, QuotaError, ServiceError, SignInError, isUserMistake, textPlace, caretLines } from "../index.js";

describe("errors", () => {
  it("are recognised across two copies of the package", async () => {
    const copy = { ...new ParameterError({ code: "x", message: "m" }), [Symbol.for("huntkit.error")]: true };
    expect(HuntError.isInstance(copy)).toBe(true);
    expect(HuntError.isInstance(new TypeError("m"))).toBe(false);
    expect(HuntError.isInstance(null)).toBe(false);
  });

  it("keep the cause and carry their own name", () => {
    const cause = new TypeError("below");
    const error = new DataError({ code: "file-broken", message: "Replace the file.", cause, file: "a.json" });
    expect(error).toMatchObject({ name: "DataError", kind: "data", code: "file-broken", cause, file: "a.json", retryable: false });
  });

  it("tell user mistakes from our faults and from the service's", () => {
    const base = { code: "c", message: "m" };
    expect([new ParameterError(base), new QueryError(base), new DataError(base), new SignInError(base)].map(isUserMistake)).toEqual([true, true, true, true]);
    expect([new InternalError(base), new ServiceError(base), new QuotaError({ ...base, quota: "cpu" }), new CancelledError(base), new TypeError("m")].map(isUserMistake)).toEqual([false, false, false, false, false]);
  });

  it("may be retried only where time alone can help", () => {
    const base = { code: "c", message: "m" };
    expect(new ServiceError(base).retryable).toBe(true);
    expect(new ServiceError({ ...base, retryable: false }).retryable).toBe(false);
    expect(new QuotaError({ ...base, quota: "calls" }).retryable).toBe(true);
    expect(new QueryError(base).retryable).toBe(false);
  });
});

describe("places in a text", () => {
  const text = "T\r\n| where FileNam == 1\n| take 5";

  it("count lines and columns from 1", () => {
    expect(textPlace(text, 11, 7)).toEqual({ line: 2, column: 9, offset: 11, length: 7 });
    expect(textPlace(text, 0)).toEqual({ line: 1, column: 1, offset: 0, length: 0 });
  });

  it("show the line with a caret below the marked stretch", () => {
    expect(caretLines(text, textPlace(text, 11, 7))).toBe("2 | | where FileNam == 1\n  |         ^^^^^^^");
  });

  it("show a long line only around the place, and never more carets than text", () => {
    const long = `${"a".repeat(500)}bad`;
    const [line = "", carets = ""] = caretLines(long, textPlace(long, 500, 90)).split("\n");
    expect(line.slice(carets.indexOf("^"))).toBe("bad");
    expect(carets.trim().replace("| ", "").trim()).toBe("^^^");
  });
});
