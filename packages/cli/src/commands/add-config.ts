import type { Command } from "commander";
import type { CommandSurroundings } from "../command-surroundings.js";
import type { SettingsOptions } from "../config/open-settings.js";
import { examples } from "../examples.js";
import { initQuestions } from "../config/init-questions.table.js";
import type { ConfigInitOptions } from "./config-init.js";
import type { ConfigSetOptions } from "./config-set.js";
import type { ConnectCommandOptions } from "./connect.js";

interface Parts {
  readonly program: Command;
  readonly surroundings: CommandSurroundings;
  readonly ended: (exitCode: number) => void;
}

const load = () => import("./config.js");

function withFile(command: Command): Command {
  return command.option("--config <file>", "the settings file (default: $MSTICPYCONFIG, ./msticpyconfig.yaml, ~/.msticpy/msticpyconfig.yaml)");
}

/** Adds `huntkit config` and its commands. */
export function addConfig(parts: Parts): void {
  const { program, surroundings, ended } = parts;
  const config = program.command("config").description("make, show, check and change the settings").addHelpText("after", examples("config"));
  addInit(config, parts);
  withFile(config.command("path").description("say which settings file is used")).action(async (options: SettingsOptions) => ended(await (await load()).configPath(options, surroundings)));
  withFile(config.command("show").description("show the settings, secrets hidden")).action(async (options: SettingsOptions) => ended(await (await load()).configShow(options, surroundings)));
  withFile(config.command("validate").description("check the settings file")).action(async (options: SettingsOptions) => ended(await (await load()).configValidate(options, surroundings)));
  withFile(config.command("get").description("show one setting, secrets hidden").argument("<path>")).action(async (path: string, options: SettingsOptions) => ended(await (await load()).configGet(path, options, surroundings)));
  withFile(config.command("set").description("write a setting; comments and order stay").argument("<path>").argument("[value]"))
    .option("--keyvault [secret]", "refer to a secret of Key Vault: vault/secret, secret, or the default name")
    .option("--environment-variable <name>", "refer to an environment variable")
    .option("--store", "with --keyvault: put the value, from a prompt or the standard input, into the vault too")
    .action(async (path: string, value: string | undefined, options: ConfigSetOptions) => ended(await (await import("./config-set.js")).configSet(path, value, options, surroundings)));
  withFile(config.command("unset").description("take a setting out").argument("<path>")).action(async (path: string, options: SettingsOptions) => ended(await (await load()).configUnset(path, options, surroundings)));
}

/** Each question of `config init` can be answered by an option; hosts are asked of nobody. */
function addInit(config: Command, { surroundings, ended }: Parts): void {
  const command = config.command("init").description("ask how to sign in, and write a new settings file");
  command.option("--config <file>", "the file to write (default: $MSTICPYCONFIG, ./msticpyconfig.yaml); one that is there is not overwritten");
  for (const { option, value, text, values } of initQuestions) command.option(`${option} <${value}>`, values === undefined ? text : `${text}: ${values.join(", ")}`);
  command
    .option("--login-uri <address>", "another sign-in host than the cloud's, for example the emulator's")
    .option("--api-uri <address>", "another host of the service than the cloud's")
    .option("--vault-uri <address>", "another address of the vault than the cloud's")
    .option("--ca-file <file>", "a PEM file with certificate authorities to trust beside the usual ones")
    .addHelpText("after", examples("configInit"))
    .action(async (options: ConfigInitOptions) => ended(await (await import("./config-init.js")).configInit(options, surroundings)));
}

/** Adds `huntkit connect`. */
export function addConnect({ program, surroundings, ended }: Parts): void {
  withFile(program.command("connect").description("sign in with the settings and say who that is"))
    .option("--env <name>", "M365DGraph, M365D or MDE", "M365DGraph")
    .option("--instance <name>", "the instance of the settings, for example Tenant1")
    .option("--connection-string <text>", "arguments such as tenant_id='…'; client_id='…'; with secrets give - and write it to the standard input")
    .addHelpText("after", examples("connect"))
    .action(async (options: ConnectCommandOptions) => ended(await (await import("./connect.js")).connectCommand(options, surroundings)));
}
