import { createRequire } from "node:module";
import { kqlDialect } from "@huntkit/kql/dialect";
import { InternalError, KqlDateTime } from "@huntkit/provider";
import { queryLibraryFolder } from "@huntkit/query-library";
import { loadQueries, type ParameterValues, renderQuery } from "@huntkit/templates";
import { median, report } from "./report.js";

const rounds = 21;
const rendersInRound = 4_000;
const instant = (text: string): KqlDateTime => KqlDateTime.parse(text) ?? KqlDateTime.fromDate(new Date(0));
const range = { start: instant("2026-07-01T00:00:00Z"), end: instant("2026-07-02T00:00:00Z") };

/** Five queries of the library: a text, a choice of texts, a list, further clauses, several places of one value. */
const calls: readonly (readonly [name: string, values: ParameterValues])[] = [
  ["M365D.list_host_processes", { ...range, host_name: 'ws-001"x' }],
  ["M365D.list_file_events_for_host", { ...range, host_name: "ws-001", device_id: "0a1b2c" }],
  ["M365D.process_cmd_line", { ...range, cmd_line: ["-enc", 'a"b', "DownloadString"] }],
  ["M365D.list_connections", { ...range, add_query_items: "| where RemotePort == 445 | take 100" }],
  ["M365D.list_file_events_for_hash", { ...range, file_hash: "da39a3ee5e6b4b0d3255bfef95601890afd80709" }],
];

/** Handlebars with the same text and nothing else: no types, no quotes, no escapes. */
interface Handlebars {
  compile(text: string, options: { readonly noEscape: boolean }): (values: Readonly<Record<string, unknown>>) => string;
}

/** Rendering five templates with types and quoting, against Handlebars alone that puts texts in as they are. */
export async function measureRenderAgainstHandlebars(): Promise<void> {
  const handlebars = createRequire(import.meta.url)("handlebars") as Handlebars;
  const { store } = await loadQueries([queryLibraryFolder]);
  const own: (() => string)[] = [];
  const bare: (() => string)[] = [];
  for (const [name, values] of calls) {
    const template = store.get(name, { environments: ["M365D"] });
    const defaults = Object.fromEntries(template.parameters.map((parameter) => [parameter.name, parameter.default]));
    const texts = Object.fromEntries(Object.entries({ ...defaults, ...values }).map(([key, value]) => [key, Array.isArray(value) ? value.join(", ") : String(value ?? "")]));
    const compiled = handlebars.compile(template.query, { noEscape: true });
    own.push(() => renderQuery(template, values, { dialect: kqlDialect }));
    bare.push(() => compiled(texts));
  }
  if (own.some((render) => !render().includes("2026-07-01")) || bare.some((render) => !render().includes("2026-07-01")))
    throw new InternalError({ code: "bench-render-wrong", message: "A rendered text does not hold its values; the measure would say nothing." });
  const times = Array.from({ length: rounds }, () => ({ own: microsecondsEach(own), bare: microsecondsEach(bare) })).slice(1);
  const ownMedian = median(times.map((time) => time.own));
  const bareMedian = median(times.map((time) => time.bare));
  report({ name: "render-vs-handlebars", value: ownMedian / bareMedian, unit: "times", target: 2.5, detail: `five templates: ${ownMedian.toFixed(2)} µs each, Handlebars without quoting ${bareMedian.toFixed(2)} µs (medians of ${rounds - 1} rounds in turns)` });
}

function microsecondsEach(renders: readonly (() => string)[]): number {
  const start = performance.now();
  let length = 0;
  for (let count = 0; count < rendersInRound; count++) for (const render of renders) length += render().length;
  const elapsed = performance.now() - start;
  return length > 0 ? (elapsed * 1000) / (rendersInRound * renders.length) : Number.NaN;
}
