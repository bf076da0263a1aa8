import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InternalError } from "@huntkit/provider";
import { queryLibraryFolder } from "@huntkit/query-library";
import { buildIndex, loadQueries } from "@huntkit/templates";
import { median, report } from "./report.js";
import { runInTurns, runNode } from "./run-process.js";

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

function measureForm(name: string, { command, empty, target }: Form, queries: number): void {
  const found = JSON.parse(runNode(command).output) as { readonly queries: number };
  if (found.queries !== queries) throw new InternalError({ code: "bench-load-wrong", message: `${found.queries} queries were loaded, not ${queries}; the measure would say nothing.` });
  const times = runInTurns(command, [empty], runs);
  const loading = median(times.first);
  const bare = median(times.second);
  report({ name, value: loading - bare, unit: "ms", target, detail: `${queries} names; process ${loading.toFixed(1)} ms, an empty module ${bare.toFixed(1)} ms (medians of ${runs}, in turns)` });
}
