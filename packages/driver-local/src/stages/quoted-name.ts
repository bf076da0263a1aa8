/** A text within single quotes in KQL: backslashes, quotes and control characters are escaped. */
export function escapedText(text: string): string {
  return text.replace(/[\\']/g, "\\$&").replace(/[\u0000-\u001f]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** Any text as the name of a column in KQL. */
export function quotedName(name: string): string {
  return `['${escapedText(name)}']`;
}
