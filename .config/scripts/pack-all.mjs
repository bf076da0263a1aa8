import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pnpm, run } from "./workspace.mjs";
import { publishedPackages } from "./published-packages.mjs";

/** Packs all published packages into a folder; gives the tarball of each by the package's name. Needs a build. */
export function packAll(folder) {
  const packages = publishedPackages();
  run(...pnpm(["--recursive", ...packages.map(({ folder: place }) => `--filter=./${place}`), "pack", "--pack-destination", folder]), { quiet: true });
  const files = readdirSync(folder);
  return new Map(packages.map(({ manifest: { name, version } }) => {
    const file = `${name.replace("@", "").replace("/", "-")}-${version}.tgz`;
    if (!files.includes(file)) throw new Error(`pnpm packed no ${file}`);
    return [name, join(folder, file)];
  }));
}
