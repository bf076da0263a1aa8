import { createQueryProvider } from "@huntkit/core";
import type { DataSchema } from "@huntkit/provider";
import type { CommandSurroundings } from "../command-surroundings.js";
import { connectSource } from "../source/connect-options.js";
import { runningOptions } from "../source/running-options.js";
import { sourceDrivers } from "../source/source-drivers.js";
import type { SourceOptions, SplitCommandOptions } from "../source/source-options.js";
import type { ShellSource } from "./shell-source.js";

/** A service of Defender, for a shell. The tables are those that the service is documented to have; a tenant's licence may give fewer. */
export async function defenderSource(options: SourceOptions & SplitCommandOptions & { readonly env: string }, surroundings: CommandSurroundings): Promise<ShellSource> {
  const { now, signal, cwd } = surroundings;
  const running = runningOptions(options, cwd);
  const provider = await createQueryProvider(options.env, { drivers: await sourceDrivers(options.env), now });
  await connectSource(provider, options, surroundings, { signal });
  const schema = await documentedTables(provider.environment);
  const { createKqlService } = await import("@huntkit/kql");
  return {
    title: provider.environment,
    schema,
    service: createKqlService({ schema }),
    run: async (text, given) => [await provider.query(text, { ...running, ...given })],
    close: () => provider.close(),
  };
}

async function documentedTables(environment: string): Promise<DataSchema> {
  const [{ defenderSchema }, { defenderEnvironmentNamed }] = await Promise.all([import("@huntkit/kql"), import("@huntkit/schemas")]);
  const known = defenderEnvironmentNamed(environment);
  return known ? defenderSchema(known) : { tables: [] };
}
