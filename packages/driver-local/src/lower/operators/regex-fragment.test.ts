import { describe, expect, it } from "vitest";
import { regexFragment } from "./regex-fragment.js";

class Refused extends Error {}
const refuse = (what: string): never => {
  throw new Refused(what);
};

describe("regexFragment", () => {
  it("turns capturing groups into plain ones, so that the columns keep their places", () => {
    expect(regexFragment("(a)(?P<n>b)(?<m>c)(?:d)(?i:e)(?i)f", refuse)).toBe("(?:a)(?:b)(?:c)(?:d)(?i:e)(?i)f");
  });

  it("leaves escapes, classes and quoted stretches alone", () => {
    expect(regexFragment("\\(a\\)[(](x)[])](y)[[:alpha:])](z)\\Q(\\E", refuse)).toBe("\\(a\\)[(](?:x)[])](?:y)[[:alpha:])](?:z)\\Q(\\E");
  });

  it("takes a closing bracket that closes nothing for itself", () => {
    expect(regexFragment("a)(b))[)]", refuse)).toBe("a\\)(?:b)\\)[)]");
  });

  it.each([["(?=a)", "lookaround"], ["(?<!a)", "lookaround"], ["(a)\\1", "a back reference"], ["(a", "a bracket ( without its )"], ["[a", "a bracket [ without its ]"]])(
    "refuses %s",
    (text, what) => {
      expect(() => regexFragment(text, refuse)).toThrow(what);
    },
  );
});
