const reserved: ReadonlySet<string> = new Set(["else", "this", "true", "false", "null", "undefined", "if", "unless", "each", "with", "log", "lookup"]);

/** Whether a name means something else to Handlebars, so that no parameter can be called so. */
export function isReservedName(name: string): boolean {
  return reserved.has(name);
}
