import { type FileHandle, open, realpath, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { HuntError, SettingError } from "@huntkit/provider";
import type { Document } from "yaml";
import { parseSettingPath } from "../model/setting-path.js";
import { readSettingsFile } from "../read/read-settings-file.js";
import type { PlacedText } from "./splice-settings.js";

/** A value to write: a scalar, a list, or a section such as `{ KeyVault: "vault/secret" }`. */
export type SettingValue = string | number | boolean | null | readonly SettingValue[] | { readonly [key: string]: SettingValue };

/** An open settings file; what is not changed stays as it is to the byte, where the file's form lets it. Nothing is written before {@link SettingsEditor.save}. */
export interface SettingsEditor {
  /** Sets a value by its dotted path; sections that are missing are made. @throws {SettingError} if a section on the way is a value. */
  set(path: string, value: SettingValue): void;
  /** Takes a setting out. @returns whether it was there. */
  unset(path: string): boolean;
  /** The file's text as it would be written. */
  text(): string;
  /** Writes the file at once or not at all, readable for its owner alone. */
  save(): Promise<void>;
}

/**
 * Opens a settings file for changes that keep its comments and order. A file that does not exist is begun.
 * @throws {SettingError} if the file cannot be read or is no YAML.
 */
export async function editSettings(file: string): Promise<SettingsEditor> {
  const { parseDocument, spliceOut, spliceValue, yamlLibrary } = await import("../read/settings-reading.js");
  const yaml = await yamlLibrary();
  const begin = await existingText(file);
  const document = parseDocument(yaml, begin.text, file);
  // The text with the changes spliced in; undefined once that was not possible and the whole is written anew.
  let spliced: string | undefined = begin.text;
  const splice = (change: (placed: PlacedText) => string | undefined): void => {
    const changed = spliced === undefined ? undefined : change({ yaml, text: spliced, document: parseDocument(yaml, spliced, file) });
    spliced = changed !== undefined && holdsTheSame(changed, document, (text) => parseDocument(yaml, text, file)) ? changed : undefined;
  };
  const keysOf = (path: string): string[] => checkedKeys(document, parseSettingPath(path), (node) => yaml.isMap(node) || (yaml.isScalar(node) && node.value === null));
  if (document.contents !== null && !yaml.isMap(document.contents)) beginAnew(yaml, document, file);
  const text = (): string => begin.mark + (spliced ?? written(document, file).replaceAll("\n", begin.lineBreak));
  return Object.freeze({
    set: (path: string, value: SettingValue) => {
      const keys = keysOf(path);
      if (document.contents === null) document.contents = document.createNode({}) as never;
      let depth = 1;
      while (depth < keys.length && yaml.isMap(document.getIn(keys.slice(0, depth), true))) depth++;
      // Sections that are missing come as plain objects: the library would make ordered maps of them.
      document.setIn(keys.slice(0, depth), document.createNode(keys.slice(depth).reduceRight<SettingValue>((below, key) => ({ [key]: below }), value)));
      splice((placed) => spliceValue(placed, keys, value));
    },
    unset: (path: string) => {
      const keys = keysOf(path);
      const wasThere = document.hasIn(keys) && document.deleteIn(keys);
      if (wasThere) splice((placed) => spliceOut(placed, keys));
      return wasThere;
    },
    text,
    save: () => writeAtOnce(file, text()),
  });
}

/** A file that holds nothing but comments or `~` may be begun; one that holds something else is not one of settings. */
function beginAnew(yaml: typeof import("yaml"), document: Document.Parsed, file: string): void {
  if (!yaml.isScalar(document.contents) || document.contents.value !== null) throw new SettingError({ code: "settings-yaml", message: `${file}: it must hold sections (\`Name:\` lines), as in \`DataProviders:\`.` });
  const comment = [document.commentBefore, document.contents.commentBefore].filter((one) => typeof one === "string").join("\n");
  if (comment !== "") document.commentBefore = comment;
  document.contents = null;
}

/** Whether a spliced text means what the changed document does. One that cannot be read is none. */
function holdsTheSame(text: string, document: Document, parse: (text: string) => Document): boolean {
  try {
    return isDeepStrictEqual(parse(text).toJS(), document.toJS());
  } catch {
    // An alias whose anchor has gone, for example: writing the whole says so.
    return false;
  }
}

function written(document: Document.Parsed, file: string): string {
  try {
    return document.toString({ lineWidth: 0 });
  } catch {
    // The library's error quotes the file.
    throw new SettingError({ code: "settings-edit-alias", message: `${file}: the change would take away an anchor (&name) that an alias (*name) elsewhere in the file needs, or the file uses YAML that cannot be written again. Write the values out, or change the file with an editor.` });
  }
}

interface FileText {
  readonly text: string;
  /** A byte order mark, if the file begins with one. */
  readonly mark: string;
  /** What ends its lines. */
  readonly lineBreak: string;
}

async function existingText(file: string): Promise<FileText> {
  try {
    const whole = await readSettingsFile(file, { keepMark: true });
    const mark = whole.startsWith("\uFEFF") ? "\uFEFF" : "";
    return { text: whole.slice(mark.length), mark, lineBreak: whole.includes("\r\n") ? "\r\n" : "\n" };
  } catch (error) {
    if (HuntError.isInstance(error) && (error as HuntError).code === "settings-file-missing") return { text: "", mark: "", lineBreak: "\n" };
    throw error;
  }
}

/** @throws {SettingError} if something on the way to the setting is no section. */
function checkedKeys(document: Document.Parsed, keys: string[], isSection: (node: unknown) => boolean): string[] {
  for (let length = 1; length < keys.length; length++) {
    const node: unknown = document.getIn(keys.slice(0, length), true);
    if (node === undefined || node === null || isSection(node)) continue;
    throw new SettingError({ code: "setting-not-a-section", message: `${keys.slice(0, length).join(".")} is a value, not a section, so nothing can be set below it. Unset it first.` });
  }
  return keys;
}

/** Under sudo the new file would be root's, and its owner could not read it any more. */
async function keepOwner(handle: FileHandle, target: string): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const before = await stat(target).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (before) await handle.chown(before.uid, before.gid);
}

/** Through a file beside it, so that nobody ever reads half of it; a link stays a link. */
async function writeAtOnce(file: string, text: string): Promise<void> {
  const target = await realpath(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return file;
    throw error;
  });
  const { randomBytes } = await import("node:crypto"); // takes 2 ms, and few edit settings
  const temporary = join(dirname(target), `.${randomBytes(6).toString("hex")}.tmp`);
  try {
    const handle = await open(temporary, "wx", 0o600);
    try {
      await keepOwner(handle, target);
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, target);
  } catch (cause) {
    await rm(temporary, { force: true });
    throw new SettingError({ code: "settings-file-unwritable", message: `The settings file ${file} cannot be written (${(cause as NodeJS.ErrnoException).code ?? "unknown"}). Check the folder and its rights.`, cause });
  }
}
