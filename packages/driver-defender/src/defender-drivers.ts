import { kqlDialect } from "@huntkit/kql/dialect";
import { defineDriver, type Driver } from "@huntkit/provider";
import type { DefenderConnectOptions } from "./connection/defender-connect-options.js";
import { type HuntingService, huntingServices } from "./services.table.js";

/** The rows at which every service cuts an answer without a word (pages run-advanced-query-api, api-advanced-hunting, security-api-overview). */
const SILENT_ROW_LIMIT = 100_000;

/** Microsoft Graph's hunting, data environments `M365DGraph` and `GraphHunting`: all tables. The one to choose. */
export const m365dGraphDriver: Driver<DefenderConnectOptions> = hunting(huntingServices.M365DGraph);

/** Defender XDR's own hunting, data environment `M365D`: all tables. Stops on 1 February 2027. */
export const m365dDriver: Driver<DefenderConnectOptions> = hunting(huntingServices.M365D);

/** Defender for Endpoint's hunting, data environments `MDE` and `MDATP`: device tables only. Stops on 1 February 2027. */
export const mdeDriver: Driver<DefenderConnectOptions> = hunting(huntingServices.MDE);

/** The drivers of Microsoft Defender, the one to choose first. */
export const defenderDrivers: readonly Driver<DefenderConnectOptions>[] = Object.freeze([m365dGraphDriver, m365dDriver, mdeDriver]);

function hunting(service: HuntingService): Driver<DefenderConnectOptions> {
  return defineDriver<DefenderConnectOptions>({
    names: service.names,
    dialect: kqlDialect,
    capabilities: {
      cancels: "request",
      timespan: service.takesTimespan,
      silentRowLimit: SILENT_ROW_LIMIT,
      splitsByTime: true,
      concurrentQueries: 4,
      remote: true,
    },
    connect: async (options) => (await import("./connection/open-defender-connection.js")).openDefenderConnection(service, options),
  });
}
