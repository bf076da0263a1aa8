import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folders = new Set<string>();
let watching = false;

function removeAllAtExit(): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}

/** A private folder (readable by this user alone) for what does not fit into memory, and how to let go of it. */
export interface SpillFolder {
  /** The folder's path. */
  readonly path: string;
  /** Removes the folder and all in it. May be called more than once. */
  remove(): void;
}

/** Makes a fresh private folder in the system's temporary folder. It is removed by `remove`, at the latest when the process exits. */
export function makeSpillFolder(): SpillFolder {
  const path = mkdtempSync(join(tmpdir(), "huntkit-spill-"));
  folders.add(path);
  if (!watching) process.once("exit", removeAllAtExit);
  watching = true;
  return {
    path,
    remove: () => {
      folders.delete(path);
      rmSync(path, { recursive: true, force: true });
    },
  };
}
