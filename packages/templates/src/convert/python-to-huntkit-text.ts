/**
 * The text of a template in the reference's syntax in huntkit's: `{name}` becomes `{{name}}`, `{{` and `}}` become single braces. Works on the
 * text as it stands in the file, because no form of YAML escapes a brace.
 */
export function pythonToHuntkitText(text: string): string {
  return text.replace(/\{\{|\}\}|\{([A-Za-z_][A-Za-z0-9_]*)\}/g, (whole: string, name: string | undefined) => (name === undefined ? whole.slice(1) : `{{${name}}}`));
}
