import { createRequire } from "node:module";

/** The functions of the library `punycode` that are used; it has no types of its own. */
interface Punycode {
  encode(text: string): string;
  decode(text: string): string;
  toASCII(domain: string): string;
  toUnicode(domain: string): string;
}

type Conversion = (text: string) => string;

/** Conversions to and from Punycode; what cannot be converted is the empty text. Source: "punycode_from_string()" and its kind. */
export function punycodeConversions(): Readonly<Record<"encode" | "decode" | "toAscii" | "toUnicode", Conversion>> {
  const punycode = createRequire(import.meta.url)("punycode/") as Punycode;
  return {
    encode: guarded((text) => punycode.encode(text)),
    decode: guarded((text) => punycode.decode(text)),
    toAscii: guarded((text) => punycode.toASCII(text)),
    toUnicode: guarded((text) => punycode.toUnicode(text)),
  };
}

function guarded(convert: Conversion): Conversion {
  return (text) => {
    try {
      return convert(text);
    } catch (error) {
      if (error instanceof RangeError) return ""; // the library's error for text that is no Punycode
      throw error;
    }
  };
}
