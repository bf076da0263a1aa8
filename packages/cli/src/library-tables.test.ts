import { queryLibraryFolder } from "@huntkit/query-library";
import { loadQueries, queryTables } from "@huntkit/templates";
import { expect, it } from "vitest";
import { defenderService, schemaEnvironments } from "./defender-service.js";
import { renderedWithExamples } from "./lint/rendered-with-examples.js";

it("search and help name the tables that the binder finds, for every query of the library", async () => {
  const { store } = await loadQueries([queryLibraryFolder]);
  const templates = [...new Set(store.list().map(({ template }) => template))];
  const pairs = await Promise.all(
    templates.map(async (template) => {
      const rendered = renderedWithExamples(template);
      const service = await defenderService(schemaEnvironments(template.environments, "M365D").at(-1) ?? "M365D");
      return { query: template.name, seen: queryTables(template).sort(), read: "text" in rendered ? [...service.analyze(rendered.text).tablesRead] : [rendered.message] };
    }),
  );
  expect(pairs.filter(({ seen, read }) => seen.join() !== read.join())).toEqual([]);
});
