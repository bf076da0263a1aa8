import { describe, expect, it } from "vitest";
import { defineQuery } from "@huntkit/templates";
import { parseTemplateParameters } from "./parse-template-parameters.js";

const template = defineQuery({
  name: "q", families: ["F"], environments: ["Local"],
  query: "T | where {{host_name}} == {{cmd_line}} and {{deep}} and {{path}} == {{start}}",
  parameters: {
    host_name: { type: "string", aliases: ["hostname"] },
    cmd_line: { type: "list" },
    deep: { type: "bool" },
    path: { type: "string" },
    start: { type: "datetime" },
  },
});
const parse = (rest: string[], pairs: string[] = []) => parseTemplateParameters(template, rest, pairs);

describe("parameters on the command line", () => {
  it("come as --name value, --name=value and --param, by alias, in any case and with hyphens", () => {
    expect(parse(["--host-name", "a", "--START=-3d@d"], ["path=C:\\x=y"])).toEqual({ host_name: "a", start: "-3d@d", path: "C:\\x=y" });
    expect(parse(["--hostname", "b"])).toEqual({ host_name: "b" });
  });

  it("may have a value that begins with one hyphen, or with two after =", () => {
    expect(parse(["--start", "-3d@d", "--cmd_line=--enc"])).toEqual({ start: "-3d@d", cmd_line: "--enc" });
  });

  it("collect the values of a list, and stay whole if given once", () => {
    expect(parse(["--cmd_line", "a,b"], ["cmd_line=c"])).toEqual({ cmd_line: ["a,b", "c"] });
    expect(parse(["--cmd_line", "a,b"])).toEqual({ cmd_line: "a,b" });
  });

  it("are true if a bool has no value", () => {
    expect(parse(["--deep", "--host_name", "x"])).toEqual({ deep: "true", host_name: "x" });
    expect(parse(["--deep", "false"])).toEqual({ deep: "false" });
  });

  it.each([
    [["--hostnam", "x"], /no parameter "hostnam".*Did you mean "hostname"/],
    [["--formt", "x"], /Did you mean "format"/],
    [["--host_name"], /--host_name has no value/],
    [["--host_name", "a", "--hostname", "b"], /host_name of q is given twice/],
    [["stray"], /"stray" is not expected here/],
  ])("refuse %j", (rest, message) => {
    expect(() => parse(rest)).toThrow(message);
  });

  it("refuse --param without a name", () => {
    expect(() => parse([], ["host_name"])).toThrow(/Write --param name=value/);
  });
});
