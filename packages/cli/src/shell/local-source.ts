import { isLocalConnection, localDriver } from "@huntkit/driver-local";
import { type HuntError, InternalError } from "@huntkit/provider";
import type { CommandSurroundings } from "../command-surroundings.js";
import { localOptions, type LocalSourceOptions } from "../source/local-options.js";
import { visibleText } from "../visible-lines.js";
import type { ShellSource } from "./shell-source.js";

/** A folder of tables, for a shell. Files that cannot be read are told on the standard error. */
export async function localSource(options: LocalSourceOptions, surroundings: CommandSurroundings): Promise<ShellSource> {
  const { signal, stderr } = surroundings;
  const connection = await localDriver.connect({ ...localOptions(options, surroundings), signal });
  if (!isLocalConnection(connection)) throw new InternalError({ code: "connection-not-local", message: "The local driver gave a connection that is none of its own. Report this to the huntkit project." });
  const schema = await connection.schema({ signal });
  for (const problem of schema.problems as readonly HuntError[]) stderr.write(`warning: ${visibleText(problem.message)}\n`);
  const { createKqlService } = await import("@huntkit/kql");
  return {
    title: connection.name,
    schema,
    service: createKqlService({ schema }),
    run: (text, options) => connection.queryAll(text, options),
    close: () => connection.close(),
  };
}
