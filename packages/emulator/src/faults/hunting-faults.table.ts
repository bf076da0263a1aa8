import { faultKinds } from "./fault-kinds.table.js";
import type { FaultRule } from "./fault-rule.js";

const quota = (message: string): object => ({ error: { code: "TooManyRequests", message } });
const refused = (message: string): FaultRule => ({ status: 400, body: { error: { code: "BadRequest", message } } });

/** What goes wrong with hunting services in practice, each as a rule to be completed with `match` and `times`. The texts are recorded ones. */
export const huntingFaults = {
  ...faultKinds,
  "call-quota": { status: 429, body: quota("API calls quota exceeded! maximum allowed 45 per 00:01:00") },
  "cpu-quota": { status: 429, body: quota("You have exceeded processing resources allocated to this tenant. You can run queries again in 00:00:02.") },
  "too-heavy": refused("Query execution has exceeded the allowed limits. The query execution was preempted. This could possibly be due to high CPU and/or memory resource consumption. Optimize your query by following best practices and try again."),
  "too-large": refused("Query execution has exceeded the allowed result size. Optimize your query by limiting the number of results and try again"),
  syntax: refused("A recognition error occurred.. Fix syntax errors in your query."),
  semantic: refused("'where' operator: Failed to resolve scalar expression named 'Nowhere'. Fix semantic errors in your query."),
  "401-expired": { status: 401, body: { error: { code: "InvalidAuthenticationToken", message: "Lifetime validation failed, the token is expired." } } },
  "403": { status: 403, body: { error: { code: "Forbidden", message: "Missing application roles. API required roles: ThreatHunting.Read.All, application roles: ." } } },
} as const satisfies Readonly<Record<string, FaultRule>>;

/** The name of a fault of the hunting services. */
export type HuntingFault = keyof typeof huntingFaults;
