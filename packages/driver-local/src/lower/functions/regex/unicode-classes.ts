/** A class of characters as it stands between brackets, in the dialect of RE2. */
export interface CharacterClass {
  /** For texts that are ASCII alone. */
  readonly ascii: string;
  /** For any text. */
  readonly unicode: string;
}

// alphabetic are letters, letter numbers and the circled letters
const word = "\\p{L}\\p{M}\\p{Nd}\\p{Nl}\\p{Pc}\\x{200C}\\x{200D}\\x{24B6}-\\x{24E9}\\x{1F130}-\\x{1F149}\\x{1F150}-\\x{1F169}\\x{1F170}-\\x{1F189}";
const blank = "\\t\\n\\v\\f\\r \\x{85}\\x{A0}\\x{1680}\\x{2000}-\\x{200A}\\x{2028}\\x{2029}\\x{202F}\\x{205F}\\x{3000}";

/** The classes of Perl's letters, `\w` and so on, over Unicode. Source: "Regex syntax", "Perl character classes". */
export const perlClasses: Readonly<Record<string, () => CharacterClass>> = {
  d: () => ({ ascii: "0-9", unicode: "\\p{Nd}" }),
  D: () => ({ ascii: "\\D", unicode: "\\P{Nd}" }),
  s: () => ({ ascii: "\\t\\n\\v\\f\\r ", unicode: blank }),
  S: () => ({ ascii: "\\x00-\\x08\\x0E-\\x1F!-\\x7F", unicode: classOf("\\P{White_Space}") }),
  w: () => ({ ascii: "\\w", unicode: word }),
  W: () => ({ ascii: "\\W", unicode: classOf("[^\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\p{Join_Control}]") }),
};

const longNames: Readonly<Record<string, string>> = {
  letter: "L", uppercaseletter: "Lu", lowercaseletter: "Ll", titlecaseletter: "Lt", modifierletter: "Lm", otherletter: "Lo", mark: "M", number: "N", decimalnumber: "Nd", letternumber: "Nl", othernumber: "No", punctuation: "P",
  symbol: "S", mathsymbol: "Sm", currencysymbol: "Sc", separator: "Z", spaceseparator: "Zs", control: "Cc", format: "Cf", alphabetic: "Alphabetic", whitespace: "White_Space", uppercase: "Uppercase", lowercase: "Lowercase",
  ascii: "ASCII", emoji: "Emoji",
};

/** The class of a property of Unicode, `\p{Greek}`; undefined if there is none of the name. */
export function propertyClass(name: string, negated: boolean): string | undefined {
  const known = longNames[name.toLowerCase().replace(/[ _-]/g, "")] ?? name;
  const letter = negated ? "P" : "p";
  if (/^(?:L[ultmo]?|M[nce]?|N[dlo]?|P[cdseifo]?|S[mcko]?|Z[slp]?|Cc|Cf|Co)$/.test(known) || isProperty(`Script=${known}`)) return `\\${letter}{${known}}`;
  return isProperty(known) ? classOf(`\\${letter}{${known}}`) : undefined;
}

function isProperty(name: string): boolean {
  try {
    return new RegExp(`\\p{${name}}`, "u").source !== "";
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

const made = new Map<string, string>();

/** The characters that a class of JavaScript holds, as ranges. */
function classOf(source: string): string {
  const known = made.get(source) ?? rangesOf(new RegExp(source, "u"));
  made.set(source, known);
  return known;
}

const last = 0x10ffff;

function rangesOf(one: RegExp): string {
  const ranges: string[] = [];
  let start: number | undefined;
  for (let point = 0; point <= last + 1; point++) {
    const isIn = point <= last && !isSurrogate(point) && one.test(String.fromCodePoint(point));
    if (isIn) start ??= point;
    else if (start !== undefined) {
      ranges.push(`\\x{${start.toString(16)}}-\\x{${(point - 1).toString(16)}}`);
      start = undefined;
    }
  }
  return ranges.join("");
}

function isSurrogate(point: number): boolean {
  return point >= 0xd800 && point <= 0xdfff;
}
