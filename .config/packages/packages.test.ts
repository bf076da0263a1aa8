import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, describe, it } from "vitest";
import { publishedPackages } from "../scripts/published-packages.mjs";
import { root } from "../scripts/workspace.mjs";
import { snippets } from "../scripts/write-snippets.mjs";
import { followSources, importsOf, packageOf } from "./source-graph.js";

interface Target {
  readonly "huntkit-source"?: string;
  readonly types?: string;
  readonly default?: string;
}
interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, Target | string>>;
  readonly publishConfig: { readonly exports: Readonly<Record<string, Target | string>> };
  readonly bin?: Readonly<Record<string, string>>;
  readonly files: readonly string[];
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly [key: string]: unknown;
}

const packages = publishedPackages() as { folder: string; manifest: Manifest }[];

/** The entries of a package's build: the name of the module in dist, and its source. */
async function entriesOf(folder: string): Promise<Record<string, string>> {
  const { default: config } = (await import(pathToFileURL(join(root, folder, "tsup.config.ts")).href)) as { default: { entry: Record<string, string> } };
  return config.entry;
}

const targetsOf = ({ exports }: Manifest): [string, Target][] => Object.entries(exports).flatMap(([subpath, target]) => (typeof target === "string" ? [] : [[subpath, target] as [string, Target]]));
const declaredBy = ({ dependencies, optionalDependencies, peerDependencies }: Manifest): string[] => Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies });
const shippedSources = (folder: string): string[] =>
  readdirSync(join(root, folder, "src"), { recursive: true, encoding: "utf8" }).map((file) => join("src", file)).filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts"));

describe.each(packages)("$manifest.name", ({ folder, manifest }) => {
  it("declares what its modules import, and imports what it declares", async () => {
    const { packages: imported, text } = followSources(join(root, folder), Object.values(await entriesOf(folder)));
    const declared = declaredBy(manifest);
    const missing = [...imported].filter(([name]) => name !== manifest.name && !declared.includes(name));
    const needless = declared.filter((name) => !imported.has(name) && !text.includes(`"${name}`));
    expect({ missing, needless }).toEqual({ missing: [], needless: [] });
  });

  it("builds each export, and exports each entry of its build", async () => {
    const built = Object.entries(await entriesOf(folder)).map(([name, source]) => [`./${source}`, `./dist/${name}.js`]);
    const exported = targetsOf(manifest).map(([, target]) => [target["huntkit-source"], target.default]);
    expect(exported.sort()).toEqual(built.sort());
    for (const [, target] of targetsOf(manifest)) {
      expect(target.types).toBe(target["huntkit-source"]?.replace("./src/", "./dist/").replace(/\.ts$/, ".d.ts"));
      expect(existsSync(join(root, folder, target["huntkit-source"] ?? "")), String(target["huntkit-source"])).toBe(true);
    }
    for (const target of [...Object.values(manifest.exports), ...Object.values(manifest.bin ?? {})])
      if (typeof target === "string") expect(existsSync(join(root, folder, target)), target).toBe(true);
  });

  it("publishes the same exports without the condition that leads to sources, which are not in it", () => {
    const without = Object.fromEntries(Object.entries(manifest.exports).map(([subpath, target]) => [subpath, typeof target === "string" ? target : { types: target.types, default: target.default }]));
    expect(manifest.publishConfig.exports).toEqual(without);
    expect(manifest.files.filter((pattern) => pattern.startsWith("src"))).toEqual([]);
  });

  it("writes types for no module that only tests reach", async () => {
    const { modules } = followSources(join(root, folder), Object.values(await entriesOf(folder)));
    const { exclude } = JSON.parse(readFileSync(join(root, folder, "tsconfig.json"), "utf8")) as { exclude: string[] };
    const left = (file: string): boolean => exclude.some((pattern) => globOf(pattern).test(file));
    expect(shippedSources(folder).filter((file) => !modules.has(file) && !left(file))).toEqual([]);
  });

  it("tells a stranger what it is", () => {
    const { engines } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { engines: unknown };
    expect(manifest).toMatchObject({ license: "MIT", type: "module", sideEffects: false, engines, description: expect.stringMatching(/^.{20,}\.$/) as string });
    expect(manifest["keywords"]).toContainEqual(expect.any(String));
    expect(readFileSync(join(root, folder, "README.md"), "utf8").startsWith(`# ${manifest.name}\n`)).toBe(true);
  });
});

/** What the programs of the documents import. */
const documented = (snippets() as { text: string }[]).flatMap(({ text }) => importsOf(text)).filter((one) => !one.startsWith("node:")).map(packageOf);

describe.each(readdirSync(join(root, "examples"), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name))("example %s", (name) => {
  const folder = join(root, "examples", name);

  it("declares what its program and its tests import, and nothing else", () => {
    const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest & { readonly devDependencies?: Record<string, string>; readonly scripts?: Record<string, string> };
    const sources = shippedSources(join("examples", name)).filter((file) => !file.includes("__fixtures__"));
    const program = [...followSources(folder, sources.filter((file) => !file.endsWith(".test.ts"))).packages.keys(), ...(name === "readme-snippets" ? documented : [])];
    const tests = followSources(folder, sources);
    const commands = Object.values(manifest.scripts ?? {}).join("\n");
    expect(manifest["private"]).toBe(true);
    expect([...new Set(program)].sort()).toEqual(Object.keys(manifest.dependencies ?? {}).sort());
    const forTests = [...tests.packages.keys()].filter((one) => !program.includes(one) && one !== "vitest");
    const tools = [["tsx", "tsx "], ["@huntkit/cli", "huntkit "]].filter(([, command = ""]) => commands.includes(command)).map(([tool = ""]) => tool);
    expect(Object.keys(manifest.devDependencies ?? {}).sort()).toEqual([...new Set([...forTests, ...tools])].sort());
  });
});

it("all published packages have one version", () => {
  expect(new Set(packages.map(({ manifest }) => manifest["version"])).size).toBe(1);
});

function globOf(pattern: string): RegExp {
  const text = pattern.replace(/[.]/g, "\\.").replaceAll("**/", "§").replaceAll("*", "[^/]*").replaceAll("§", "(?:.*/)?");
  return new RegExp(`^${text}(?:/.*)?$`);
}
