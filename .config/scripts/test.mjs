// Installs, builds, lints, type-checks, packs and tests. Ends with one line: N passed, N failed, N skipped.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { build, install, root, run, testFilesOnDisk, tool } from "./workspace.mjs";

const step = (name) => process.stdout.write(`\n== ${name}\n`);

install();
step("build");
build({ quiet: false });
step("lint");
run("npm", ["run", "--silent", "lint"]);
step("types");
run("npm", ["run", "--silent", "typecheck"]);
step("packages");
run(process.execPath, [join(root, ".config", "scripts", "check-packages.mjs")]);
step("tests");
const report = join(root, "node_modules", ".cache", "test-report.json");
mkdirSync(join(root, "node_modules", ".cache"), { recursive: true });
rmSync(report, { force: true });
const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
const tests = spawnSync(tool("vitest"), ["run", "--config", ".config/vitest.config.ts", ...reporters, ...process.argv.slice(2)], { cwd: root, stdio: "inherit" });
process.exit(summarize(tests.status ?? 1));

function summarize(status) {
  let results;
  try {
    results = JSON.parse(readFileSync(report, "utf8"));
  } catch (error) {
    process.stderr.write(`The tests left no report: ${error.message}\n`);
    return status || 1;
  }
  const ran = new Set(results.testResults.map((file) => relative(root, file.name)));
  const missing = process.argv.length > 2 ? [] : testFilesOnDisk().filter((file) => !ran.has(file));
  for (const file of missing) process.stdout.write(`NOT RUN ${file}\n`);
  for (const file of results.testResults)
    for (const test of file.assertionResults) if (test.status === "skipped" || test.status === "pending") process.stdout.write(`SKIPPED ${relative(root, file.name)}: ${test.fullName}\n`);
  const failed = results.numFailedTests + missing.length;
  process.stdout.write(`\n${results.numPassedTests} passed, ${failed} failed, ${results.numPendingTests + results.numTodoTests} skipped\n`);
  return failed > 0 ? 1 : status;
}
