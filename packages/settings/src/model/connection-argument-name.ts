import { type ConnectionArgumentDefinition, connectionArgumentTable } from "./connection-arguments.table.js";

/** The canonical name of a connection argument, for example `clientSecret`. */
export type ConnectionArgumentName = keyof typeof connectionArgumentTable;

/** All canonical names, in the order of the documentation. */
export const connectionArgumentNames = Object.freeze(Object.keys(connectionArgumentTable) as ConnectionArgumentName[]);

/** What an argument holds and is called. */
export function connectionArgumentDefinition(name: ConnectionArgumentName): ConnectionArgumentDefinition {
  return connectionArgumentTable[name];
}

/** A spelling without case, `_` and `-`, so that `TenantId`, `tenant_id` and `tenantId` are the same. */
export function plainSpelling(name: string): string {
  return name.replace(/[_-]/g, "").toLowerCase();
}

const bySpelling = new Map<string, ConnectionArgumentName>();
for (const name of connectionArgumentNames) {
  const { settingName, alsoNamed = [] } = connectionArgumentDefinition(name);
  for (const spelling of [name, settingName, ...alsoNamed]) bySpelling.set(plainSpelling(spelling), name);
}

/** The canonical name for any accepted spelling, or undefined if the text names no argument. */
export function connectionArgumentName(spelling: string): ConnectionArgumentName | undefined {
  return bySpelling.get(plainSpelling(spelling));
}

/** Every spelling that the documentation shows, for suggestions. */
export function connectionArgumentSpellings(): readonly string[] {
  return connectionArgumentNames.map((name) => connectionArgumentDefinition(name).settingName);
}
