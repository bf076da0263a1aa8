import { mkdir, stat, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { InternalError, ParameterError } from "@huntkit/provider";
import type { CommandSurroundings } from "../command-surroundings.js";
import type { InitAnswers } from "../config/init-questions.table.js";
import { type InitHosts, neededPermission } from "../config/init-settings-text.js";
import type { SettingsOptions } from "../config/open-settings.js";
import { exitCodes } from "../exit-codes.js";
import { shellWord } from "../terminal/shell-word.js";

/** Options of `huntkit config init`: each answers one question. */
export interface ConfigInitOptions extends SettingsOptions, InitAnswers, InitHosts {}

/**
 * `huntkit config init`: asks how to sign in and writes a settings file that says so, readable for its owner alone.
 * @throws {ParameterError} if the file is there already, an answer does not fit, or there is no terminal and an option is missing.
 * @throws {CancelledError} if the questions are not answered to the end; nothing is written then.
 */
export async function configInit({ config, loginUri, apiUri, vaultUri, caFile, ...given }: ConfigInitOptions, surroundings: CommandSurroundings): Promise<number> {
  const [{ answerQuestions }, { initSettingsText }, { withPerson }] = await Promise.all([import("../config/answer-questions.js"), import("../config/init-settings-text.js"), import("../terminal/ask-person.js")]);
  const file = newFile(config, surroundings);
  await refuseExisting(file);
  const isTerminal = surroundings.stdin.isTTY === true && surroundings.stderr.isTTY === true;
  const answers = isTerminal ? await withPerson(surroundings, (person) => (person.tell(`The settings will be written to ${file}. Enter takes what stands in [brackets]; Ctrl-C ends.`), answerQuestions(given, person))) : await answerQuestions(given, undefined);
  const absolute = (path: string | undefined): string | undefined => (path === undefined || path.startsWith("~") ? path : resolve(surroundings.cwd, path));
  const files = { certificate: absolute(answers.certificate), privateKey: absolute(answers.privateKey) };
  const hosts = { loginUri, apiUri, vaultUri, caFile: absolute(caFile) };
  const text = initSettingsText({ ...answers, ...defined(files) }, defined(hosts));
  await check(text, file);
  await create(file, text);
  surroundings.stderr.write(nextSteps(file, answers, config));
  return exitCodes.ok;
}

function newFile(config: string | undefined, { env, cwd }: CommandSurroundings): string {
  return resolve(cwd, config ?? (env["MSTICPYCONFIG"] || "msticpyconfig.yaml"));
}

async function refuseExisting(file: string): Promise<void> {
  const found = await stat(file).then(() => true, (error: NodeJS.ErrnoException) => (error.code === "ENOENT" ? false : unwritable(file, error)));
  if (found) throw exists(file);
}

function exists(file: string): ParameterError {
  return new ParameterError({ code: "settings-file-exists", message: `${file} is there already, and it is not overwritten. Change it with \`huntkit config set\`, or name another file with --config FILE.` });
}

async function create(file: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(file, text, { flag: "wx", mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") throw exists(file);
    unwritable(file, error);
  }
}

function unwritable(file: string, cause: unknown): never {
  throw new ParameterError({ code: "settings-file-unwritable", message: `${file} cannot be written (${(cause as NodeJS.ErrnoException).code ?? "unknown"}). Name another file with --config FILE.`, cause });
}

/** The answers were checked one by one, so the whole must be valid too. */
async function check(text: string, file: string): Promise<void> {
  const { problemLine, validateSettings } = await import("@huntkit/settings");
  const wrong = (await validateSettings(text, { file })).find(({ level }) => level === "error");
  if (wrong) throw new InternalError({ code: "init-invalid", message: `The new settings would not be valid. ${problemLine(wrong, file)}` });
}

function nextSteps(file: string, answers: InitAnswers, config: string | undefined): string {
  const named = config === undefined ? "" : ` --config ${shellWord(config)}`;
  const setting = "DataProviders.MicrosoftDefender.Args.ClientSecret";
  const secret: Readonly<Record<string, string>> = {
    env: `Put the client secret into the variable ${answers.secretVariable ?? ""}, for example from your password manager.`,
    keyvault: `Store the client secret, unless the vault has it: huntkit config set ${setting} --keyvault${answers.vaultSecret === undefined ? "" : ` ${answers.vaultSecret}`} --store${named}`,
    later: `Say where the client secret is: huntkit config set ${setting} --environment-variable NAME${named}, or --keyvault. Until then HUNTKIT_CLIENT_SECRET is read.`,
  };
  const steps = [
    ...(answers.signIn === "azure" ? ["Sign in with Azure's tools, for example: az login"] : [`Grant the application this permission, with admin consent: ${neededPermission(answers)}`]),
    ...(answers.secretIn === undefined ? [] : [secret[answers.secretIn] ?? ""]),
    `Try it: huntkit connect${answers.env === "M365DGraph" || answers.env === undefined ? "" : ` --env ${answers.env}`}${named}`,
  ];
  return `\nWrote ${file}.\nNext:\n${steps.map((step, index) => `  ${index + 1}. ${step}`).join("\n")}\n`;
}

function defined<Values extends Readonly<Record<string, string | undefined>>>(values: Values): { readonly [Key in keyof Values]?: string } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as { readonly [Key in keyof Values]?: string };
}
