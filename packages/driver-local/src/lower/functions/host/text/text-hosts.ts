import { parseJson } from "../dynamic-json.js";
import { host, type HostFunction, type HostFunctions } from "../host-function.js";
import { hasPath, removePaths, setPath } from "./bag-paths.js";
import { buildSchema } from "./build-schema.js";
import { flatArray, sortedJson } from "./exact-json.js";
import { cidrList } from "./cidr-list.js";
import { compression } from "./compress.js";
import { decodeUrl } from "./decode-url.js";
import { parseCommandLine } from "./parse-command-line.js";
import { versionDigits } from "./parse-version.js";
import { userAgentReader } from "./parse-user-agent.js";
import { treePath } from "./tree-path.js";
import { xmlReader } from "./parse-xml.js";
import { punycodeConversions } from "./punycode-text.js";
import { replaceStrings } from "./replace-strings.js";
import { xxHash64, xxHashOfLong } from "./xx-hash.js";

function texts(json: string): unknown[] {
  const value = parseJson(json);
  return Array.isArray(value) ? value : [];
}

function replaced(text: string, lookups: string, rewrites: string): string {
  return replaceStrings(text, texts(lookups), texts(rewrites));
}

function withoutPaths(json: string, keys: string): string | null {
  const paths = parseJson(keys);
  return json.startsWith("{") ? removePaths(json, Array.isArray(paths) ? paths : [paths]) : null;
}

function cidrJson(start: string, end: string): string | null {
  const networks = cidrList(start, end);
  return networks ? JSON.stringify(networks) : null;
}

function commandLineJson(line: string): string | null {
  const found = parseCommandLine(line);
  return found.length ? JSON.stringify(found) : null;
}

function punycode(name: keyof ReturnType<typeof punycodeConversions>): HostFunction {
  return { takes: ["VARCHAR"], gives: "VARCHAR", body: () => punycodeConversions()[name] };
}

/** Functions of texts and formats. */
export const textHosts: HostFunctions = {
  host_xxhash_text: host(["VARCHAR"], "BIGINT", (text: string) => xxHash64(Buffer.from(text, "utf8"))),
  host_xxhash_long: host(["BIGINT"], "BIGINT", xxHashOfLong),
  host_gzip: host(["VARCHAR"], "VARCHAR", compression.gzip),
  host_gunzip: host(["VARCHAR"], "VARCHAR", compression.gunzip),
  host_zlib: host(["VARCHAR"], "VARCHAR", compression.zlib),
  host_unzlib: host(["VARCHAR"], "VARCHAR", compression.unzlib),
  host_command_line: host(["VARCHAR"], "VARCHAR", commandLineJson),
  host_version: host(["VARCHAR"], "VARCHAR", (version: string) => versionDigits(version) ?? null),
  host_replace_strings: host(["VARCHAR", "VARCHAR", "VARCHAR"], "VARCHAR", replaced),
  host_remove_paths: host(["VARCHAR", "VARCHAR"], "VARCHAR", withoutPaths),
  host_has_path: host(["VARCHAR", "VARCHAR"], "BOOLEAN", hasPath),
  host_set_path: host(["VARCHAR", "VARCHAR", "VARCHAR"], "VARCHAR", setPath),
  host_flat_array: host(["VARCHAR"], "VARCHAR", flatArray),
  host_sorted_json: host(["VARCHAR"], "VARCHAR", sortedJson),
  host_cidr_list: host(["VARCHAR", "VARCHAR"], "VARCHAR", cidrJson),
  host_build_schema: host(["VARCHAR"], "VARCHAR", buildSchema),
  host_punycode: punycode("encode"),
  host_unpunycode: punycode("decode"),
  host_domain_ascii: punycode("toAscii"),
  host_domain_unicode: punycode("toUnicode"),
  host_url_decode: host(["VARCHAR"], "VARCHAR", decodeUrl),
  host_tree_path: host(["VARCHAR"], "VARCHAR", treePath),
  host_parse_xml: { takes: ["VARCHAR"], gives: "VARCHAR", body: xmlReader },
  host_user_agent: { takes: ["VARCHAR", "VARCHAR"], gives: "VARCHAR", body: userAgentReader },
};
