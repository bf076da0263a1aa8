import type { AccessToken, Secret } from "@huntkit/provider";

/** What a token says about itself. The token is not in it, and nothing in it has been verified: it is for display. */
export interface TokenDescription {
  /** Whether an application or a user signed in. */
  readonly kind: "application" | "user";
  readonly tenantId: string | undefined;
  /** The application's (client) id. */
  readonly clientId: string | undefined;
  /** The application's display name, if the token has it. */
  readonly applicationName: string | undefined;
  /** The user's sign-in name. */
  readonly username: string | undefined;
  /** Delegated permissions. */
  readonly scopes: readonly string[];
  /** Application permissions, or roles of the user. */
  readonly roles: readonly string[];
  /** Whom the token is for: an address or an id of the service. */
  readonly audience: string | undefined;
  /** When it ends, in milliseconds since 1970. */
  readonly expiresOnMilliseconds: number | undefined;
}

/**
 * Reads the claims of a token (Microsoft identity platform: Access token claims reference). `undefined` if it is not a
 * readable JWT: a service may give tokens of a form of its own.
 */
export function describeToken(accessToken: AccessToken | Secret | string): TokenDescription | undefined {
  const claims = tokenClaims(textOf(accessToken));
  if (claims === undefined) return undefined;
  const text = (name: string): string | undefined => (typeof claims[name] === "string" && claims[name] !== "" ? claims[name] : undefined);
  const list = (name: string): string[] => (Array.isArray(claims[name]) ? (claims[name] as unknown[]).filter((one) => typeof one === "string") : []);
  const username = text("upn") ?? text("preferred_username") ?? text("unique_name");
  const isUser = text("idtyp") === "user" || (text("idtyp") !== "app" && (text("scp") !== undefined || username !== undefined));
  return {
    kind: isUser ? "user" : "application",
    tenantId: text("tid"),
    clientId: text("appid") ?? text("azp"),
    applicationName: text("app_displayname"),
    username,
    scopes: text("scp")?.split(" ") ?? [],
    roles: list("roles"),
    audience: text("aud"),
    expiresOnMilliseconds: typeof claims["exp"] === "number" ? claims["exp"] * 1000 : undefined,
  };
}

function textOf(accessToken: AccessToken | Secret | string): string {
  if (typeof accessToken === "string") return accessToken;
  return "token" in accessToken ? accessToken.token.reveal() : accessToken.reveal();
}

function tokenClaims(token: string): Record<string, unknown> | undefined {
  const parts = token.split(".");
  if (parts.length !== 3) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(parts[1] ?? "", "base64url").toString("utf8"));
    return typeof claims === "object" && claims !== null && !Array.isArray(claims) ? (claims as Record<string, unknown>) : undefined;
  } catch {
    // Not JSON: the token is opaque, which is its service's right.
    return undefined;
  }
}
