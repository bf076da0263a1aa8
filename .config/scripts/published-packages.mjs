import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "./workspace.mjs";

/** The packages that are published, each with its folder below the root and its manifest. */
export function publishedPackages() {
  const folders = [...readdirSync(join(root, "packages")).sort().map((name) => `packages/${name}`), "query-library", "schemas"];
  return folders.map((folder) => ({ folder, manifest: JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")) })).filter(({ manifest }) => manifest.private !== true);
}

/** What may be imported from a package: each subpath of its exports but its own manifest. */
export function subpathsOf(manifest) {
  return Object.keys(manifest.publishConfig?.exports ?? manifest.exports).filter((subpath) => subpath !== "./package.json");
}
