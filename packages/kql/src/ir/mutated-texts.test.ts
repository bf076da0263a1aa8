import { QueryError, UnsupportedError } from "@huntkit/provider";
import fc from "fast-check";
import { expect, it } from "vitest";
import { compile } from "./__fixtures__/describe-ir.js";

const texts = [
  "let n = -5; let f = (x:string, least:long = 3) { strcat(x, '!') }; Events | where id > n and f(host) == 'a!' | extend y = f(host, 4)",
  "Events | join kind=leftouter (Hosts | summarize arg_max(size, *) by host) on host, $left.host == $right.id | project id, size, host1",
  "union withsource=From Events*, (Hosts | where size > 1.5) | summarize count(), make_set(host) by bin(at, 1h), From | sort by count_ desc nulls last",
  "Events | mv-expand with_itemindex=i part = extra.list to typeof(string), extra limit 5 | parse part with * 'a=' a:long ',' b | project-away a",
  "datatable(a:long, b:datetime)[1, datetime(2020-01-01), 2, datetime(null)] | make-series n = count() default = 0 on b from ago(1d) to now() step 1h",
  "Events | mv-apply e = extra to typeof(long) on (where e > 1 | top 2 by e asc | summarize s = sum(e)) | as X | join (X) on id | render timechart",
  "search in (Events, Hosts) kind=case_sensitive 'foo*' and host:'x' | take 5 | fork (count) (distinct host)",
  "Events | sort by at | scan declare (n:long = 0) with (step s: true => n = s.n + id;) | serialize r = row_number() | evaluate bag_unpack(extra)",
  "print dynamic({'a': [1, -2.5, null]}), 0x1F, time(1.02:03:04), h'x' 'y', toscalar(Events | count), case(1 == 1, 1, 2.5)",
];

const mutation = fc.record({ kind: fc.constantFrom("drop", "double", "swap", "take"), at: fc.nat(), other: fc.nat(), from: fc.nat(texts.length - 1) });

it("answers every mutated text with IR or an error that the user can act on", () => {
  fc.assert(
    fc.property(fc.nat(texts.length - 1), fc.array(mutation, { minLength: 1, maxLength: 3 }), (index, mutations) => {
      const tokens = tokensOf(index);
      for (const { kind, at, other, from } of mutations) {
        const place = at % tokens.length;
        const second = other % tokens.length;
        if (kind === "drop") tokens.splice(place, 1);
        if (kind === "double") tokens.splice(place, 0, tokens[second] ?? "");
        if (kind === "swap") [tokens[place], tokens[second]] = [tokens[second] ?? "", tokens[place] ?? ""];
        if (kind === "take") tokens[place] = tokensOf(from)[other % tokensOf(from).length] ?? "";
      }
      try {
        compile(tokens.join(""));
      } catch (error) {
        if (!(error instanceof QueryError) && !(error instanceof UnsupportedError)) throw error;
        expect(error.message).not.toBe("");
      }
    }),
    { numRuns: 400 },
  );
});

function tokensOf(index: number): string[] {
  return texts[index]?.match(/\w+|\s+|[^\w\s]/g) ?? [];
}
