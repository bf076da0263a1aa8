import { expect, it } from "vitest";
import { runDifferential } from "./run-differential.js";

const queries = Number(process.env["HUNTKIT_DIFFERENTIAL_RUNS"] ?? 2000);
const seed = Number(process.env["HUNTKIT_DIFFERENTIAL_SEED"] ?? 1);

it("gives the same rows as a second, naive implementation of the rules", { timeout: 600_000 }, async () => {
  const { differences, operators } = await runDifferential(queries, seed);
  process.stdout.write(`DIFFERENTIAL ${queries} queries from seed ${seed}, ${differences.length} differences; ${[...operators].sort().map(([name, count]) => `${name} ${count}`).join(", ")}\n`);
  expect(differences.slice(0, 5).map(({ seed: at, query, detail }) => `seed ${at}\n${query}\n${detail}`)).toEqual([]);
  expect(operators.size).toBeGreaterThanOrEqual(Math.min(20, queries / 20));
});
