import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InternalError } from "@huntkit/provider";
import { queryLibraryFolder } from "@huntkit/query-library";
import { buildIndex, loadQueries } from "@huntkit/templates";
import { median, report } from "./report.js";
import { runNode } from "./run-process.js";

const runs = 15;

/** What loading the whole library adds to a process, against one of an empty module: from its YAML files, and from a compiled index. */
export async function measureLoadLibrary(here: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "huntkit-bench-load-"));
  try {
    const { store } = await loadQueries([queryLibraryFolder]);
    const index = join(folder, "index.json");
    writeFileSync(index, JSON.stringify(buildIndex(store)));
    const empty = join(folder, "empty.mjs");
    writeFileSync(empty, "");
    measureForm("load-library-cold", { command: [join(here, "load-once.js"), "files", queryLibraryFolder], empty, target: 60 }, store.list().length);
    measureForm("load-library-index", { command: [join(here, "load-once.js"), "index", index], empty, target: 10 }, store.list().length);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Form {
  readonly command: readonly string[];
  /** The module that does nothing. */
  readonly empty: string;
  readonly target: number;
}

/** The time from the import of the package to the list of all names, told by the process itself; whole processes for comparison. */
function measureForm(name: string, { command, empty, target }: Form, queries: number): void {
  const inside: number[] = [];
  const whole: number[] = [];
  const bare: number[] = [];
  runNode(command);
  for (let count = 0; count < runs; count++) {
    const { output, milliseconds } = runNode(command);
    const told = JSON.parse(output) as { readonly queries: number; readonly milliseconds: number };
    if (told.queries !== queries) throw new InternalError({ code: "bench-load-wrong", message: `${told.queries} queries were loaded, not ${queries}; the measure would say nothing.` });
    inside.push(told.milliseconds);
    whole.push(milliseconds);
    bare.push(runNode([empty]).milliseconds);
  }
  report({ name, value: median(inside), unit: "ms", target, detail: `${queries} names, import of the package included; whole process ${median(whole).toFixed(1)} ms, one of an empty module ${median(bare).toFixed(1)} ms (medians of ${runs}, in turns)` });
}
