import type { ParameterType } from "../model/parameter-type.js";

/** What is accepted for each type, in words, for messages and help. */
export const acceptedForms: Readonly<Record<ParameterType, string>> = {
  string: "a text",
  int: "a whole number from -2147483648 to 2147483647",
  long: "a whole number of 64 bits",
  real: "a number",
  decimal: "a decimal number such as 12.50",
  bool: "true or false",
  datetime: "a time: ISO 8601 such as 2026-07-01T12:00:00Z or 2026-07-01, relative such as -3d, -12h, -1d@d or +2h, `now`, or a number of days from now",
  timespan: "a length of time such as 7d, 12h, 1.5h, PT12H or 1.02:03:04",
  guid: "an id such as 0a1b2c3d-0000-4000-8000-0123456789ab",
  list: "a list: an array, or values with commas between them",
  dynamic: "JSON: an object, an array, a text in quotes, a number, true, false or null",
  identifier: "the name of a table or column",
  kql: "whole KQL clauses, each beginning with `|`",
};
