import { existsSync, readFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import ts from "typescript";

/** What the modules of a package import, found by following its entries. */
export interface SourceGraph {
  /** The modules that the entries reach, relative to the package's folder. */
  readonly modules: ReadonlySet<string>;
  /** The packages that they import, with the module that does it. */
  readonly packages: ReadonlyMap<string, string>;
  /** The text of all modules together, to look for packages that are named without an import. */
  readonly text: string;
}

/** The name of the package that an import specifier leads to. */
export function packageOf(specifier: string): string {
  return specifier.split("/").slice(0, specifier.startsWith("@") ? 2 : 1).join("/");
}

/** Follows imports (static, dynamic, and of types alone) from the entries of a package. */
export function followSources(folder: string, entries: readonly string[]): SourceGraph {
  const [modules, packages, texts] = [new Set<string>(), new Map<string, string>(), [] as string[]];
  const waiting = entries.map((entry) => resolve(folder, entry));
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    const name = relative(folder, file);
    if (modules.has(name) || file.endsWith(".json")) continue;
    modules.add(name);
    const text = readFileSync(file, "utf8");
    texts.push(text);
    for (const specifier of importsOf(text)) {
      if (specifier.startsWith(".")) waiting.push(sourceOf(file, specifier));
      else if (!specifier.startsWith("node:")) packages.set(packageOf(specifier), name);
    }
  }
  return { modules, packages, text: texts.join("\n") };
}

/** The specifiers that a module imports, and the modules that it names by `new URL`. */
export function importsOf(text: string): string[] {
  const places = [...text.matchAll(/new URL\("(\.[^"]+\.js)", import\.meta\.url\)/g)].map(([, place = ""]) => place);
  return [...ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName), ...places];
}

// A module is imported as the .js that it becomes.
function sourceOf(file: string, specifier: string): string {
  const path = resolve(dirname(file), specifier);
  const source = path.replace(/\.js$/, ".ts");
  return existsSync(source) ? source : path;
}
