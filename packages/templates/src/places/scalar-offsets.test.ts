import fc from "fast-check";
import { getScalarValue, load, parseEvents, SCALAR_STYLE, EVENT_ID, YAML11_SCHEMA } from "js-yaml";
import { expect, it } from "vitest";
import { scalarForm, scalarOffsets } from "./scalar-offsets.js";

const word = fc.constantFrom("T", "| where a", "x == 'y'", '"z"', "é", "😀", "#no", "a:b", "{{name}}", "{p}", "C:\\\\Temp");
const lines = fc.array(fc.tuple(fc.constantFrom("", "", " ", "  ", "\t"), fc.option(word, { nil: "" }), fc.constantFrom("", "", " ")).map((parts) => parts.join("")), { minLength: 1, maxLength: 6 });
const block = fc.tuple(fc.constantFrom("|", ">", "|-", ">-", "|+", ">+", "|2", ">2-"), lines).map(([head, rows]) => `q: ${head}\n${rows.map((row) => `  ${row}`).join("\n")}\nend: 1\n`);
const single = lines.map((rows) => `q: '${rows.join("\n   ").replaceAll("'", "''")}'\n`);
const escapes = fc.array(fc.oneof(word.map((text) => JSON.stringify(text).slice(1, -1)), fc.constantFrom("\\n", "\\t", "\\x41", "\\u00e9", "\\U0001F600", "\\ ", "\\\n  ", " ", "  ", "\n  ", "\n\n   ", "\\\\", "\\/", "\\0")), { maxLength: 8 });
const double = escapes.map((parts) => `q: "${parts.join("")}"\n`);
const bare = fc.array(fc.constantFrom("T", "where a", "b|c", "\n  ", "\n\n  ", " "), { minLength: 1, maxLength: 6 }).map((parts) => `q: T${parts.join("")}T\n`);

it("finds the place of every character of a text in every form of YAML", () => {
  const counts = { read: 0, exact: 0, folded: 0 };
  fc.assert(
    fc.property(fc.oneof(block, single, double, bare), fc.boolean(), (written, windows) => {
      const source = windows ? written.replaceAll("\n", "\r\n") : written;
      let document: unknown;
      try {
        document = load(source, { schema: YAML11_SCHEMA });
      } catch {
        return;
      }
      const scalar = parseEvents(source, {}).filter((event) => event.type === EVENT_ID.SCALAR)[1];
      const value = (document as { q?: unknown }).q;
      if (typeof value !== "string" || scalar === undefined || !("valueStart" in scalar) || getScalarValue(source, scalar) !== value) return;
      counts.read++;
      const form = scalarForm(scalar.style, SCALAR_STYLE);
      const offsets = scalarOffsets(source, scalar.valueStart, scalar.valueEnd, form, value) ?? [];
      expect(offsets).toHaveLength(value.length);
      offsets.forEach((offset, index) => {
        if (index > 0) expect(offset).toBeGreaterThanOrEqual(offsets[index - 1] ?? 0);
        const same = source[offset] === value[index];
        if (same) counts.exact++;
        // An escape stands for its character; a line break that was folded is white space in the file too.
        else if (/\s/.test(value[index] ?? "")) counts.folded += /[\s\\'"]/.test(source[offset] ?? "") ? 1 : expect.fail(`white space on ${JSON.stringify(source[offset])}`);
        else expect(form === "double" && (source[offset] === "\\" || (/[\udc00-\udfff]/.test(value[index] ?? "") && offset === offsets[index - 1]))).toBe(true);
      });
    }),
    { numRuns: 4000 },
  );
  expect(counts.read).toBeGreaterThan(2000);
  expect(counts.exact).toBeGreaterThan(20 * counts.folded);
});
