import { defineDriver, type Driver } from "@huntkit/provider";
import { kqlDialect } from "@huntkit/kql/dialect";
import type { LocalConnectOptions } from "./local-connect-options.js";

/**
 * KQL over a folder of files, data environments `Local` and `LocalData`. Nothing leaves the machine, and nothing is written
 * beside intermediate results in the spill folder.
 */
export const localDriver: Driver<LocalConnectOptions> = defineDriver<LocalConnectOptions>({
  names: ["Local", "LocalData"],
  dialect: kqlDialect,
  capabilities: {
    cancels: "query",
    concurrentQueries: 4,
    listsSchema: true,
    remote: false,
    queryEnvironments: ["Local", "LocalData", "M365D", "M365DGraph", "MDE", "MDATP"],
  },
  connect: async (options) => (await import("./open-local-connection.js")).openLocalConnection(options), // the engine is not loaded before it is needed
});
