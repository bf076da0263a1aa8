import type { Command } from "commander";
import type { CommandSurroundings } from "../command-surroundings.js";
import { examples } from "../examples.js";
import type { CodegenCommandOptions } from "./codegen.js";

/** Adds `huntkit codegen`. */
export function addCodegen({ program, surroundings, ended }: { readonly program: Command; readonly surroundings: CommandSurroundings; readonly ended: (exitCode: number) => void }): void {
  program
    .command("codegen")
    .description("write queries as a TypeScript module: a typed function for each, so that a wrong parameter does not compile")
    .argument("<paths...>", "files and folders of queries (YAML)")
    .requiredOption("-o, --out <file>", "the module to write, for example queries.ts")
    .option("--check", "write nothing; end with 2 if the file is not up to date")
    .addHelpText("after", examples("codegen"))
    .action(async (paths: string[], options: CodegenCommandOptions) => {
      ended(await (await import("./codegen.js")).codegenCommand(paths, options, surroundings));
    });
}
