import { decodeJwt } from "jose";
import type { Directory } from "../directory/directory.js";
import type { ServiceRequest } from "../server/service-request.js";

/** The id of the tenant that a request names by its path or by its token, which is not checked here; undefined if none or an unknown one. */
export function mentionedTenant({ path, headers }: Pick<ServiceRequest, "path" | "headers">, directory: Directory): string | undefined {
  const byPath = directory.tenant(path.split("/")[1] ?? "");
  return byPath?.id ?? directory.tenant(tenantOfToken(headers["authorization"] ?? ""))?.id;
}

function tenantOfToken(authorization: string): string {
  const jwt = /^bearer (.+)$/i.exec(authorization)?.[1];
  if (jwt === undefined) return "";
  try {
    return String(decodeJwt(jwt)["tid"] ?? "");
  } catch {
    return ""; // Not a token: the service will refuse it.
  }
}
