import { Refusal } from "../server/refusal.js";
import { jsonResponse } from "../server/service-response.js";

/** An error as Key Vault writes it: `{"error":{"code","message","innererror":{"code"}}}`. */
export function vaultProblem(status: number, code: string, message: string, innerCode?: string): Refusal {
  const innererror = innerCode === undefined ? {} : { innererror: { code: innerCode } };
  return new Refusal(jsonResponse(status, { error: { code, message, ...innererror } }));
}

/** A secret that is not there. */
export function secretNotFound(name: string): Refusal {
  return vaultProblem(
    404,
    "SecretNotFound",
    `A secret with (name/id) ${name} was not found in this key vault. If you recently deleted this secret you may be able to recover it using the correct recovery command. For help resolving this issue, please see https://go.microsoft.com/fwlink/?linkid=2125182`,
  );
}
