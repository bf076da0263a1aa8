import type { EventMapping } from "./event-mapping.js";
import { powershellMappings } from "./powershell.table.js";
import { securityMappings, systemMappings } from "./security.table.js";
import { sysmonMappings } from "./sysmon.table.js";

/** All events that become rows. */
export const eventMappings: readonly EventMapping[] = [...sysmonMappings, ...securityMappings, ...powershellMappings, ...systemMappings];

const byKey = new Map(eventMappings.map((mapping) => [`${mapping.family}/${mapping.id}`, mapping]));

/** The mapping of an event; undefined if it becomes nothing. */
export function mappingOf(family: string, id: number): EventMapping | undefined {
  return byKey.get(`${family}/${id}`);
}
