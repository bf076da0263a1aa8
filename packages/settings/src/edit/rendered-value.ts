import type { SettingValue } from "./edit-settings.js";

type Yaml = typeof import("yaml");

/** How a file is written. */
export interface TextStyle {
  /** What ends its lines. */
  readonly lineBreak: string;
  /** Blanks of one level of indentation. */
  readonly step: number;
}

/** A value as it stands behind the colon of a key that begins in a column: on the same line, or on lines of its own. */
export function blockValue(yaml: Yaml, value: SettingValue, column: number, { lineBreak, step }: TextStyle): string {
  const isCollection = typeof value === "object" && value !== null && Object.keys(value).length > 0;
  const text = yamlText(yaml, value, { indent: step });
  if (!isCollection) return ` ${text.includes("\n") ? inlineValue(yaml, value) : text}`;
  const indent = " ".repeat(column + step);
  return text.split("\n").map((line) => `${lineBreak}${line === "" ? "" : indent + line}`).join("");
}

/** A value in one line, as it may stand in braces too. */
export function inlineValue(yaml: Yaml, value: SettingValue): string {
  const list = yamlText(yaml, [typeof value === "string" && /[\n\r]/.test(value) ? JSON.stringify(value) : value], { collectionStyle: "flow" });
  const text = list.slice(1, -1).trim();
  return typeof value === "string" && /[\n\r]/.test(value) ? JSON.stringify(value) : text;
}

/** A key as it stands before its colon. */
export function keyText(yaml: Yaml, key: string): string {
  return inlineValue(yaml, key);
}

function yamlText(yaml: Yaml, value: SettingValue, options: import("yaml").ToStringOptions): string {
  return new yaml.Document(value, { version: "1.1" }).toString({ lineWidth: 0, directives: false, ...options }).trimEnd();
}
