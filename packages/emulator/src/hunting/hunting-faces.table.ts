/** One of the three faces of advanced hunting. */
export interface HuntingFace {
  readonly name: "graph" | "xdr" | "mde";
  /** The path, with the version prefixes that the service takes. */
  readonly path: RegExp;
  /** The family of resources that a token must be for. */
  readonly family: "graph" | "xdr" | "mde";
  readonly role: string;
  readonly scope: string;
  /** The most milliseconds of one call. */
  readonly executionMilliseconds: number;
}

/** The faces (pages security-security-runhuntingquery, api-advanced-hunting, run-advanced-query-api). */
export const huntingFaces: readonly HuntingFace[] = [
  { name: "graph", path: /^\/(v1\.0|beta)\/security\/(microsoft\.graph\.security\.)?runhuntingquery$/i, family: "graph", role: "ThreatHunting.Read.All", scope: "ThreatHunting.Read.All", executionMilliseconds: 180_000 },
  { name: "xdr", path: /^\/api\/(v1\.0\/)?advancedhunting\/run$/i, family: "xdr", role: "AdvancedHunting.Read.All", scope: "AdvancedHunting.Read", executionMilliseconds: 180_000 },
  { name: "mde", path: /^\/api\/(v1\.0\/)?advancedqueries\/run$/i, family: "mde", role: "AdvancedQuery.Read.All", scope: "AdvancedQuery.Read", executionMilliseconds: 200_000 },
];
