import { HuntError, SettingError, SignInError } from "@huntkit/provider";
import type { SignInSession } from "../sign-in-session.js";
import type { Acquire } from "../tokens/acquire.js";
import { applicationWay } from "./application-way.js";
import { azureCredential, type AzureMethod } from "./azure-credential.js";
import { askByBrowser } from "./browser-way.js";
import { askByDeviceCode } from "./device-code-way.js";
import { credentialFailure, credentialWay, shortReason } from "./foreign-way.js";
import { userWay } from "./user-way.js";
import { type AuthMethod, authMethod } from "./auth-method.js";

/** A chain, and which of its methods gave the last token. */
export interface ChainWay {
  readonly acquire: Acquire;
  readonly winner: () => AuthMethod | undefined;
}

/**
 * Tries methods in order. Only a method that is not set up here leads on to the next; one that is set up and refused (a wrong
 * secret, for example) ends the chain, so that no other identity is used unnoticed. The method that won stays.
 * @throws {SettingError} `auth-method-unknown`.
 */
export function chainWay(session: SignInSession): ChainWay {
  const methods = [...new Set((session.options.authMethods ?? []).map(authMethod))];
  const links = new Map<AuthMethod, Acquire>();
  const linkOf = (method: AuthMethod): Acquire => {
    const link = links.get(method) ?? createLink(session, method);
    links.set(method, link);
    return link;
  };
  let won: AuthMethod | undefined;
  return {
    winner: () => won,
    async acquire(scopes, request) {
      if (won !== undefined) return linkOf(won)(scopes, request);
      const reasons: string[] = [];
      let last: unknown;
      for (const method of methods) {
        try {
          const token = await linkOf(method)(scopes, request);
          won = method;
          return token;
        } catch (error) {
          last = error;
          if (!isNotSetUp(error)) throw namedFailure(error, method);
          reasons.push(`${method}: ${shortReason((error as Error).message).replace(/^The credential \w+ gave no token: /, "")}`);
        }
      }
      throw new SignInError({ code: "chain-failed", message: `None of the sign-in methods is set up here. ${reasons.join(" | ")} | Set one of them up, for example with az login or the variables AZURE_TENANT_ID, AZURE_CLIENT_ID and AZURE_CLIENT_SECRET, or name another in auth_methods.`, cause: last });
    },
  };
}

function createLink(session: SignInSession, method: AuthMethod): Acquire {
  if (method === "interactive") return userWay(session, askByBrowser(session)).acquire;
  if (method === "devicecode") return userWay(session, askByDeviceCode(session)).acquire;
  if (method === "cache") return userWay(session, undefined).acquire;
  if (method === "clientsecret") return needing(session.options.clientSecret, "ClientSecret", () => applicationWay(session, "client-secret"));
  if (method === "certificate") return needing(session.options.certificate, "Certificate", () => applicationWay(session, "certificate"));
  return lazyAzure(session, method);
}

function needing(value: unknown, setting: string, make: () => Acquire): Acquire {
  if (value !== undefined) return make();
  throw new SettingError({ code: "sign-in-missing", message: `${setting} is not set.` });
}

function lazyAzure(session: SignInSession, method: AzureMethod): Acquire {
  let credential: Promise<Acquire> | undefined;
  return async (scopes, request) => {
    credential ??= azureCredential(session, method).then((one) => credentialWay(session, one, `credential ${method}`));
    return (await credential)(scopes, request);
  };
}

const notSetUp = new Set(["tenant-missing", "client-missing", "sign-in-missing", "interaction-required", "browser-missing", "credential-unavailable"]);

function isNotSetUp(error: unknown): boolean {
  if (!HuntError.isInstance(error)) return false;
  const { name } = (error.cause ?? {}) as { name?: unknown };
  return notSetUp.has(error.code) || name === "CredentialUnavailableError";
}

function namedFailure(error: unknown, method: AuthMethod): HuntError {
  const failure = credentialFailure(error, `method ${method}`);
  if (failure.kind !== "sign-in") return failure;
  return new SignInError({ code: failure.code, message: `Sign-in method ${method}: ${failure.message}`, cause: failure });
}
