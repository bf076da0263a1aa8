import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { tokensOf } from "./statements-of.js";

const MOST_ENTRIES = 1000;

/**
 * The file that keeps what was entered: `HUNTKIT_HISTORY`, else `huntkit/history` in the folder for the state of programs.
 * @returns undefined if `HUNTKIT_HISTORY` is empty: nothing is kept.
 */
export function historyFile(env: Readonly<Record<string, string | undefined>>, platform: NodeJS.Platform = process.platform): string | undefined {
  const named = env["HUNTKIT_HISTORY"];
  if (named !== undefined) return named === "" ? undefined : named;
  const home = env["HOME"] || homedir();
  const folders: Readonly<Record<string, string>> = {
    win32: env["LOCALAPPDATA"] || join(home, "AppData", "Local"),
    darwin: env["XDG_STATE_HOME"] || join(home, "Library", "Application Support"),
  };
  return join(folders[platform] ?? (env["XDG_STATE_HOME"] || join(home, ".local", "state")), "huntkit", "history");
}

/** What was entered before, the newest first; nothing if there is no file yet. */
export async function readHistory(file: string | undefined): Promise<string[]> {
  if (file === undefined) return [];
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  });
  return text.split("\n").filter((line) => line !== "");
}

/**
 * Makes the lines of a query one entry of the history, so that one press of a key brings the whole query back. Comments are left
 * out, since what stands behind one on its line would be part of it; a text of several lines stays as it was entered.
 * @param entries What was entered, the newest first; it is changed.
 */
export function joinEntry(entries: string[], query: string): void {
  const lines = query.split("\n").filter((line) => line.trim() !== "");
  const joined = oneLine(query);
  if (lines.length < 2 || joined === undefined) return;
  const entered = new Set([...lines, `${lines.at(-1) ?? ""};`].map((line) => line.trim()));
  const isLine = (entry: string): boolean => entered.has(entry.trim());
  const newest = Math.max(0, entries.findIndex(isLine)); // lines that were pasted behind the query are newer
  let count = 0;
  while (count < lines.length && newest + count < entries.length && isLine(entries[newest + count] ?? "")) count++;
  entries.splice(newest, count, joined);
}

function oneLine(query: string): string | undefined {
  let joined = "";
  let end = 0;
  for (const { kind, start, end: tokenEnd } of tokensOf(query) ?? []) {
    const shown = query.slice(start, tokenEnd);
    if (shown.includes("\n")) return undefined;
    if (start > end && joined !== "" && !joined.endsWith(" ")) joined += " ";
    if (kind !== "comment") joined += shown;
    end = tokenEnd;
  }
  return joined === "" ? undefined : `${joined.trim()};`;
}

/** Keeps what was entered, the newest first. Queries name accounts and machines: only the user can read the file. */
export async function writeHistory(file: string | undefined, entries: readonly string[]): Promise<void> {
  if (file === undefined) return;
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(file, entries.slice(0, MOST_ENTRIES).map((line) => `${line}\n`).join(""), { mode: 0o600 });
  await chmod(file, 0o600);
}
