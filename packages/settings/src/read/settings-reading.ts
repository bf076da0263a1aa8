/**
 * What reading a file needs, as one lazy module: loaded one by one, these three would share their parts in three ways, and the
 * build would cut the package's own import into as many files more.
 */
export { checkSettings } from "./check-settings.js";
export { emptySettings } from "./empty-settings.js";
export { parseDocument, parseSettingsText, yamlLibrary } from "./parse-settings-text.js";
