import { type Dirent, readdirSync, realpathSync, statSync } from "node:fs";
import { join, sep } from "node:path";

/** What is looked for in a folder. */
export interface FilesUnderOptions {
  /** Whether a file of this name is wanted. */
  readonly fits: (name: string) => boolean;
  /** Told of a link with a wanted name that leads nowhere. */
  readonly onBroken: (path: string, error: unknown) => void;
}

/**
 * The wanted files under a folder and its sub-folders, sorted by path. Links are followed, for mounted configuration consists of them. A
 * file is given once, by its path without links if there is one, and a folder that is linked into itself is entered once.
 * @throws the error of the file system for a folder that cannot be read.
 */
export function filesUnder(folder: string, { fits, onBroken }: FilesUnderOptions): string[] {
  const own: string[] = [];
  const linked: string[] = [];
  const entered = [realpathSync(folder)];
  const enter = (path: string, found: string[]): void => {
    for (const entry of readdirSync(path, { recursive: true, withFileTypes: true })) {
      if (entry.isSymbolicLink()) follow(entry);
      else if (entry.isFile() && fits(entry.name)) found.push(join(entry.parentPath, entry.name));
    }
  };
  const follow = (entry: Dirent): void => {
    const path = join(entry.parentPath, entry.name);
    try {
      const target = statSync(path);
      if (target.isDirectory()) enterOnce(path);
      else if (target.isFile() && fits(entry.name)) linked.push(path);
    } catch (error) {
      if (fits(entry.name)) onBroken(path, error);
    }
  };
  const enterOnce = (path: string): void => {
    const real = realpathSync(path);
    if (entered.some((known) => real === known || real.startsWith(known + sep))) return;
    entered.push(real);
    enter(path, linked);
  };
  enter(folder, own);
  return [...own, ...linkedOnce(own, linked)].sort();
}

/** The paths over links whose files are not there already. */
function linkedOnce(own: readonly string[], linked: readonly string[]): string[] {
  if (linked.length === 0) return [];
  const seen = new Set(own.map((path) => realpathSync(path)));
  return [...linked].sort().filter((path) => {
    const real = realpathSync(path);
    return !seen.has(real) && seen.add(real);
  });
}
