import { connectionArgumentName } from "../model/connection-argument-name.js";
import { isPlainRecord, ownMember } from "../model/plain-record.js";
import type { SettingsProblem } from "../model/settings-problem.js";
import { isDefenderSection } from "./known-keys.js";
import type { SettingsTree } from "./settings-tree.js";

/** Arguments that are written but lead to nothing: empty, or an environment variable that is not set (only looked at if `environment` is given). */
export function emptySettings(tree: SettingsTree, environment: Readonly<Record<string, string | undefined>> | undefined): SettingsProblem[] {
  const providers = ownMember(tree.texts, "DataProviders");
  if (!isPlainRecord(providers)) return [];
  return Object.entries(providers).flatMap(([provider, section]) => {
    const args = isDefenderSection(provider) ? ownMember(section, "Args") : undefined;
    if (!isPlainRecord(args)) return [];
    return Object.entries(args).flatMap(([key, value]) => {
      const message = connectionArgumentName(key) ? emptiness(value, environment) : undefined;
      if (message === undefined) return [];
      const keys = ["DataProviders", provider, "Args", key];
      const place = tree.placeOf(keys);
      const name = keys.join(".");
      return [{ level: "error" as const, code: message.code, message: `${name} ${message.text}.`, path: name, ...(place ? { place } : {}) }];
    });
  });
}

function emptiness(value: unknown, environment: Readonly<Record<string, string | undefined>> | undefined): { readonly code: string; readonly text: string } | undefined {
  if (value === null || value === "" || (typeof value === "string" && value.trim() === "") || (Array.isArray(value) && value.length === 0)) return { code: "setting-empty", text: "is written but holds nothing. Give it a value, or remove it" };
  const variable = isPlainRecord(value) ? value["EnvironmentVar"] : undefined;
  if (typeof variable !== "string" || environment === undefined || environment[variable]) return undefined;
  const shown = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/.test(variable) ? variable : "(not shown: it does not have the form of a name)";
  return { code: "setting-variable-missing", text: `names the environment variable ${shown}, which is not set. Set it, or write another value` };
}
