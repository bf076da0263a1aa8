import { connectionArgumentSpellings } from "../model/connection-argument-name.js";
import { sectionKeys } from "../model/section-keys.table.js";

/** Sections of the reference's settings that huntkit keeps and does not read. Source: "msticpy Package Configuration". */
const otherSections = ["TIProviders", "OtherProviders", "UserDefaults", "AzureSentinel", "Workspaces", "ContextProviders", "PivotPlugins", "Notebooklets", "NotebookletsData"];

const otherProviders = ["AzureCLI", "AzureSentinel", "MicrosoftSentinel", "MSSentinel", "Kusto", "Splunk", "Sumologic", "LocalData", "MicrosoftGraph", "MicrosoftGraphSecurity", "ResourceGraph", "Mordor", "OTRF", "Cybereason", "Elastic", "GoogleChronicle", "Velociraptor", "OSQueryLogs", "PrismaCloud"];

/** The keys that may stand below a path, and how a mistyped one is taken. Undefined for places that huntkit does not read. */
export function knownKeys(path: readonly string[]): { readonly keys: readonly string[]; readonly nearIs: "error" | "warning"; readonly tellsUnknown: boolean } | undefined {
  const [section, provider, part] = path;
  if (path.length === 0) return { keys: ["DataProviders", "QueryDefinitions", ...Object.keys(sectionKeys), ...otherSections], nearIs: "warning", tellsUnknown: false };
  if (path.length === 1 && section === "DataProviders") return { keys: ["MicrosoftDefender", "MDATPApp", ...otherProviders], nearIs: "warning", tellsUnknown: false };
  if (section === "DataProviders" && isDefenderSection(provider ?? "")) {
    if (path.length === 2) return { keys: ["Args", "Connect", "Alias", "Primary", "Provider"], nearIs: "error", tellsUnknown: false };
    if (part === "Args" && path.length === 3) return { keys: connectionArgumentSpellings(), nearIs: "error", tellsUnknown: true };
    return { keys: ["EnvironmentVar", "KeyVault"], nearIs: "error", tellsUnknown: true };
  }
  if (path.length === 1 && section === "QueryDefinitions") return { keys: ["Default", "Custom"], nearIs: "warning", tellsUnknown: false };
  if (path.length === 1 && section !== undefined && Object.hasOwn(sectionKeys, section))
    return { keys: Object.keys(sectionKeys[section as keyof typeof sectionKeys]), nearIs: "error", tellsUnknown: false };
  if (path.length === 2 && section !== undefined && Object.hasOwn(sectionKeys, section)) return { keys: ["EnvironmentVar", "KeyVault"], nearIs: "error", tellsUnknown: false };
  return undefined;
}

/** Whether a key below `DataProviders` holds a connection to Defender: `MicrosoftDefender`, `MDATPApp`, or one of these with an instance. */
export function isDefenderSection(key: string): boolean {
  return /^(MicrosoftDefender|MDATPApp)(-|$)/.test(key);
}
