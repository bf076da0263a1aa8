import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KqlDateTime, tableFromRows } from "@huntkit/provider";
import stringWidth from "string-width";
import { widthsFor } from "./fit-text.js";
import { renderTable } from "./render-table.js";

const look = (width: number, maximumRows = 100) => ({ width, maximumRows, bold: (text: string) => text, faint: (text: string) => text });
const table = (...cells: string[]) => tableFromRows([{ name: "Name", type: "string" }, { name: "Count", type: "long" }], cells.map((cell, index) => [cell, index]));

describe("renderTable", () => {
  it("draws columns side by side, numbers at the right, and counts the rows", async () => {
    expect(await renderTable(table("a", "bcd"), look(80))).toBe("Name  Count\na         0\nbcd       1\n2 rows\n");
  });

  it("never draws a line wider than the terminal, whatever the data", async () => {
    const cell = fc.string({ unit: fc.constantFrom("a", "é", "漢", "👩‍💻", "e\u0301", "\u001b", "\n", "\u202e") });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(cell, { minLength: 9, maxLength: 9 }), { maxLength: 5 }), fc.integer({ min: 20, max: 120 }), async (rows, width) => {
        const columns = Array.from({ length: 9 }, (_, index) => ({ name: `Column${index}`, type: "string" as const }));
        const lines = (await renderTable(tableFromRows(columns, rows), look(width))).trimEnd().split("\n").slice(0, -1);
        expect(lines).toHaveLength(rows.length + 1);
        for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(width);
      }),
    );
  });

  it("shows control and bidirectional characters instead of sending them to the terminal", async () => {
    const drawn = await renderTable(table("\u001b]0;owned\u0007\u202egpj.exe\r\n"), look(80));
    expect(drawn).toContain("\\u001b]0;owned\\u0007\\u202egpj.exe\\r\\n");
  });

  it("shrinks the long column and leaves the short ones whole", async () => {
    const drawn = await renderTable(tableFromRows([{ name: "Id", type: "string" }, { name: "CommandLine", type: "string" }], [["42", "x".repeat(300)]]), look(40));
    expect(drawn.split("\n")[1]).toBe(`42  ${"x".repeat(35)}…`);
  });

  it("says how many columns and rows it does not show", async () => {
    const columns = Array.from({ length: 12 }, (_, index) => ({ name: `Column${index}`, type: "string" as const }));
    const wide = tableFromRows(columns, [columns.map((column) => column.name.repeat(4)), columns.map(() => "")]);
    expect(await renderTable(wide, look(60, 1))).toMatch(/2 rows \(the first 1 are shown; 9 more columns not shown: Column3, .*…; see all with --format or --output\)/);
  });

  it("shows times with all their digits and no needless zeros", async () => {
    const times = tableFromRows([{ name: "When", type: "datetime" }], ["2026-07-01T10:00:00Z", "2026-07-01T10:00:00.1234567Z", "2026-07-01T10:20:30.5Z"].map((text) => [KqlDateTime.parse(text) ?? null]));
    expect((await renderTable(times, look(80))).split("\n").slice(1, 4)).toEqual(["2026-07-01T10:00:00Z", "2026-07-01T10:00:00.1234567Z", "2026-07-01T10:20:30.5Z"]);
  });

  it("draws the header of a table without rows", async () => {
    expect(await renderTable(table(), look(80))).toBe("Name  Count\n0 rows\n");
  });
});

describe("widthsFor", () => {
  it("agrees with the tables of Unicode, also where it does not load them", async () => {
    for (let code = 0x20; code < 0x3000; code++) {
      const character = String.fromCharCode(code);
      if (/[\p{C}]/u.test(character)) continue;
      expect([code, (await widthsFor([character]))(character)]).toEqual([code, stringWidth(character)]);
    }
  });
});
