import { ParameterError } from "@huntkit/provider";
import type { CommandSurroundings } from "../command-surroundings.js";

/**
 * The arguments of a connection string that a command is given; `-` reads it from the person or the standard input.
 * @throws {ParameterError} `secret-in-arguments` if a secret stands on the command line.
 */
export async function givenArguments(connectionString: string | undefined, surroundings: CommandSurroundings): Promise<Readonly<Record<string, unknown>>> {
  if (connectionString === undefined) return {};
  const { parseConnectionString } = await import("@huntkit/settings");
  if (connectionString === "-") return parseConnectionString((await (await import("../config/read-secret.js")).readSecret("Connection string (it is not shown): ", surroundings)).reveal());
  const given = parseConnectionString(connectionString);
  const argument = Object.entries(given).find(([, value]) => typeof value !== "string")?.[0];
  if (argument === undefined) return given;
  throw new ParameterError({ code: "secret-in-arguments", message: `The connection string holds ${argument}, and what stands on a command line can be read by others. Give it on the standard input (--connection-string -), or put the secret into the settings (\`huntkit config set … --keyvault\` or --environment-variable).` });
}
