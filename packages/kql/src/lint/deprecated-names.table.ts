/** How an old function is put into new words without changing what a query gives. */
export interface SafeRename {
  readonly to: string;
  /**
   * What the old one does besides its name: `limit-128` keeps 128 items unless told otherwise, `prefix` gives its column another
   * name unless the query names it.
   */
  readonly differs?: "limit-128" | "prefix";
}

/**
 * Old functions of which the page of the new one says that they are aliases ("Deprecated aliases"), and how these differ. What is not
 * here (`argmax`, `array_sum`, `cnt`, …) is told, but not changed. Source: the function's page in the Kusto query reference.
 */
export const safeRenames: Readonly<Record<string, SafeRename>> = Object.freeze({
  any: { to: "take_any", differs: "prefix" },
  anyif: { to: "take_anyif", differs: "prefix" },
  arraylength: { to: "array_length" },
  base64_decodestring: { to: "base64_decode_tostring" },
  base64_encodestring: { to: "base64_encode_tostring" },
  columnifexists: { to: "column_ifexists" },
  datepart: { to: "datetime_part" },
  extractall: { to: "extract_all" },
  make_string: { to: "unicode_codepoints_to_string" },
  makelist: { to: "make_list", differs: "limit-128" },
  makeset: { to: "make_set", differs: "limit-128" },
  notempty: { to: "isnotempty" },
  notnull: { to: "isnotnull" },
  pack: { to: "bag_pack" },
  pack_dictionary: { to: "bag_pack" },
  parsejson: { to: "parse_json" },
  parseurl: { to: "parse_url" },
  parseurlquery: { to: "parse_urlquery" },
  replace: { to: "replace_regex" },
  to_utf8: { to: "unicode_codepoints_from_string" },
  toobject: { to: "todynamic" },
  totime: { to: "totimespan" },
  weekofyear: { to: "week_of_year" },
});
