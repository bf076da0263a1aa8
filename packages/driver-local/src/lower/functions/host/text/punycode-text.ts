import { createRequire } from "node:module";

/** The functions of the library `punycode` that are used; it has no types of its own. */
interface Punycode {
  encode(text: string): string;
  decode(text: string): string;
}

type Conversion = (text: string) => string;

/** The characters that part the labels of a domain. Source: RFC 3490, section 3.1. */
const separators = /[.\u3002\uff0e\uff61]/;

/** Conversions to and from Punycode; what cannot be converted is the empty text. Source: "punycode_from_string()" and its kind. */
export function punycodeConversions(): Readonly<Record<"encode" | "decode" | "toAscii" | "toUnicode", Conversion>> {
  const { encode, decode } = createRequire(import.meta.url)("punycode/") as Punycode;
  const byLabel = (convert: Conversion): Conversion => (domain) => domain.split(separators).map(convert).join(".");
  return {
    encode: guarded(encode),
    decode: guarded(decode),
    toAscii: guarded(byLabel((label) => (/^[\x00-\x7f]*$/.test(label) ? label : `xn--${encode(label)}`))),
    toUnicode: guarded(byLabel((label) => (/^xn--/i.test(label) ? decode(label.slice(4)) : label))),
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
