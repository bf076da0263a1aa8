import { Command, Option } from "commander";
import type { CommandSurroundings } from "./command-surroundings.js";
import { examples } from "./examples.js";
import { addCodegen } from "./commands/add-codegen.js";
import type { DemoCommandOptions } from "./commands/demo.js";
import { addConfig, addConnect } from "./commands/add-config.js";
import type { EmulatorCommandOptions } from "./commands/emulator.js";
import type { ImportCommandOptions } from "./commands/import.js";
import type { KqlCommandOptions } from "./commands/kql.js";
import type { QueriesCommandOptions } from "./commands/queries.js";
import type { RenderCommandOptions } from "./commands/render.js";
import type { ConvertCommandOptions } from "./commands/convert.js";
import type { LintCommandOptions } from "./commands/lint.js";
import type { RunCommandOptions } from "./commands/run.js";
import type { SchemaCommandOptions } from "./commands/schema.js";
import type { ShowCommandOptions } from "./commands/show.js";
import { formatNames } from "./output/format-names.js";
import { version } from "./version.js";

/** The commands with their options; what a command does is loaded only when it is run. */
export function buildProgram(surroundings: CommandSurroundings, ended: (exitCode: number) => void): Command {
  const program = new Command("huntkit")
    .description("Runs threat-hunting queries: templates and KQL, in Microsoft Defender and over local data.")
    .version(version, "-V, --version", "show the version")
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => surroundings.stdout.write(text),
      writeErr: (text) => surroundings.stderr.write(text),
      getOutHelpWidth: () => surroundings.stdout.columns ?? 100,
      getErrHelpWidth: () => surroundings.stderr.columns ?? 100,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });
  const parts: ProgramParts = { program, surroundings, ended };
  addQueries(parts);
  addShow(parts);
  addRender(parts);
  addRun(parts);
  addKql(parts);
  addImport(parts);
  addSchema(parts);
  addLint(parts);
  addConvert(parts);
  addCodegen(parts);
  addDemo(parts);
  addEmulator(parts);
  addConfig(parts);
  addConnect(parts);
  return program.addHelpText("after", examples("program"));
}

interface ProgramParts {
  readonly program: Command;
  readonly surroundings: CommandSurroundings;
  readonly ended: (exitCode: number) => void;
}

function addQueries({ program, surroundings, ended }: ProgramParts): void {
  const command = program.command("queries").description("list the queries, or search them").argument("[words...]", "words to search for");
  withQueryFiles(command)
    .option("--family <name>", "only queries of this family, for example M365D")
    .option("--name <pattern>", "only queries whose name matches (regular expression, repeatable)", collect)
    .option("--table <pattern>", "only queries that read such a table (regular expression, repeatable)", collect)
    .option("--parameter <pattern>", "only queries with such a parameter (regular expression, repeatable)", collect)
    .option("--tag <pattern>", "only queries with such a tag (regular expression, repeatable)", collect)
    .option("--technique <pattern>", "only queries for such a MITRE ATT&CK tactic or technique (regular expression, repeatable)", collect);
  withOutput(command)
    .addHelpText("after", examples("queries"))
    .action(async (words: string[], options: QueriesCommandOptions) => {
      ended(await (await import("./commands/queries.js")).queriesCommand(words, options, surroundings));
    });
}

function addShow({ program, surroundings, ended }: ProgramParts): void {
  const command = program.command("show").description("show what a query does and takes").argument("<query>", "Family.query_name, or the bare name");
  withQueryFiles(command)
    .option("--json", "as JSON")
    .addHelpText("after", examples("show"))
    .action(async (name: string, options: ShowCommandOptions) => {
      ended(await (await import("./commands/show.js")).showCommand(name, options, surroundings));
    });
}

function addRender({ program, surroundings, ended }: ProgramParts): void {
  const command = program.command("render").description("print the text of a query with its parameters filled in; run nothing").argument("<query>", "Family.query_name, or the bare name");
  withParameters(withQueryFiles(command))
    .addHelpText("after", examples("render"))
    .action(async (_name: string, options: RenderCommandOptions) => {
      ended(await (await import("./commands/render.js")).renderCommand(command.args, options, surroundings));
    });
}

function addRun({ program, surroundings, ended }: ProgramParts): void {
  const command = program.command("run").description("run a query and print its rows").argument("<query>", "Family.query_name, or the bare name");
  withChart(withOutput(withData(withParameters(withQueryFiles(command)))))
    .addHelpText("after", examples("run"))
    .action(async (_name: string, options: RunCommandOptions) => {
      ended(await (await import("./commands/run.js")).runCommand(command.args, options, surroundings));
    });
}

function addKql({ program, surroundings, ended }: ProgramParts): void {
  const command = program
    .command("kql")
    .description("run a KQL text: given here, from a file, or from the standard input")
    .argument("[text]", "the query; - for the standard input")
    .addOption(environmentOption())
    .option("-f, --file <file>", "read the query from a file")
    .option("--explain", "do not run it: tell what it reads and gives, and how it would be run");
  withChart(withOutput(withData(command)))
    .addHelpText("after", examples("kql"))
    .action(async (text: string | undefined, options: KqlCommandOptions) => {
      ended(await (await import("./commands/kql.js")).kqlCommand(text, options, surroundings));
    });
}

function addImport({ program, surroundings, ended }: ProgramParts): void {
  program
    .command("import")
    .description("turn recorded logs into tables: Windows events (JSON) and advanced-hunting exports (JSON, CSV), also .gz, .zip and .tar.gz")
    .argument("<files...>", "the log files")
    .requiredOption("-o, --out <folder>", "the folder for the tables; made if absent")
    .option("--strict", "stop at the first bad line instead of counting it")
    .addOption(new Option("--existing <what>", "what to do with tables that are there already").choices(["refuse", "append", "replace"]).default("refuse"))
    .option("--json", "print the whole report as JSON")
    .addHelpText("after", examples("import"))
    .action(async (files: string[], options: ImportCommandOptions) => {
      ended(await (await import("./commands/import.js")).importCommand(files, options, surroundings));
    });
}

function addSchema({ program, surroundings, ended }: ProgramParts): void {
  const command = program
    .command("schema")
    .description("list the tables that can be queried, or the columns of one")
    .argument("[table]", "a table, to see its columns")
    .option("-p, --path <folder>", "the tables of a folder with data, instead of those of a service")
    .option("--env <name>", "the service whose tables to list: M365D, M365DGraph, MDE, MDATP (default: M365D)");
  withOutput(command)
    .addHelpText("after", examples("schema"))
    .action(async (table: string | undefined, options: SchemaCommandOptions) => {
      ended(await (await import("./commands/schema.js")).schemaCommand(table, options, surroundings));
    });
}

function addLint({ program, surroundings, ended }: ProgramParts): void {
  program
    .command("lint")
    .description("check query files (.yaml), queries (.kql, .csl) and the KQL blocks of Markdown (.md) against the schema and for good form")
    .argument("<paths...>", "files and folders")
    .option("--env <name>", "the schema for files that name no environment: M365D, M365DGraph, MDE, MDATP", "M365D")
    .addOption(new Option("--format <format>", "the form of the output; sarif is for code scanning").choices(["text", "json", "sarif"]).default("text"))
    .option("--strict", "fail for warnings too")
    .option("--fix", "mend in the files what can be mended without changing what a query gives")
    .addHelpText("after", examples("lint"))
    .action(async (paths: string[], options: LintCommandOptions) => {
      ended(await (await import("./commands/lint.js")).lintCommand(paths, options, surroundings));
    });
}

function addConvert({ program, surroundings, ended }: ProgramParts): void {
  program
    .command("convert")
    .description("rewrite a query file with {name} placeholders to {{name}}; comments and order stay")
    .argument("<file>", "the query file (YAML)")
    .option("--write", "replace the file instead of printing the new text")
    .addHelpText("after", examples("convert"))
    .action(async (file: string, options: ConvertCommandOptions) => {
      ended(await (await import("./commands/convert.js")).convertCommand(file, options, surroundings));
    });
}

function addDemo({ program, surroundings, ended }: ProgramParts): void {
  program
    .command("demo")
    .description("make a sample of one week in a small company, and hunt in it")
    .option("-o, --out <folder>", "the folder for the sample; used again if it is there", ".demo")
    .option("--date <day>", "the day after the sample's week, YYYY-MM-DD", "2026-07-08")
    .option("--seed <number>", "the seed of the sample")
    .addHelpText("after", examples("demo"))
    .action(async (options: DemoCommandOptions) => {
      ended(await (await import("./commands/demo.js")).demoCommand(options, surroundings));
    });
}

function addEmulator({ program, surroundings, ended }: ProgramParts): void {
  program
    .command("emulator")
    .description("run Entra ID, Key Vault, managed identity and Defender's hunting services on this machine, to try all without a tenant")
    .option("--data <folder>", "the tables that the hunting services answer from")
    .option("--port <number>", "the HTTPS port (default: any free one)")
    .option("-o, --out <folder>", "the folder for the CA certificate and the settings", ".emulator")
    .option("--verbose", "print each request")
    .addHelpText("after", examples("emulator"))
    .action(async (options: EmulatorCommandOptions) => {
      ended(await (await import("./commands/emulator.js")).emulatorCommand(options, surroundings));
    });
}

function environmentOption(): Option {
  return new Option("--env <name>", "the data environment; Local can run the queries of every Defender environment").default("Local");
}

function withQueryFiles(command: Command): Command {
  return command.addOption(environmentOption()).option("--queries <path>", "a file or folder of further queries (repeatable; see also $HUNTKIT_QUERIES)", collect);
}

function withParameters(command: Command): Command {
  return command
    .option("-P, --param <name=value>", "a parameter of the query (repeatable); --name value does the same", collect)
    .allowUnknownOption()
    .allowExcessArguments();
}

function withData(command: Command): Command {
  return command
    .option("-p, --path <folder>", "the folder with the tables, for Local (default: $HUNTKIT_PATH)")
    .option("--memory-limit <size>", "for Local: the most memory that a query may use, as 2GB (default: $HUNTKIT_MEMORY_LIMIT, else 80 % of the machine's)")
    .option("--spill-folder <folder>", "for Local: where what does not fit into memory goes (default: $HUNTKIT_SPILL_FOLDER, else a private temporary folder)")
    .option("--geo-database <file>", "for Local: a MaxMind-format database for geo_info_from_ip_address() (default: $HUNTKIT_GEO_DATABASE)")
    .option("--external-folder <folder>", "for Local: a further folder whose files externaldata may read (repeatable)", collect)
    .option("--config <file>", "the settings file, for Defender (default: $MSTICPYCONFIG, ./msticpyconfig.yaml, ~/.msticpy/msticpyconfig.yaml)")
    .option("--instance <names>", "the instance of the settings, for example Tenant1; several (Tenant1,Tenant2) are asked at once")
    .option("--all-instances", "ask every instance of the settings")
    .option("--connection-string <text>", "arguments of the connection; - reads them from the standard input")
    .option("--since <time>", "the start of the time range that is asked for: ISO 8601, or relative as -7d@d")
    .option("--until <time>", "its end (default: now)")
    .option("--split-by <length>", "ask in parts of time: 1d, 6h, 30m, or auto, which halves where the service cuts or refuses")
    .option("--splittable", "vouch that the parts of this query can be put together")
    .option("--checkpoint <folder>", "with --split-by: keep finished parts there, so that the same command goes on after a crash")
    .option("--require-complete", "fail instead of giving a part of the rows")
    .option("-n, --limit <rows>", "keep at most so many rows");
}

function withOutput(command: Command): Command {
  return command
    .addOption(new Option("--format <format>", "the form of the output (default: by the ending of --output, else table)").choices([...formatNames]))
    .option("-o, --output <file>", "write to a file: whole, or not at all")
    .option("--csv-safe", "in CSV, put a ' before texts that a spreadsheet would take for formulas");
}

function withChart(command: Command): Command {
  return command.option("--chart <file>", "draw what the query's render asks for, into a file: .svg, .png or .html");
}

function collect(value: string, before: string[] = []): string[] {
  return [...before, value];
}
