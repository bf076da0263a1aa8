import { writeFileSync } from "node:fs";
import { PassThrough } from "node:stream";
import { main } from "@huntkit/cli";

interface Sarif {
  readonly runs: readonly { readonly results: readonly SarifResult[] }[];
}
interface SarifResult {
  readonly ruleId: string;
  readonly level?: "error" | "warning" | "note";
  readonly message: { readonly text: string };
  readonly locations?: readonly { readonly physicalLocation?: { readonly artifactLocation?: { readonly uri?: string }; readonly region?: { readonly startLine?: number; readonly startColumn?: number } } }[];
}

const [paths, out] = [process.argv.slice(2), process.env["SARIF_FILE"] ?? "lint.sarif"];
const stdout = new PassThrough();
const surroundings = { stdout, stderr: process.stderr, stdin: process.stdin, env: process.env, cwd: process.cwd(), now: () => new Date(), signal: new AbortController().signal };

// The command as a function: it gives the exit code and never throws. 0: nothing; 2: a finding that should stop the build.
process.exitCode = await main(["lint", ...(paths.length === 0 ? ["queries"] : paths), "--strict", "--format", "sarif"], surroundings);

const text = String(stdout.read() ?? "");
if (text !== "") {
  writeFileSync(out, text); // for the upload to code scanning
  const findings = (JSON.parse(text) as Sarif).runs.flatMap(({ results }) => results);
  for (const finding of findings) console.log(annotation(finding));
  console.log(`${findings.length} findings; SARIF in ${out}`);
}

/** One line in the form that GitHub's runners turn into an annotation of the changed file. */
function annotation({ ruleId, level = "warning", message, locations: [location] = [] }: SarifResult): string {
  const { artifactLocation, region } = location?.physicalLocation ?? {};
  const plain = message.text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
  return `::${level === "note" ? "notice" : level} file=${artifactLocation?.uri ?? ""},line=${region?.startLine ?? 1},col=${region?.startColumn ?? 1}::${plain} (${ruleId})`;
}
