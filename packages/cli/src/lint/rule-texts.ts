const ownTexts: Readonly<Record<string, string>> = {
  "unused-parameter": "A parameter that is declared for a query should be used by it.",
  "raw-parameter": "A parameter that stands bare in the query should have a type that says what it may hold.",
  "require-one-of-needless": "A rule that at least one of some parameters must be given should be one that can fail.",
  "template-error": "A template must be readable, and each placeholder must stand where a value can be written safely.",
  "placeholder-undeclared": "Each placeholder must be declared under parameters.",
  "query-file-yaml": "A query file must be valid YAML.",
  "query-file-form": "A query file must have the form of query-file.schema.json.",
  "query-file-duplicate-key": "A key should stand once in its mapping.",
  "placeholder-escaped": "A backslash should not make a placeholder of the query text.",
  "file-encoding": "A file must be UTF-8 text.",
  "file-unreadable": "A file must be there and may be read.",
  "environment-unchecked": "The tables of a data environment without a schema are not checked.",
};

/** What a rule is about, in one sentence; for a finding of the language service that it is one. */
export async function ruleText(code: string): Promise<string> {
  const own = ownTexts[code];
  if (own !== undefined) return own;
  const { kqlLintRules } = await import("@huntkit/kql");
  return kqlLintRules.find((rule) => rule.code === code)?.summary ?? (code.startsWith("KS") ? `Finding ${code} of the KQL language service.` : `Finding ${code} of huntkit.`);
}
