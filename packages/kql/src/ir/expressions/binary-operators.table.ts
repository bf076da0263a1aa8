import type { IrBinaryOperator } from "../ir-types.js";

/** The spellings of the binary operators, lower case, with the one that the IR uses. Source: "String operators", "Numerical operators". */
export const binaryOperators: Readonly<Record<string, IrBinaryOperator>> = Object.freeze({
  "+": "+", "-": "-", "*": "*", "/": "/", "%": "%",
  "==": "==", "!=": "!=", "<>": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">=",
  and: "and", or: "or", "=~": "=~", "!~": "!~",
  // in `search`, `Column:"text"` asks for the term
  ":": "has",
  has: "has", "!has": "!has", has_cs: "has_cs", "!has_cs": "!has_cs",
  hasprefix: "hasprefix", "!hasprefix": "!hasprefix", hasprefix_cs: "hasprefix_cs", "!hasprefix_cs": "!hasprefix_cs",
  hassuffix: "hassuffix", "!hassuffix": "!hassuffix", hassuffix_cs: "hassuffix_cs", "!hassuffix_cs": "!hassuffix_cs",
  contains: "contains", "!contains": "!contains", notcontains: "!contains",
  contains_cs: "contains_cs", containscs: "contains_cs", "!contains_cs": "!contains_cs", notcontainscs: "!contains_cs",
  startswith: "startswith", "!startswith": "!startswith", startswith_cs: "startswith_cs", "!startswith_cs": "!startswith_cs",
  endswith: "endswith", "!endswith": "!endswith", endswith_cs: "endswith_cs", "!endswith_cs": "!endswith_cs",
  "matches regex": "matches regex",
  like: "like", notlike: "notlike", likecs: "like_cs", like_cs: "like_cs", notlikecs: "notlike_cs", notlike_cs: "notlike_cs",
});
