import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { queryLibraryFolder } from "@huntkit/query-library";
import { loadQueries, type QueryTemplate } from "@huntkit/templates";
import { median, report } from "./report.js";
import { runNode } from "./run-process.js";

const queries = 1000;
const queriesInFile = 20;
const rounds = 3;

/** Whole process `huntkit lint` of a thousand different queries: those of the library, each with a condition of its own. */
export async function measureLint(cli: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "huntkit-bench-lint-"));
  try {
    await writeQueries(folder);
    runNode([cli, "lint", folder]);
    const seconds = median(Array.from({ length: rounds }, () => runNode([cli, "lint", folder]).milliseconds / 1000));
    report({ name: "lint-1000-queries", value: seconds, unit: "s", target: 20, detail: `whole process, median of ${rounds}, each query for MDE, MDATP, M365D and M365DGraph where they serve its tables` });
    report({ name: "lint-per-query", value: seconds * (1000 / queries), unit: "ms", target: 20, detail: "the same, start of the process included" });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** JSON is YAML: files of twenty queries each, in folders as a library has them. */
async function writeQueries(folder: string): Promise<void> {
  const { store } = await loadQueries([queryLibraryFolder]);
  const templates = [...new Set(store.list().map(({ template }) => template))];
  for (let first = 0; first < queries; first += queriesInFile) {
    const sources = Object.fromEntries(Array.from({ length: queriesInFile }, (_, index) => [`query_${first + index}`, variant(templates, first + index)]));
    const group = join(folder, `group-${Math.floor(first / 200)}`);
    mkdirSync(group, { recursive: true });
    const metadata = { template_syntax: "huntkit", data_environments: ["Local"], data_families: ["Bench"] };
    writeFileSync(join(group, `queries-${first}.yaml`), JSON.stringify({ metadata, sources }, null, 1));
  }
}

function variant(templates: readonly QueryTemplate[], number: number): unknown {
  const template = templates[number % templates.length] as QueryTemplate;
  const parameters = template.parameters.map(({ name, inherited: _inherited, items, secret, aliases, default: value, ...rest }) => [
    name,
    { ...rest, ...(items === undefined ? {} : { type: `list<${items}>` }), ...(aliases.length > 0 ? { aliases } : {}), ...(secret ? { secret } : {}), ...(value === undefined ? {} : { default: value }) },
  ]);
  const used = parameters.filter(([name]) => new RegExp(`\\{\\{[#^]?(?:\\w+ )?${String(name)}\\}\\}`).test(template.query));
  const query = `// query ${number}\nlet bench_${number} = ${number};\n${template.query}`;
  return { description: template.description, metadata: { data_environments: template.environments }, args: { query }, parameters: Object.fromEntries(used) };
}
