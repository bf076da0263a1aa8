import { readFile } from "node:fs/promises";
import { SettingError } from "@huntkit/provider";

/**
 * Reads the text of a settings file. A byte order mark is dropped, unless it is to be kept.
 * @throws {SettingError} if the file cannot be read or is no UTF-8.
 */
export async function readSettingsFile(file: string, { keepMark = false }: { readonly keepMark?: boolean } = {}): Promise<string> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "unknown";
    const help = code === "ENOENT" ? "It does not exist: make it with `huntkit config init`, or name another" : code === "EISDIR" ? "It is a folder: name a file" : "Check its rights";
    throw new SettingError({ code: code === "ENOENT" ? "settings-file-missing" : "settings-file-unreadable", message: `The settings file ${file} cannot be read (${code}). ${help}.`, cause: error });
  }
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: keepMark }).decode(bytes);
  } catch {
    // The decoder's error says nothing more, and what it could quote must not be shown.
    throw new SettingError({ code: "settings-file-encoding", message: `The settings file ${file} is not UTF-8. Save it as UTF-8.` });
  }
}
