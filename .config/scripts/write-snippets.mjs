// Writes the TypeScript programs of the documents to examples/readme-snippets/.readme/, where their types are checked: node .config/scripts/write-snippets.mjs
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { publishedPackages } from "./published-packages.mjs";
import { root } from "./workspace.mjs";

/** Programs that cannot be checked by themselves, and why. */
const leftOut = {
  "docs-templates-1": "imports the module that codegen makes of the file above it; packages/cli/src/docs/template-guide.test.ts looks after it",
  "docs-templates-2": "goes on with the program before it",
  "testkit-1": "imports the reader's driver; examples/write-a-driver is one",
};

/** What a reader has already where a program begins. */
const before = {
  "query-library-2": 'import type { QueryProvider } from "@huntkit/core";\ndeclare const provider: QueryProvider;\n',
};

/** Where the programs are written. */
export const snippetFolder = join(root, "examples", "readme-snippets", ".readme");

/** The programs of the documents, by a name made of the document's and their number in it. */
export function snippets() {
  const documents = [["README.md", "readme"], ...publishedPackages().map(({ folder }) => [`${folder}/README.md`, folder.split("/").at(-1)])];
  const pages = readdirSync(join(root, "docs")).filter((name) => name.endsWith(".md")).map((name) => [`docs/${name}`, `docs-${name.slice(0, -3)}`]);
  return [...documents, ...pages].flatMap(([path, name]) =>
    [...readFileSync(join(root, path), "utf8").matchAll(/^```ts\n([^]*?)^```$/gm)].map(([, text]) => text).filter((text) => text.startsWith("import ")).map((text, index) => ({ name: `${name}-${index + 1}`, path, text })),
  ).filter(({ name }) => !(name in leftOut)).map((snippet) => ({ ...snippet, text: `${before[snippet.name] ?? ""}${snippet.text}export {};\n` }));
}

/** Writes them; gives their names. */
export function writeSnippets() {
  rmSync(snippetFolder, { recursive: true, force: true });
  mkdirSync(snippetFolder, { recursive: true });
  for (const { name, text } of snippets()) writeFileSync(join(snippetFolder, `${name}.ts`), text);
  return snippets().map(({ name }) => name);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeSnippets();
