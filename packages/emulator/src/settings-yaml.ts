import type { Directory } from "./directory/directory.js";

/** Settings that make huntkit use the emulator: the first app of the first tenant, and its first vault. */
export function settingsYaml({ origin, caFile, directory }: { readonly origin: string; readonly caFile: string; readonly directory: Directory }): string {
  const tenant = directory.tenants[0];
  const app = tenant?.apps[0];
  const vault = tenant?.vaults[0];
  const lines = [
    "DataProviders:",
    "  MicrosoftDefender:",
    "    Args:",
    ...entries("      ", { TenantId: tenant?.id, ClientId: app?.clientId, ClientSecret: app?.secrets[0]?.value, LoginUri: origin, ApiUri: origin, CaFile: caFile }),
    "KeyVault:",
    ...entries("  ", { TenantId: tenant?.id, VaultName: vault?.name, VaultUri: origin, LoginUri: origin, CaFile: caFile }),
  ];
  return `${lines.join("\n")}\n`;
}

// A JSON text is a YAML text too.
function entries(indent: string, values: Readonly<Record<string, string | undefined>>): readonly string[] {
  return Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [`${indent}${name}: ${JSON.stringify(value)}`]));
}
