import { SettingError } from "@huntkit/provider";
import { shownName } from "../shown-name.js";

/** The canonical names of the methods. */
export const authMethodNames = ["env", "cli", "msi", "vscode", "powershell", "interactive", "devicecode", "clientsecret", "certificate", "cache"] as const;

/** One method of a chain. */
export type AuthMethod = (typeof authMethodNames)[number];

const aliases: Readonly<Record<string, AuthMethod>> = {
  environment: "env",
  managedidentity: "msi",
  interactivebrowser: "interactive",
  browser: "interactive",
  device: "devicecode",
  cert: "certificate",
};

/**
 * A method by any of its spellings, for example `managed_identity` or `Device_Code`.
 * @throws {SettingError} `auth-method-unknown`.
 */
export function authMethod(name: string): AuthMethod {
  const plain = name.toLowerCase().replace(/[^a-z]/g, "");
  const found = (Object.hasOwn(aliases, plain) ? aliases[plain] : undefined) ?? authMethodNames.find((one) => one === plain);
  if (found) return found;
  throw new SettingError({ code: "auth-method-unknown", message: `There is no sign-in method ${shownName(name)} for auth_methods. The methods are: ${authMethodNames.join(", ")}.` });
}
