import { servicePermissions } from "@huntkit/auth";
import { stringify } from "yaml";
import type { InitAnswers } from "./init-questions.table.js";

/** Hosts and files that only options set: those of an emulator, a gateway or a company's proxy. */
export interface InitHosts {
  readonly loginUri?: string;
  readonly apiUri?: string;
  readonly vaultUri?: string;
  readonly caFile?: string;
}

type Service = keyof typeof servicePermissions;

/** What the application needs to be granted for its service. */
export function neededPermission({ env, signIn }: InitAnswers): string {
  const { api, application, delegated } = servicePermissions[(env ?? "M365DGraph") as Service];
  const isPerson = signIn === "browser" || signIn === "device";
  return isPerson ? `${api}: ${delegated} (delegated)` : `${api}: ${application} (application)`;
}

/** The text of a new settings file. No secret is in it: it names where the secret is. */
export function initSettingsText(answers: InitAnswers, hosts: InitHosts): string {
  const hosted = { LoginUri: hosts.loginUri, ApiUri: hosts.apiUri, CaFile: hosts.caFile };
  const settings = present({
    DataProviders: { MicrosoftDefender: { Args: present({ TenantId: answers.tenant, ClientId: answers.client, ...signInSettings(answers), Cloud: answers.cloud === "global" ? undefined : answers.cloud, ...hosted }) } },
    KeyVault: answers.vault === undefined ? undefined : present({ VaultName: answers.vault, TenantId: answers.tenant, Authority: vaultCloud(answers), VaultUri: hosts.vaultUri, LoginUri: hosts.loginUri, CaFile: hosts.caFile }),
  });
  return `# Settings of huntkit; \`huntkit config validate\` checks them, \`huntkit connect --env ${answers.env ?? "M365DGraph"}\` signs in with them.
# The application needs the permission ${neededPermission(answers)}.
${stringify(settings, { lineWidth: 0 })}`;
}

function signInSettings(answers: InitAnswers): Readonly<Record<string, unknown>> {
  const { signIn } = answers;
  if (signIn === "secret") return { ClientSecret: secretSetting(answers) };
  if (signIn === "certificate") return { Certificate: answers.certificate, PrivateKey: answers.privateKey, PrivateKeySecret: answers.passphraseVariable === undefined ? undefined : { EnvironmentVar: answers.passphraseVariable } };
  // Managed identity comes last: off Azure it takes seconds to find out that there is none.
  if (signIn === "azure") return { AuthMethods: ["env", "cli", "msi"] };
  return { UserName: answers.user, DelegatedAuth: true, AuthType: signIn === "device" ? "device" : "interactive" };
}

function secretSetting({ secretIn, secretVariable, vaultSecret }: InitAnswers): Readonly<Record<string, string | null>> | undefined {
  if (secretIn === "env") return { EnvironmentVar: secretVariable ?? "HUNTKIT_CLIENT_SECRET" };
  return secretIn === "keyvault" ? { KeyVault: vaultSecret ?? "default" } : undefined;
}

function vaultCloud({ cloud }: InitAnswers): string | undefined {
  return cloud === "gcc-high" || cloud === "dod" ? "usgov" : undefined;
}

function present(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
