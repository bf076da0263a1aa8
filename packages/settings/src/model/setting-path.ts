import { ParameterError } from "@huntkit/provider";

/**
 * Splits a dotted path of settings, for example `DataProviders.MicrosoftDefender.Args.ClientId`. A key that holds a dot stands in
 * double quotes: `TIProviders."a.b".Args`.
 * @throws {ParameterError} if the path is empty or has an empty part or an open quote.
 */
export function parseSettingPath(path: string): string[] {
  const parts: string[] = [];
  const pattern = /(?:"((?:[^"\\]|\\.)*)"|([^".]+))(\.|$)/y;
  while (pattern.lastIndex < path.length) {
    const match = pattern.exec(path);
    if (!match) throw pathError();
    parts.push(match[1]?.replace(/\\(.)/g, "$1") ?? match[2] ?? "");
    if (match[3] === ".") {
      if (pattern.lastIndex === path.length) throw pathError();
    } else break;
  }
  if (parts.length === 0 || pattern.lastIndex < path.length) throw pathError();
  return parts;
}

/** Joins keys to a dotted path that {@link parseSettingPath} reads back. */
export function formatSettingPath(keys: readonly (string | number)[]): string {
  return keys.map((key) => (/^[^".\\]+$/.test(String(key)) ? String(key) : `"${String(key).replace(/["\\]/g, "\\$&")}"`)).join(".");
}

function pathError(): ParameterError {
  return new ParameterError({
    code: "setting-path",
    message: "This is no path of a setting. Write the keys with dots between them, for example DataProviders.MicrosoftDefender.Args.ClientId; a key that holds a dot stands in double quotes.",
  });
}
