import type { EmulatorService } from "../server/emulator-service.js";
import type { ServiceResponse } from "../server/service-response.js";
import { getDeleted, listDeleted, purgeDeleted, recoverDeleted } from "./deleted-secret-operations.js";
import { backupSecret, deleteSecret, getSecret, listSecrets, listVersions, restoreSecret, setSecret, updateSecret } from "./secret-operations.js";
import { authorizeVault, isVaultPath, type VaultCall } from "./vault-call.js";
import { vaultProblem } from "./vault-problem.js";

type Operation = (call: VaultCall, name: string, version: string | undefined) => ServiceResponse;

/** Operations by method and path; the first that matches is done. Page "Azure Key Vault REST API reference, Secrets". */
const operations: readonly (readonly [string, RegExp, Operation])[] = [
  ["GET", /^\/secrets$/, (call) => listSecrets(call)],
  ["POST", /^\/secrets\/restore$/, (call) => restoreSecret(call)],
  ["POST", /^\/secrets\/([^/]+)\/backup$/, backupSecret],
  ["GET", /^\/secrets\/([^/]+)\/versions$/, listVersions],
  ["GET", /^\/secrets\/([^/]+)(?:\/([^/]+))?$/, getSecret],
  ["PATCH", /^\/secrets\/([^/]+)(?:\/([^/]+))?$/, updateSecret],
  ["PUT", /^\/secrets\/([^/]+)$/, setSecret],
  ["DELETE", /^\/secrets\/([^/]+)$/, deleteSecret],
  ["GET", /^\/deletedsecrets$/, (call) => listDeleted(call)],
  ["GET", /^\/deletedsecrets\/([^/]+)$/, getDeleted],
  ["DELETE", /^\/deletedsecrets\/([^/]+)$/, purgeDeleted],
  ["POST", /^\/deletedsecrets\/([^/]+)\/recover$/, recoverDeleted],
];

/** Key Vault: the secrets of every vault in the directory. */
export function createKeyVaultService(): EmulatorService {
  return {
    name: "keyvault",
    match: (path) => isVaultPath(path),
    async handle(request, context) {
      const call = await authorizeVault(request, context);
      for (const [method, pattern, operation] of operations) {
        const found = method === request.method ? pattern.exec(call.path) : null;
        if (found !== null) return operation(call, found[1] ?? "", found[2]);
      }
      throw vaultProblem(405, "MethodNotAllowed", `${request.method} is not allowed here.`);
    },
  };
}
