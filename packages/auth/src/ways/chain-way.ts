import type { TokenCredential } from "@azure/identity";
import { SettingError, SignInError } from "@huntkit/provider";
import { revealText } from "../reveal-text.js";
import type { SignInSession } from "../sign-in-session.js";
import type { Acquire } from "../tokens/acquire.js";
import { foreignToken } from "./foreign-way.js";

type Identity = typeof import("@azure/identity");
type Make = (library: Identity, session: SignInSession) => TokenCredential | undefined;

const environment: Make = (library, session) => new library.EnvironmentCredential(common(session));
const managed: Make = (library, { options }) => (options.clientId === undefined ? new library.ManagedIdentityCredential() : new library.ManagedIdentityCredential({ clientId: options.clientId }));
const commandLine: Make = (library, session) => new library.AzureCliCredential({ ...tenantOf(session), processTimeoutInMs: 15_000 });
const powershell: Make = (library, session) => new library.AzurePowerShellCredential({ ...tenantOf(session), processTimeoutInMs: 30_000 });
const editor: Make = (library, session) => new library.VisualStudioCodeCredential(tenantOf(session));
const clientSecret: Make = (library, session) => {
  const { tenantId, clientId, clientSecret: secret } = session.options;
  if (tenantId === undefined || clientId === undefined || secret === undefined) return undefined;
  return new library.ClientSecretCredential(tenantId, clientId, revealText(secret), common(session));
};

/** The names of `auth_methods` that a chain can hold, with their spellings. Source: the settings of the reference, part 2. */
const methods: Readonly<Record<string, Make>> = {
  env: environment,
  environment,
  cli: commandLine,
  msi: managed,
  managedidentity: managed,
  vscode: editor,
  powershell,
  clientsecret: clientSecret,
};

/** Tries the credentials of `authMethods` in order, through @azure/identity, which is loaded when the first token is asked for. */
export function chainWay(session: SignInSession): Acquire {
  const names = session.options.authMethods ?? [];
  const makers = names.map((name) => methods[name.toLowerCase().replaceAll(/[-_ ]/g, "")] ?? unknownMethod(name));
  let links: Promise<readonly { readonly name: string; readonly credential: TokenCredential }[]> | undefined;
  return async (scopes, { signal }) => {
    links ??= import("@azure/identity").then((library) => makers.flatMap((make, index) => linkOf(names[index] ?? "", make(library, session))));
    const failures: string[] = [];
    for (const { name, credential } of await links) {
      try {
        return await foreignToken(credential, scopes, signal, session.clock);
      } catch (error) {
        if (signal.aborted) throw error;
        failures.push(`${name}: ${firstLine(error)}`);
      }
    }
    throw new SignInError({ code: "chain-failed", message: `None of the credentials of AuthMethods gave a token. ${failures.join("; ") || "None is set up"}. Set up one of them, or sign in another way.` });
  };
}

function linkOf(name: string, credential: TokenCredential | undefined): { readonly name: string; readonly credential: TokenCredential }[] {
  return credential ? [{ name, credential }] : [];
}

function unknownMethod(name: string): never {
  throw new SettingError({ code: "auth-method-unknown", message: `AuthMethods names “${name.slice(0, 40)}”. A chain can hold env, cli, msi, vscode, powershell and clientsecret; for a person use auth_type interactive or device.` });
}

function tenantOf({ options }: SignInSession): { readonly tenantId?: string } {
  return options.tenantId === undefined ? {} : { tenantId: options.tenantId };
}

function common(session: SignInSession): { readonly authorityHost: string; readonly disableInstanceDiscovery: boolean } {
  return { authorityHost: session.loginUri, disableInstanceDiscovery: session.options.loginUri !== undefined };
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : "failed").split("\n", 1)[0]?.slice(0, 200) ?? "failed";
}
