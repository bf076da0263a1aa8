// Uses the packages as a stranger does: packs them, installs the tarballs with npm into an empty project, imports every subpath on each Node, checks the
// types, and runs the installed command. node .config/scripts/canary.mjs [versions of Node, default: 20 22 24]; --sizes also installs each package alone.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packAll } from "./pack-all.mjs";
import { publishedPackages, subpathsOf } from "./published-packages.mjs";
import { build, install, tool } from "./workspace.mjs";

const npm = process.platform === "win32" ? "npm.cmd" : "npm";
const parameters = process.argv.slice(2);
const versions = parameters.filter((one) => /^\d+$/.test(one));
const folder = mkdtempSync(join(tmpdir(), "huntkit-canary-"));
let [passed, failed] = [0, 0];

install();
build();
try {
  const tarballs = packAll(makeFolder("tarballs"));
  const project = installed("project", [...tarballs.values(), "@types/node@20.19.43"]);
  importEverywhere(project);
  checkTypes(project);
  if (parameters.includes("--sizes")) for (const { manifest } of publishedPackages()) tellSize(manifest, tarballs);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.stdout.write(`\ncanary: ${passed} passed, ${failed} failed\n`);
process.exit(failed > 0 ? 1 : 0);

function makeFolder(name) {
  mkdirSync(join(folder, name));
  return join(folder, name);
}

function check(title, result, good = result.status === 0) {
  if (good) passed++;
  else failed++;
  process.stdout.write(`${good ? "ok" : "FAILED"} ${title}\n${good ? "" : `${result.stdout}${result.stderr}\n`}`);
  return good;
}

function call(command, words, cwd) {
  return spawnSync(command, words, { cwd, encoding: "utf8", env: { ...process.env, NO_COLOR: "1", npm_config_audit: "false", npm_config_fund: "false" }, shell: process.platform === "win32" });
}

function installed(name, specifiers, overrides = {}) {
  const project = makeFolder(name);
  writeFileSync(join(project, "package.json"), JSON.stringify({ name, private: true, type: "module", overrides }));
  check(`npm installs ${name}`, call(npm, ["install", "--prefer-offline", ...specifiers], project));
  return project;
}

/** Every subpath, and how many names it gives, in one process for each version of Node. */
function importEverywhere(project) {
  const specifiers = publishedPackages().flatMap(({ manifest }) => subpathsOf(manifest).map((subpath) => `${manifest.name}${subpath.slice(1)}`));
  const lines = specifiers.map((one) => `await told(${JSON.stringify(one)}, () => import(${JSON.stringify(one)}${one.endsWith(".json") ? ', { with: { type: "json" } }' : ""}));`);
  writeFileSync(join(project, "imports.mjs"), `let bad = 0;\nconst told = async (name, load) => { try { if (Object.keys(await load()).length === 0) throw new Error("gives nothing"); } catch (error) { bad++; console.log(name, error); } };\n${lines.join("\n")}\nprocess.exit(bad);\n`);
  for (const version of versions.length > 0 ? versions : ["20", "22", "24"]) {
    const node = (...words) => call("npx", ["-y", `node@${version}`, ...words], project);
    check(`node ${version}: imports ${specifiers.length} subpaths`, node("imports.mjs"));
    const asked = node(join("node_modules", "@huntkit", "cli", "bin", "huntkit.js"), "kql", "print Answer = 6 * 7", "--format", "ndjson");
    check(`node ${version}: the installed command runs KQL`, asked, asked.stdout.trim() === '{"Answer":42}');
  }
}

/** The types as strict strangers see them: with no `skipLibCheck` for ours. */
function checkTypes(project) {
  const modules = publishedPackages().flatMap(({ manifest }) => subpathsOf(manifest).filter((subpath) => !subpath.endsWith(".json")).map((subpath) => `${manifest.name}${subpath.slice(1)}`));
  writeFileSync(join(project, "all.ts"), modules.map((one, index) => `export * as m${index} from "${one}";\n`).join(""));
  for (const [resolution, module] of [["node16", "node16"], ["bundler", "esnext"]]) {
    const result = call(tool("tsc"), ["--noEmit", "--strict", "--target", "es2022", "--module", module, "--moduleResolution", resolution, "--skipLibCheck", "false", "--types", "node", "all.ts"], project);
    const ours = result.stdout.split("\n").filter((line) => line.includes("error") && (line.includes("@huntkit/") || line.startsWith("all.ts")));
    check(`types of ${modules.length} modules with moduleResolution ${resolution}`, { stdout: ours.join("\n"), stderr: result.stderr }, ours.length === 0 && result.error === undefined);
  }
}

/** What comes with one package alone: the packages, and their size. */
function tellSize({ name }, tarballs) {
  const overrides = Object.fromEntries([...tarballs].filter(([one]) => one !== name).map(([one, file]) => [one, `file:${file}`]));
  const project = installed(name.replace("@huntkit/", "alone-"), [tarballs.get(name)], overrides);
  const all = packagesIn(join(project, "node_modules"));
  const largest = [...all].sort(([, one], [, other]) => other - one).slice(0, 4).map(([place, bytes]) => `${place} ${megabytes(bytes)}`);
  process.stdout.write(`| ${name} | ${all.size} | ${megabytes([...all.values()].reduce((sum, bytes) => sum + bytes, 0))} MB | ${largest.join(", ")} |\n`);
}

function packagesIn(modules) {
  const found = new Map();
  for (const entry of readdirSync(modules, { withFileTypes: true })) {
    if (!entry.isDirectory() || entry.name.startsWith(".")) continue;
    const place = join(modules, entry.name);
    const own = entry.name.startsWith("@") ? readdirSync(place).map((name) => [`${entry.name}/${name}`, join(place, name)]) : [[entry.name, place]];
    for (const [name, path] of own) found.set(name, bytesOf(path));
  }
  return found;
}

function bytesOf(path) {
  return readdirSync(path, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile()).reduce((sum, entry) => sum + statSync(join(entry.parentPath ?? entry.path, entry.name)).size, 0);
}

function megabytes(bytes) {
  return (bytes / 1_000_000).toFixed(1);
}
