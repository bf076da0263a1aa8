import { jsonResponse, type ServiceResponse } from "../server/service-response.js";
import type { VaultCall } from "./vault-call.js";
import { vaultProblem } from "./vault-problem.js";

const most = 25;

/** One page of a list, with the address of the next. */
export function listPage(call: VaultCall, items: readonly object[]): ServiceResponse {
  const { query, path, origin } = call.request;
  const size = Number(query.get("maxresults") ?? most);
  if (!Number.isInteger(size) || size < 1 || size > most) throw vaultProblem(400, "BadParameter", `maxresults must be from 1 to ${most}.`);
  const start = Number(query.get("$skiptoken") ?? 0);
  const end = start + size;
  const next = new URLSearchParams({ "api-version": query.get("api-version") ?? "", $skiptoken: String(end), maxresults: String(size) });
  return jsonResponse(200, { value: items.slice(start, end), nextLink: end < items.length ? `${origin}${path}?${next.toString()}` : null });
}
