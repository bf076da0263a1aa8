import { InternalError } from "@huntkit/provider";
import type { EmulatorService } from "../server/emulator-service.js";
import type { ServiceResponse } from "../server/service-response.js";
import { authorizeEndpoint } from "./authorize-endpoint.js";
import { deviceLoginPage } from "./device-login-page.js";
import { instanceDiscovery, openIdConfiguration } from "./discovery.js";
import { answerHeaders, entraAnswer, type EntraCall, entraCall, type EntraSurroundings } from "./entra-call.js";
import { deviceCodeEndpoint } from "./redeem-device-code.js";
import { signInEndpoint } from "./sign-in-endpoint.js";
import { tokenEndpoint } from "./token-endpoint.js";

type EndPoint = (call: EntraCall) => ServiceResponse | Promise<ServiceResponse>;

const endPoints: readonly (readonly [RegExp, EndPoint])[] = [
  [/^\/[^/]+\/oauth2(\/v2\.0)?\/token$/i, tokenEndpoint],
  [/^\/[^/]+(\/v2\.0)?\/\.well-known\/openid-configuration$/i, openIdConfiguration],
  [/^\/[^/]+\/oauth2(\/v2\.0)?\/devicecode$/i, deviceCodeEndpoint],
  [/^\/[^/]+\/oauth2(\/v2\.0)?\/authorize$/i, authorizeEndpoint],
  [/^\/[^/]+\/oauth2(\/v2\.0)?\/logout$/i, (call) => ({ status: 200, headers: answerHeaders(call) })],
  [/^\/[^/]+\/discovery(\/v2\.0)?\/keys$/i, async (call) => entraAnswer(call, await call.keys.publicKeys())],
  [/^\/[^/]+\/discovery\/instance$/i, instanceDiscovery],
  [/^\/[^/]+\/login$/i, signInEndpoint],
  [/^\/devicelogin$/i, deviceLoginPage],
];

/** Entra ID: sign-in and tokens. */
export function createEntraService(surroundings: EntraSurroundings): EmulatorService {
  const endPointOf = (path: string): EndPoint | undefined => endPoints.find(([pattern]) => pattern.test(path))?.[1];
  return {
    name: "entra",
    match: (path) => endPointOf(path) !== undefined,
    handle: (request) => {
      const endPoint = endPointOf(request.path);
      if (endPoint === undefined) throw new InternalError({ code: "emulator-route", message: "Entra ID got a request that it does not match." });
      return endPoint(entraCall(request, surroundings));
    },
  };
}
