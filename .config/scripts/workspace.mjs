import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The workspace's root folder. */
export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

const pnpmVersion = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).packageManager;
const quietEnvironment = { TURBO_TELEMETRY_DISABLED: "1", DO_NOT_TRACK: "1", TURBO_NO_UPDATE_NOTIFIER: "1", npm_config_update_notifier: "false" };

/** Runs a command in the root with its output shown; ends this process with its exit code if it fails. */
export function run(command, parameters, { quiet = false, env = {} } = {}) {
  const options = { cwd: root, env: { ...process.env, ...quietEnvironment, ...env }, shell: process.platform === "win32" };
  const result = spawnSync(command, parameters, { ...options, stdio: quiet ? ["ignore", "pipe", "pipe"] : "inherit", encoding: "utf8" });
  if (result.error) fail(`${command} could not be started: ${result.error.message}`);
  if (result.status === 0) return;
  if (quiet) process.stderr.write(`${result.stdout}${result.stderr}`);
  process.exit(result.status ?? 1);
}

/** Prints one line and ends with exit code 1. */
export function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

/** The words that run pnpm in its pinned version, which need not be installed. */
export function pnpm(parameters) {
  return ["npx", ["-y", pnpmVersion, ...parameters]];
}

/** A command that the workspace's packages bring. */
export function tool(name) {
  return join(root, "node_modules", ".bin", process.platform === "win32" ? `${name}.cmd` : name);
}

function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) fail(`huntkit needs Node 20.19 or newer; this is ${process.versions.node}. Install a newer Node from https://nodejs.org.`);
}

function packageFiles() {
  const folders = [".", "schemas", "query-library", "conformance", "bench", ...children("packages"), ...children("examples")];
  return ["pnpm-lock.yaml", "pnpm-workspace.yaml", ...folders.map((folder) => join(folder, "package.json"))].filter((file) => existsSync(join(root, file)));
}

function children(folder) {
  return existsSync(join(root, folder)) ? readdirSync(join(root, folder)).sort().map((name) => join(folder, name)) : [];
}

/** Installs the dependencies by the lock file, unless this was done for the same lock file before. */
export function install() {
  checkNode();
  const stamp = join(root, "node_modules", ".huntkit-installed");
  const hash = createHash("sha256");
  for (const file of packageFiles()) hash.update(file).update(readFileSync(join(root, file)));
  const wanted = hash.digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  process.stderr.write("Installing dependencies …\n");
  run(...pnpm(["install", "--frozen-lockfile"]), { quiet: true });
  writeFileSync(stamp, wanted);
}

/** Builds what has changed. */
export function build({ quiet = true } = {}) {
  mkdirSync(join(root, "node_modules", ".cache"), { recursive: true });
  const firstTime = !existsSync(join(root, "packages", "cli", "dist"));
  if (firstTime) process.stderr.write("Building …\n");
  // By way of npx, because turbo looks for pnpm on the path.
  run(...pnpm(["exec", "turbo", "run", "build", "--output-logs=errors-only", "--log-order=grouped"]), { quiet });
}

/** All test files on disk, relative to the root. */
export function testFilesOnDisk() {
  return walk(root, "").filter((file) => file.endsWith(".test.ts"));
}

function walk(base, folder) {
  const skip = new Set(["node_modules", "dist", ".git", ".turbo", ".demo"]);
  return readdirSync(join(base, folder), { withFileTypes: true }).flatMap((entry) => {
    if (skip.has(entry.name)) return [];
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    return entry.isDirectory() ? walk(base, path) : [path];
  });
}
