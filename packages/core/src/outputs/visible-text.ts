// C0 and C1 controls, soft hyphen, bidirectional controls, zero-width and line/paragraph separators, invisible operators,
// byte order mark, interlinear marks, tag characters, and halves of surrogate pairs that stand alone.
const hidden =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]|\p{Surrogate}/gu;
const named: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/**
 * A text with every character that could steer a terminal or deceive a reader made visible: `\n`, `\u001b`, `\u202e`. Data
 * comes from machines under attack, so it is never shown raw. A backslash in the text stays as it is, so the result is for
 * reading, not for reading back.
 */
export function visibleText(text: string): string {
  return text.replace(hidden, (character) => named[character] ?? escapeCode(character.codePointAt(0) ?? 0));
}

function escapeCode(code: number): string {
  const digits = code.toString(16);
  return code > 0xffff ? `\\u{${digits}}` : `\\u${digits.padStart(4, "0")}`;
}
