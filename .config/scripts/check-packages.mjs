// Packs every published package, as it stands in dist, and looks at the tarball as a stranger's tools do: node .config/scripts/check-packages.mjs
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { packAll } from "./pack-all.mjs";
import { publishedPackages } from "./published-packages.mjs";

/** What a tarball may hold, by the first part of the path. */
const expected = new Set(["LICENSE", "README.md", "package.json", "dist", "bin", "data", "queries"]);
/** Packages here are ESM alone: a CommonJS program gets them by `import()`, or by `require` where Node offers that. */
const meant = new Set(["CJSResolvesToESM", "NoResolution"]);

const folder = mkdtempSync(join(tmpdir(), "huntkit-pack-"));
let failures = 0;
try {
  const tarballs = packAll(folder);
  for (const { manifest } of publishedPackages()) {
    const tarball = readFileSync(tarballs.get(manifest.name));
    const { pkg, messages } = await publint({ pack: { tarball }, strict: true });
    const problems = [...messages.map((message) => `publint: ${formatMessage(message, pkg)}`), ...oddFiles(tarballs.get(manifest.name)), ...(await typeProblems(tarball, manifest))];
    failures += problems.length;
    process.stdout.write(`${problems.length === 0 ? "ok" : "FAILED"} ${manifest.name}: ${Math.round(tarball.length / 1024)} KB\n${problems.map((problem) => `  ${problem}\n`).join("")}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit(failures > 0 ? 1 : 0);

function oddFiles(tarball) {
  const listed = spawnSync("tar", ["-tzf", tarball], { encoding: "utf8" }).stdout.trim().split("\n").map((file) => file.replace(/^package\//, ""));
  const odd = listed.filter((file) => !expected.has(file.split("/")[0]) || /\.test\.|\.bench\.|__fixtures__|tsbuildinfo/.test(file));
  const missing = ["LICENSE", "README.md"].filter((file) => !listed.includes(file));
  return [...odd.map((file) => `holds ${file}`), ...missing.map((file) => `lacks ${file}`)];
}

async function typeProblems(tarball, manifest) {
  const { problems = [] } = await checkPackage(createPackageFromTarballData(new Uint8Array(tarball)), { excludeEntrypoints: [/\.json$/] });
  return problems.filter(({ kind, resolutionKind }) => !(meant.has(kind) && /node10|cjs/.test(resolutionKind ?? ""))).map((problem) => `types: ${JSON.stringify(problem)} (${manifest.name})`);
}
