import type { Command } from "commander";
import type { CommandSurroundings } from "../command-surroundings.js";
import type { SettingsOptions } from "../config/open-settings.js";
import { examples } from "../examples.js";
import type { ConfigSetOptions } from "./config.js";
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
export function addConfig({ program, surroundings, ended }: Parts): void {
  const config = program.command("config").description("show, check and change the settings").addHelpText("after", examples("config"));
  withFile(config.command("path").description("say which settings file is used")).action(async (options: SettingsOptions) => ended(await (await load()).configPath(options, surroundings)));
  withFile(config.command("show").description("show the settings, secrets hidden")).action(async (options: SettingsOptions) => ended(await (await load()).configShow(options, surroundings)));
  withFile(config.command("validate").description("check the settings file")).action(async (options: SettingsOptions) => ended(await (await load()).configValidate(options, surroundings)));
  withFile(config.command("get").description("show one setting, secrets hidden").argument("<path>")).action(async (path: string, options: SettingsOptions) => ended(await (await load()).configGet(path, options, surroundings)));
  withFile(config.command("set").description("write a setting; comments and order stay").argument("<path>").argument("[value]"))
    .option("--keyvault [secret]", "refer to a secret of Key Vault: vault/secret, secret, or the default name")
    .option("--environment-variable <name>", "refer to an environment variable")
    .action(async (path: string, value: string | undefined, options: ConfigSetOptions) => ended(await (await load()).configSet(path, value, options, surroundings)));
  withFile(config.command("unset").description("take a setting out").argument("<path>")).action(async (path: string, options: SettingsOptions) => ended(await (await load()).configUnset(path, options, surroundings)));
}

/** Adds `huntkit connect`. */
export function addConnect({ program, surroundings, ended }: Parts): void {
  withFile(program.command("connect").description("sign in with the settings and say who that is"))
    .option("--env <name>", "M365DGraph, M365D or MDE", "M365DGraph")
    .option("--instance <name>", "the instance of the settings, for example Tenant1")
    .option("--connection-string <text>", "arguments such as tenant_id='…'; client_id='…' (no secrets: others can read a command line)")
    .addHelpText("after", examples("connect"))
    .action(async (options: ConnectCommandOptions) => ended(await (await import("./connect.js")).connectCommand(options, surroundings)));
}
