import { SettingError } from "@huntkit/provider";
import { nearestKey } from "../model/nearest-key.js";
import { isPlainRecord, type PlainRecord } from "../model/plain-record.js";

/** Older names of sections that are still read. Source: "Microsoft 365 Defender Provider". */
const legacyNames: Readonly<Record<string, readonly string[]>> = { MicrosoftDefender: ["MDATPApp"] };

/** The section of an instance. */
export interface InstanceSection {
  /** Its key below `DataProviders`, for example `MicrosoftDefender-Tenant1`. */
  readonly key: string;
  /** The instance's name; `Default` for the plain section. */
  readonly instance: string;
  /** Its content. */
  readonly section: PlainRecord;
}

/** The instances of a provider, in the order of the file; sections of the provider's own name go before legacy ones. */
export function instanceSections(providers: unknown, provider: string): readonly InstanceSection[] {
  if (!isPlainRecord(providers)) return [];
  const found = new Map<string, InstanceSection>();
  for (const name of [provider, ...(legacyNames[provider] ?? [])])
    for (const [key, value] of Object.entries(providers)) {
      const instance = key === name ? "Default" : key.startsWith(`${name}-`) ? key.slice(name.length + 1) : undefined;
      if (instance !== undefined && instance !== "" && !found.has(instance)) found.set(instance, { key, instance, section: isPlainRecord(value) ? value : {} });
    }
  return [...found.values()];
}

/**
 * The section to use. Nothing or `Default` means the plain section; a single instance needs no name.
 * @returns undefined if the provider has no section and no instance was asked for.
 * @throws {SettingError} that lists the instances, if the one asked for is not there, or none was and there are several.
 */
export function findInstance(providers: unknown, provider: string, instance: string | undefined, file: string | undefined): InstanceSection | undefined {
  const sections = instanceSections(providers, provider);
  const wanted = instance === undefined || instance === "" ? "Default" : instance;
  const exact = sections.find((section) => section.instance === wanted) ?? onlyOne(sections.filter((section) => section.instance.toLowerCase() === wanted.toLowerCase()));
  if (exact) return exact;
  if (instance === undefined || instance === "") return sections.length > 1 ? severalInstances(sections, provider, file) : sections[0];
  if (wanted.toLowerCase() === "default" && sections.length === 0) return undefined;
  return noInstance(sections, provider, wanted, file);
}

function onlyOne<Item>(items: readonly Item[]): Item | undefined {
  return items.length === 1 ? items[0] : undefined;
}

function severalInstances(sections: readonly InstanceSection[], provider: string, file: string | undefined): never {
  const names = sections.map((section) => section.instance);
  throw new SettingError({ code: "instance-ambiguous", message: `${file ?? "The settings"} has several instances of ${provider}: ${names.join(", ")}. Say which one with \`instance\`, for example --instance ${names[0] ?? ""}.` });
}

function noInstance(sections: readonly InstanceSection[], provider: string, wanted: string, file: string | undefined): never {
  const names = sections.map((section) => section.instance);
  const near = nearestKey(wanted, names);
  const known = names.length > 0 ? `Instances: ${names.join(", ")}.${near === undefined ? "" : ` Did you mean "${near}"?`}` : `It has none. Add a section DataProviders.${provider}-${wanted}.`;
  throw new SettingError({ code: "instance-unknown", message: `${file ?? "The settings"} has no instance "${wanted}" of ${provider}. ${known}` });
}
