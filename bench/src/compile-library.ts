import { join } from "node:path";
import { createQueryProvider } from "@huntkit/core";
import { localDriver } from "@huntkit/driver-local";
import type { LocalConnection } from "@huntkit/driver-local";
import { queryLibraryFolder } from "@huntkit/query-library";
import { loadQueries, type ParameterType, type ParameterValue, type ParameterValues, type QueryTemplate } from "@huntkit/templates";
import { median, report } from "./report.js";
import { runNode } from "./run-process.js";

const rounds = 5;

const byType: Partial<Record<ParameterType, ParameterValue>> = { string: "value", list: ["value"], int: 1, long: 1, real: 0.5, bool: true, datetime: "2026-07-01", timespan: "1h", identifier: "Timestamp", kql: "| take 10" };

/** A value for each parameter without default: its first example, else one of its type. */
function valuesFor(template: QueryTemplate): ParameterValues {
  const needed = template.parameters.filter((parameter) => parameter.default === undefined || parameter.name === template.requireOneOf?.[0]);
  return Object.fromEntries(needed.map(({ name, type, examples }) => [name, (examples?.[0] as ParameterValue | undefined) ?? byType[type] ?? "value"]));
}

/** The texts of the library, rendered. */
async function libraryTexts(): Promise<string[]> {
  const provider = await createQueryProvider("Local", { drivers: [localDriver], queries: [queryLibraryFolder] });
  const { store } = await loadQueries([queryLibraryFolder]);
  return store.list({ environments: ["Local"] }).map(({ name, template }) => provider.render(name, valuesFor(template)));
}

async function compileTimes(connection: LocalConnection, texts: readonly string[]): Promise<number[]> {
  const times: number[] = [];
  for (let round = 0; round <= rounds; round++)
    for (const text of texts) {
      const begun = performance.now();
      await connection.explain(`${text}\n// ${round}`); // the comment makes each text a new one
      if (round > 0) times.push(performance.now() - begun);
    }
  return times;
}

/** From a query's text to SQL, for each query of the library, warm; and the first query of a process, from its import to its rows. */
export async function measureCompile(here: string, folder: string): Promise<void> {
  const texts = await libraryTexts();
  const connection = (await localDriver.connect({ path: folder })) as LocalConnection;
  try {
    const times = await compileTimes(connection, texts);
    report({ name: "compile-library-median", value: median(times), unit: "ms", target: 12, detail: `${texts.length} queries of the library, ${rounds} rounds after one to warm up; slowest ${Math.max(...times).toFixed(0)} ms` });
  } finally {
    await connection.close();
  }
  const first = Array.from({ length: 7 }, () => Number(runNode([join(here, "first-query.js"), folder]).output));
  report({ name: "first-query-of-process", value: median(first), unit: "ms", target: 700, detail: "import, connect, one hunt with where, summarize and top over the sample; median of 7 processes" });
}
