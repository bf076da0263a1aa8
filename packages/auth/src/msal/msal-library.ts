/** MSAL, loaded when it is first needed. */
export type MsalLibrary = typeof import("@azure/msal-node");

/** Loads MSAL. */
export function loadMsal(): Promise<MsalLibrary> {
  return import("@azure/msal-node");
}
