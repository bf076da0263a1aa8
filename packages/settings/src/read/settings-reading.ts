/**
 * What reading and changing a file needs, as one lazy module: loaded one by one, these would share their parts in as many ways, and
 * the build would cut the package's own import into as many files more.
 */
export { spliceOut, spliceValue } from "../edit/splice-settings.js";
export { checkSettings } from "./check-settings.js";
export { emptySettings } from "./empty-settings.js";
export { parseDocument, parseSettingsText, yamlLibrary } from "./parse-settings-text.js";
