import { ParameterError } from "@huntkit/provider";
import { kqlKeywords } from "./kql-keywords.table.js";
import { insideString } from "./kql-string.js";

const bare = /^[A-Za-z_][A-Za-z0-9_]*$/;
/** Names longer than this are refused by the engine. Source: Microsoft Learn, "Entity names" (`schema-entities/entity-names`). */
const maxLength = 1024;

/** A name for a place in code: bare if it is a plain word and no keyword, else in brackets; see {@link QueryDialect.identifier}. */
export function kqlIdentifier(name: string): string {
  if (name.length === 0 || name.length > maxLength || name.trim() === "")
    throw new ParameterError({
      code: "identifier-invalid",
      message: `A name in a KQL query needs 1 to ${maxLength} characters, not all of them blank; this one has ${name.length}.`,
    });
  // `hint` begins keywords such as `hint.strategy`.
  return bare.test(name) && !kqlKeywords.has(name) && name !== "hint" ? name : `['${insideString(name, "single")}']`;
}
