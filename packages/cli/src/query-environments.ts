import { ParameterError } from "@huntkit/provider";
import type { QueryStore } from "@huntkit/templates";

const preferred = ["M365D", "M365DGraph", "MDE", "MDATP"];

/**
 * The data environments whose queries an environment's name stands for, best first: Local (and no name) stands for all of
 * them, any other name for itself.
 * @throws {ParameterError} if no query is for the environment; the nearest names are suggested.
 */
export async function queryEnvironments(name: string | undefined, store: QueryStore): Promise<string[]> {
  const known = [...new Set(store.list().flatMap((query) => query.template.environments))];
  if (name === undefined || ["local", "localdata"].includes(name.toLowerCase())) return [...new Set(["Local", ...preferred, ...known])];
  const found = known.find((environment) => environment.toLowerCase() === name.toLowerCase());
  if (found) return [found];
  const { didYouMean } = await import("@huntkit/core");
  throw new ParameterError({
    code: "environment-unknown",
    message: `No query is for a data environment "${name}".${didYouMean(name, known)} Known: ${["Local", ...known].join(", ")}.`,
  });
}
