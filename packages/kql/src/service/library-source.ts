import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** Where the library of Microsoft's language service lies and which version it is. */
export interface LibraryFiles {
  /** The version in its package.json. */
  readonly version: string;
  /** The minified runtime, then the minified service: both are global scripts. */
  readonly scripts: readonly string[];
}

/** Finds the installed language service. Reads only its package.json. */
export function libraryFiles(): LibraryFiles {
  const manifest = createRequire(import.meta.url).resolve("@kusto/language-service-next/package.json");
  const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { version: string };
  const scripts = ["bridge.min.js", "Kusto.Language.Bridge.min.js"].map((name) => join(dirname(manifest), name));
  return { version, scripts };
}

/**
 * The text of one script that evaluates to a function; calling it loads the library and gives its three name spaces.
 *
 * The library is two global scripts that assign `Bridge`, `System` and `Kusto` to the global object and read them as free
 * names. Here the names are variables of a function, and the object that the scripts take for the global one passes
 * assignments on to them: nothing becomes global, and the names are faster than globals.
 */
export function librarySource(files: LibraryFiles): string {
  const names = ["Bridge", "System", "Kusto"];
  const accessors = names.map((name) => `${name}:{get(){return ${name}},set(value){${name}=value}}`).join(",");
  // The files are ASCII: latin1 keeps one byte a character. The signature at their ends is comment.
  const bodies = files.scripts.map((path) => `(function(){${withoutSignature(readFileSync(path, "latin1"))}\n}).call(scope);`);
  return [
    "(function(){var module,exports,self,window,define;",
    `var ${names.join(",")};var scope=Object.create(globalThis,{${accessors}});`,
    ...bodies,
    `return {${names.join(",")}};})`,
  ].join("\n");
}

function withoutSignature(script: string): string {
  const start = script.indexOf("// SIG //");
  return start < 0 ? script : script.slice(0, start);
}
