import { type Configuration, ConfidentialClientApplication, type INetworkModule, type NetworkRequestOptions, type NetworkResponse, PublicClientApplication } from "@azure/msal-node";
import { type Emulator, emulatorDefaults } from "../index.js";
import { call, type TestAnswer } from "./http-client.js";

export const graphScope = "https://graph.microsoft.com/.default";

/** Posts to the token end point of the default tenant (or another). */
export function postToken(emulator: Emulator, form: Readonly<Record<string, string>>, tenant: string = emulatorDefaults.tenantId, endPoint = "oauth2/v2.0/token"): Promise<TestAnswer> {
  return call(emulator, `/${tenant}/${endPoint}`, { form });
}

/** The form of the default app with its secret. */
export function secretForm(changes: Readonly<Record<string, string>> = {}): Record<string, string> {
  return { grant_type: "client_credentials", client_id: emulatorDefaults.clientId, client_secret: emulatorDefaults.clientSecret, scope: graphScope, ...changes };
}

/** A network client for msal-node that trusts the emulator. */
export function msalNetwork(emulator: Emulator): INetworkModule {
  const send = async <Body>(method: "GET" | "POST", address: string, options?: NetworkRequestOptions): Promise<NetworkResponse<Body>> => {
    const answer = await call(emulator, address, { method, headers: options?.headers ?? {}, ...(options?.body === undefined ? {} : { body: options.body }) });
    return { status: answer.status, headers: answer.headers as Record<string, string>, body: answer.json() as Body };
  };
  return { sendGetRequestAsync: (address, options) => send("GET", address, options), sendPostRequestAsync: (address, options) => send("POST", address, options) };
}

function configuration(emulator: Emulator, auth: Partial<Configuration["auth"]>): Configuration {
  return {
    auth: { clientId: emulatorDefaults.clientId, authority: `${emulator.loginUri}/${emulatorDefaults.tenantId}`, knownAuthorities: [emulator.origin], ...auth },
    system: { networkClient: msalNetwork(emulator) },
  };
}

/** msal-node as an app with a secret or certificate. */
export function msalApp(emulator: Emulator, auth: Partial<Configuration["auth"]> = { clientSecret: emulatorDefaults.clientSecret }): ConfidentialClientApplication {
  return new ConfidentialClientApplication(configuration(emulator, auth));
}

/** msal-node as a program that a person uses. */
export function msalPublic(emulator: Emulator, auth: Partial<Configuration["auth"]> = {}): PublicClientApplication {
  return new PublicClientApplication(configuration(emulator, auth));
}
