import { SettingError } from "@huntkit/provider";
import type { SignInOptions, SignInWay } from "./sign-in-options.js";
import { shownName } from "./shown-name.js";

/**
 * The way of signing in that the options ask for: a token or credential handed in; else `authMethods`; else a user
 * (`delegatedAuth`, or a `username`), by browser or device code; else a certificate; else a client secret.
 * @throws {SettingError} `sign-in-contradiction`, `sign-in-missing`, `tenant-missing`, `client-missing` or `auth-type-unknown`.
 */
export function chooseSignInWay(options: SignInOptions): SignInWay {
  if (options.accessToken !== undefined) return "token";
  if (options.credential !== undefined) return "credential";
  if (options.authMethods !== undefined && options.authMethods.length > 0 && options.delegatedAuth !== true) return "chain";
  const way = ownWay(options);
  needIds(options, way);
  return way;
}

function ownWay(options: SignInOptions): SignInWay {
  if (options.clientSecret !== undefined && options.username !== undefined && options.delegatedAuth === undefined)
    throw new SettingError({ code: "sign-in-contradiction", message: "Both ClientSecret and UserName are set. Remove one, or say which with delegated_auth: true signs the user in, false the application." });
  if (options.delegatedAuth === true || (options.username !== undefined && options.delegatedAuth !== false)) return userWay(options.authType);
  if (options.certificate !== undefined) return "certificate";
  if (options.clientSecret !== undefined) return "client-secret";
  if (options.privateKey !== undefined) throw new SettingError({ code: "sign-in-missing", message: "PrivateKey is set without Certificate. Set Certificate to the certificate's file." });
  throw new SettingError({
    code: "sign-in-missing",
    message: "Nothing says how to sign in. Set ClientSecret, or Certificate and PrivateKey, or UserName (or delegated_auth) to sign a user in, or AuthMethods for a chain of credentials.",
  });
}

/**
 * How a user signs in.
 * @throws {SettingError} `auth-type-unknown`.
 */
function userWay(authType: string | undefined): SignInWay {
  const ways: Readonly<Record<string, SignInWay>> = { interactive: "browser", browser: "browser", device: "device-code", device_code: "device-code", devicecode: "device-code" };
  const wanted = (authType ?? "interactive").toLowerCase();
  if (Object.hasOwn(ways, wanted)) return ways[wanted] as SignInWay;
  throw new SettingError({ code: "auth-type-unknown", message: `There is no auth_type ${shownName(authType)}; it must be interactive or device.` });
}

/** @throws {SettingError} `tenant-missing` or `client-missing`. */
export function needIds(options: SignInOptions, way: string): { readonly tenantId: string; readonly clientId: string } {
  const { tenantId, clientId } = options;
  if (!tenantId?.trim()) throw new SettingError({ code: "tenant-missing", message: `TenantId is needed to sign in by ${way}: the tenant's id or one of its domains.` });
  if (!clientId?.trim()) throw new SettingError({ code: "client-missing", message: `ClientId is needed to sign in by ${way}: the application (client) id of the app registration.` });
  return { tenantId: tenantId.trim(), clientId: clientId.trim() };
}
