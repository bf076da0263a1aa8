import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { parseJson } from "../dynamic-json.js";

/** A rule of the pattern file of the project uap-core. */
interface Rule {
  readonly regex: string;
  readonly regex_flag?: string;
  readonly [replacement: string]: string | undefined;
}

interface Rules {
  readonly user_agent_parsers: readonly Rule[];
  readonly os_parsers: readonly Rule[];
  readonly device_parsers: readonly Rule[];
}

/** A part of the answer: the names of its fields, each with the rule's replacement and the group that stands for it. */
interface Part {
  readonly rules: keyof Rules;
  readonly name: string;
  readonly fields: readonly { readonly name: string; readonly replacement: string; readonly group: number }[];
}

const parts: Readonly<Record<string, Part>> = {
  browser: { rules: "user_agent_parsers", name: "Browser", fields: [
    { name: "Family", replacement: "family_replacement", group: 1 }, { name: "MajorVersion", replacement: "v1_replacement", group: 2 },
    { name: "MinorVersion", replacement: "v2_replacement", group: 3 }, { name: "Patch", replacement: "v3_replacement", group: 4 },
  ] },
  os: { rules: "os_parsers", name: "OperatingSystem", fields: [
    { name: "Family", replacement: "os_replacement", group: 1 }, { name: "MajorVersion", replacement: "os_v1_replacement", group: 2 },
    { name: "MinorVersion", replacement: "os_v2_replacement", group: 3 }, { name: "Patch", replacement: "os_v3_replacement", group: 4 },
    { name: "PatchMinor", replacement: "os_v4_replacement", group: 5 },
  ] },
  device: { rules: "device_parsers", name: "Device", fields: [
    { name: "Family", replacement: "device_replacement", group: 1 }, { name: "Brand", replacement: "brand_replacement", group: 0 }, { name: "Model", replacement: "model_replacement", group: 1 },
  ] },
};

/** How many answers are kept: user agents repeat, and each one is tried against thousands of patterns. */
const greatestCache = 10_000;

/** The longest text that is looked at, so that no pattern takes long. */
const longest = 2_000;

/**
 * Makes the reader of user agents. It uses the pattern file of the project uap-core, as the service does, of another day.
 * Source: "parse_user_agent()".
 */
export async function userAgentReader(): Promise<(text: string, wanted: string) => string | null> {
  const { parse } = await import("yaml");
  const path = createRequire(import.meta.url).resolve("uap-core/regexes.yaml");
  const rules = parse(await readFile(path, "utf8")) as Rules;
  const patterns = new Map<Rule, RegExp>();
  const known = new Map<string, string>();
  return (text, wanted) => {
    const names = wantedParts(wanted);
    if (!names) return null;
    const key = `${names.join()} ${text}`;
    const answer = known.get(key) ?? `{${names.map((name) => partJson(parts[name] as Part, rules, text.slice(0, longest), patterns)).join(",")}}`;
    if (known.size >= greatestCache) known.clear();
    known.set(key, answer);
    return answer;
  };
}

/** The parts that are asked for: one by name, or several as a JSON array. */
function wantedParts(wanted: string): string[] | undefined {
  const json = wanted.startsWith("[") || wanted.startsWith('"') ? parseJson(wanted) : wanted;
  const names = (Array.isArray(json) ? json : [json]) as unknown[];
  return names.every((name): name is string => typeof name === "string" && Object.hasOwn(parts, name)) ? names : undefined;
}

function partJson(part: Part, rules: Rules, text: string, patterns: Map<Rule, RegExp>): string {
  const found = firstMatch(rules[part.rules], text, patterns);
  const fields = part.fields.map(({ name, replacement, group }) => {
    const value = found ? fieldOf(found, replacement, group) : "";
    return [name, value === "" && name === "Family" ? "Other" : value];
  });
  return `${JSON.stringify(part.name)}:${JSON.stringify(Object.fromEntries(fields))}`;
}

interface Found {
  readonly rule: Rule;
  readonly match: RegExpExecArray;
}

function firstMatch(rules: readonly Rule[], text: string, patterns: Map<Rule, RegExp>): Found | undefined {
  for (const rule of rules) {
    const pattern = patterns.get(rule) ?? new RegExp(rule.regex, rule.regex_flag);
    patterns.set(rule, pattern);
    const match = pattern.exec(text);
    if (match) return { rule, match };
  }
  return undefined;
}

function fieldOf({ rule, match }: Found, replacement: string, group: number): string {
  const template = rule[replacement];
  if (template === undefined) return (group === 0 ? undefined : match[group]) ?? "";
  return template.replace(/\$(\d)/g, (_, digit: string) => match[Number(digit)] ?? "").trim();
}
