import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InternalError } from "@huntkit/provider";
import { queryLibraryFolder } from "@huntkit/query-library";
import { buildIndex, loadQueries } from "@huntkit/templates";
import { median, report } from "./report.js";
import { runInTurns, runNode } from "./run-process.js";

const runs = 15;

/** What loading the whole library adds to a process, against one that does nothing: from its YAML files, and from a compiled index. */
export async function measureLoadLibrary(here: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "huntkit-bench-load-"));
  try {
    const { store } = await loadQueries([queryLibraryFolder]);
    const index = join(folder, "index.json");
    writeFileSync(index, JSON.stringify(buildIndex(store)));
    measureForm("load-library-cold", [join(here, "load-once.js"), "files", queryLibraryFolder], store.list().length, 60);
    measureForm("load-library-index", [join(here, "load-once.js"), "index", index], store.list().length, 10);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function measureForm(name: string, command: readonly string[], queries: number, target: number): void {
  const found = JSON.parse(runNode(command).output) as { readonly queries: number };
  if (found.queries !== queries) throw new InternalError({ code: "bench-load-wrong", message: `${found.queries} queries were loaded, not ${queries}; the measure would say nothing.` });
  const times = runInTurns(command, ["-e", "0"], runs);
  const loading = median(times.first);
  const bare = median(times.second);
  report({ name, value: loading - bare, unit: "ms", target, detail: `${queries} names; process ${loading.toFixed(1)} ms, node -e 0 ${bare.toFixed(1)} ms (medians of ${runs}, in turns)` });
}
