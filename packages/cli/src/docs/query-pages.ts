import { kqlDialect } from "@huntkit/kql/dialect";
import { acceptedForms, describeQuery, renderQuery, type ParameterDescription, type ParameterType, type QueryStore, type QueryTemplate, type StoredQuery } from "@huntkit/templates";
import { exampleCommand } from "../commands/example-command.js";
import { exampleValuesIn } from "../example-values.js";

/** How a query is tested on data. */
export interface DataTests {
  readonly cases: number;
  /** Events in the tables of the cases. */
  readonly events: number;
  /** Rows that must be found; the other events must be left alone. */
  readonly found: number;
}

/**
 * The pages of the query documentation by file name: README.md with a table of all queries, and a page for each family.
 * @param tests By `Family.name` or bare name.
 */
export function queryPages(store: QueryStore, tests: ReadonlyMap<string, DataTests>): ReadonlyMap<string, string> {
  const families = store.families();
  const pages = families.map((family) => [`${family}.md`, familyPage(family, store.list({ family }), tests)] as const);
  return new Map([["README.md", overviewPage(store, tests)], ...pages]);
}

const generated = "<!-- Made by `npm run generate` from query-library/. Do not change it by hand. -->\n";

function overviewPage(store: QueryStore, tests: ReadonlyMap<string, DataTests>): string {
  const names = new Map<QueryTemplate, StoredQuery[]>();
  for (const query of store.list()) names.set(query.template, [...(names.get(query.template) ?? []), query]);
  const rows = [...names].map(([template, queries]) => {
    const { environments, tables, techniques } = describeQuery(template);
    const links = queries.map(({ name, family }) => `[${name}](${family}.md#${template.name.toLowerCase()})`);
    return [links.join("<br>"), environments.join(", "), tables.join(", "), techniques.join(", "), testText(testsOf(template, tests))];
  });
  const families = store.families().map((family) => `- [${family}](${family}.md): ${store.list({ family }).length} queries`);
  return `${generated}
# The query library

${names.size} queries. Each is bound without a finding against every environment that it names, and keeps every value a value
(\`query-library.test.ts\`), and each runs on the sample week with the local engine (\`sample-run.test.ts\`). The column "tests" counts the cases on data: events of which some must be found and the others left alone.

${families.join("\n")}

${table(["query", "environments", "tables", "techniques", "tests"], rows)}`;
}

/** Tests are told by the query's whole name, or by its bare name where families share it. */
function testsOf(template: QueryTemplate, tests: ReadonlyMap<string, DataTests>): DataTests | undefined {
  return tests.get(`${template.families[0] ?? ""}.${template.name}`) ?? tests.get(template.name);
}

function testText(tests: DataTests | undefined): string {
  if (tests === undefined) return "binding";
  return `${tests.cases} case${tests.cases === 1 ? "" : "s"}: ${tests.found} found of ${tests.events} events`;
}

function familyPage(family: string, queries: readonly StoredQuery[], tests: ReadonlyMap<string, DataTests>): string {
  return `${generated}\n# ${family}\n\n[All families](README.md)\n\n${queries.map((query) => querySection(query, tests)).join("\n")}`;
}

function querySection({ name, template }: StoredQuery, tests: ReadonlyMap<string, DataTests>): string {
  const { description, environments, tables, tags, tactics, techniques, references, parameters, requireOneOf = [] } = describeQuery(template);
  const otherTags = tags.filter((tag) => !tactics.includes(tag) && !techniques.includes(tag));
  const facts: readonly (readonly [string, readonly string[]])[] = [
    ["Environments", environments],
    ["Tables", tables],
    ["Tactics", tactics],
    ["Techniques", techniques.map(techniqueLink)],
    ["Tags", otherTags],
    ["References", references.map((reference) => `<${reference}>`)],
    ["Tests", [testText(testsOf(template, tests))]],
  ];
  return `## ${template.name}

${inline(description)}

${facts.filter(([, values]) => values.length > 0).map(([what, values]) => `- ${what}: ${values.join(", ")}`).join("\n")}

${table(["parameter", "type", "meaning"], parameters.map(parameterRow))}${requireOneOf.length === 0 ? "" : `\nAt least one of ${requireOneOf.map(code).join(", ")} must be given.\n`}
\`\`\`sh
${exampleCommand(name, template)}
\`\`\`

<details><summary>What it runs for such an example</summary>

\`\`\`kql
${renderQuery(template, exampleValuesIn(template, "2026-07-01T00:00:00Z", "2026-07-08T00:00:00Z"), { dialect: kqlDialect }).trimEnd()}
\`\`\`

</details>
`;
}

function techniqueLink(id: string): string {
  return `[${id}](https://attack.mitre.org/techniques/${id.replace(".", "/")}/)`;
}

function parameterRow({ name, aliases, type, description, required, values, examples, ...rest }: ParameterDescription): string[] {
  const isTime = type === "datetime" && ["start", "end"].includes(name) && rest.default === undefined;
  const sentences = [
    description,
    ...(values ? [`One of ${values.map(String).join(", ")}`] : []),
    ...(examples.length > 0 ? [`For example ${examples.map(code).join(" or ")}`] : []),
    ...(isTime ? [name === "start" ? "Default: a day ago" : "Default: now"] : rest.default !== undefined && rest.default !== "" ? [`Default: ${code(rest.default)}`] : required ? ["**Required**"] : []),
  ];
  const shown = [name, ...aliases].map((one) => `\`${one}\``).join(", ");
  return [shown, inline(type), sentences.filter((sentence) => sentence !== "").map((sentence) => `${sentence.replace(/\.$/, "")}.`).join(" ")];
}

function code(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return `\`${text.replaceAll("`", "'")}\``;
}

/** The words of a text as Markdown that shows them as they are. */
function inline(text: string): string {
  return text.replace(/[\\<>*_[\]]/g, "\\$&");
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll("\n", " ").replace(/(?<!\\)\|/g, "\\|")).join(" | ")} |\n`;
  return `${line(head)}${line(head.map(() => "---"))}${rows.map(line).join("")}`;
}

/** What a type accepts, as rows for the guide of template authors. */
export function acceptedFormRows(): string {
  return table(["type", "accepts"], (Object.keys(acceptedForms) as ParameterType[]).map((type) => [`\`${type}\``, acceptedForms[type]]));
}
