import type { ServiceRequest } from "../server/service-request.js";
import type { SecretVersion } from "./vault.js";
import { vaultProblem } from "./vault-problem.js";

/** What a client may say of a secret; undefined members were left out. */
export interface SecretBody {
  readonly value: string | undefined;
  readonly properties: Partial<Pick<SecretVersion, "contentType" | "tags" | "enabled" | "notBefore" | "expires">>;
}

/** Reads the body of a PUT or PATCH. */
export function readSecretBody(request: ServiceRequest): SecretBody {
  const body = request.json();
  if (!isRecord(body)) throw vaultProblem(400, "BadParameter", "The request body must be a JSON object.");
  const attributes = isRecord(body["attributes"]) ? body["attributes"] : {};
  return {
    value: textOf(body["value"]),
    properties: withoutUndefined({
      contentType: textOf(body["contentType"]),
      tags: isRecord(body["tags"]) ? Object.fromEntries(Object.entries(body["tags"]).map(([name, value]) => [name, String(value)])) : undefined,
      enabled: typeof attributes["enabled"] === "boolean" ? attributes["enabled"] : undefined,
      notBefore: numberOf(attributes["nbf"]),
      expires: numberOf(attributes["exp"]),
    }),
  };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function numberOf(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}

function withoutUndefined<Shape extends object>(shape: Shape): { [Key in keyof Shape]?: Exclude<Shape[Key], undefined> } {
  return Object.fromEntries(Object.entries(shape).filter(([, value]) => value !== undefined)) as { [Key in keyof Shape]?: Exclude<Shape[Key], undefined> };
}
