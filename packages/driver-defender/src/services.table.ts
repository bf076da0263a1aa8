/** One of the three faces of Defender's advanced hunting over HTTP. */
export interface HuntingService {
  /** The data environments; the first is the main name. */
  readonly names: readonly string[];
  /** The path of the call. */
  readonly path: string;
  /** Whether the call takes a time range beside the query. */
  readonly takesTimespan: boolean;
  /** The most seconds that the service works at one call. */
  readonly secondsPerCall: number;
  /** What to know about the service's end; undefined for the one that stays. */
  readonly ending?: string;
}

/**
 * The services: Graph's `runHuntingQuery` (page security-security-runhuntingquery), Defender XDR (page api-advanced-hunting) and
 * Defender for Endpoint (page run-advanced-query-api). The two older ones end on 1 February 2027 (the same pages).
 */
export const huntingServices: Readonly<Record<"M365DGraph" | "M365D" | "MDE", HuntingService>> = Object.freeze({
  M365DGraph: { names: ["M365DGraph", "GraphHunting"], path: "/v1.0/security/runHuntingQuery", takesTimespan: true, secondsPerCall: 180 },
  M365D: { names: ["M365D"], path: "/api/advancedhunting/run", takesTimespan: false, secondsPerCall: 180, ending: ending("M365D", "the Microsoft Graph permission ThreatHunting.Read.All") },
  MDE: { names: ["MDE", "MDATP"], path: "/api/advancedqueries/run", takesTimespan: false, secondsPerCall: 200, ending: ending("MDE", "the Microsoft Graph permission ThreatHunting.Read.All") },
});

function ending(name: string, permission: string): string {
  return `The service behind ${name} stops on 1 February 2027. Use the data environment M365DGraph instead (CLI: --env M365DGraph); the application needs ${permission}.`;
}
