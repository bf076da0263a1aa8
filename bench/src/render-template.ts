import { kqlDialect } from "@huntkit/kql/dialect";
import { InternalError, KqlDateTime } from "@huntkit/provider";
import { queryLibraryFolder } from "@huntkit/query-library";
import { loadQueries, renderQuery } from "@huntkit/templates";
import { median, report } from "./report.js";

const rounds = 15;
const rendersInRound = 20_000;

/** One render of list_host_processes with all its values, without loading. */
export async function measureRender(): Promise<void> {
  const { store } = await loadQueries([queryLibraryFolder]);
  const template = store.get("M365D.list_host_processes");
  const instant = (text: string): KqlDateTime => KqlDateTime.parse(text) ?? KqlDateTime.fromDate(new Date(0));
  const values = { host_name: 'ws-001"x', start: instant("2026-07-01T00:00:00Z"), end: instant("2026-07-02T00:00:00Z") };
  const render = (): string => renderQuery(template, values, { dialect: kqlDialect });
  if (!render().includes('ws-001\\"x')) throw new InternalError({ code: "bench-render-wrong", message: "The rendered text does not hold the value; the measure would say nothing." });
  const times = Array.from({ length: rounds }, () => microsecondsEach(render));
  report({ name: "render-list-host-processes", value: median(times), unit: "µs", target: 5, detail: `median of ${rounds} rounds of ${rendersInRound}` });
}

function microsecondsEach(work: () => string): number {
  const start = performance.now();
  let length = 0;
  for (let count = 0; count < rendersInRound; count++) length += work().length;
  const elapsed = performance.now() - start;
  return length > 0 ? (elapsed * 1000) / rendersInRound : Number.NaN;
}
