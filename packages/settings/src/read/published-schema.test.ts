import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { expect, it } from "vitest";
import { settingsSchema } from "../../scripts/settings-schema.js";
import validate from "../generated/settings-validator.js";

const published: unknown = JSON.parse(readFileSync(new URL("../../../../schemas/data/settings.schema.json", import.meta.url), "utf8"));

it("the published schema is the one of the tables", () => {
  expect(published).toEqual(JSON.parse(JSON.stringify(settingsSchema())));
});

it("the validator judges as the published schema does", () => {
  const judge = new Ajv2020({ validateFormats: false, allowUnionTypes: true, strict: false }).compile(published as object);
  const key = fc.constantFrom("TenantId", "tenant_id", "ClientSecret", "AuthType", "delegated_auth", "HttpTimeout", "AuthMethods", "EnvironmentVar", "KeyVault", "Default", "Authority", "UseKeyring", "VaultName", "cloud", "auth_methods", "Args", "Nonsense", "https");
  const scalar = fc.oneof(fc.constantFrom("device", "interactive", "Yes", "off", "usgov", "30", "x", "", 0, 5, -1, 2.5, true, false, null), fc.string({ maxLength: 4 }));
  const value = fc.oneof(scalar, fc.array(scalar, { maxLength: 3 }), fc.dictionary(key, fc.oneof(scalar, fc.array(scalar, { maxLength: 2 })), { maxKeys: 3 }));
  // Mostly right, so that one wrong place in a file that is right otherwise is judged too.
  const mostly = (right: readonly (readonly [string, unknown])[]) =>
    fc.array(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...right) }, { weight: 1, arbitrary: fc.tuple(key, value) }), { maxLength: 4 }).map((pairs) => Object.fromEntries(pairs) as Readonly<Record<string, unknown>>);
  const args = mostly([["TenantId", "t"], ["tenant_id", 5], ["AuthType", "Device"], ["delegated_auth", "Yes"], ["HttpTimeout", 30], ["AuthMethods", ["cli"]], ["ClientSecret", { KeyVault: null }], ["ClientId", { EnvironmentVar: "A" }]]);
  const provider = fc.oneof({ weight: 9, arbitrary: fc.record({ Args: args }) }, { weight: 1, arbitrary: scalar });
  const file = fc.record(
    { DataProviders: fc.dictionary(fc.constantFrom("MicrosoftDefender", "MicrosoftDefender-Two", "MDATPApp", "Splunk"), provider, { maxKeys: 2 }), KeyVault: mostly([["VaultName", "v"], ["UseKeyring", true], ["Authority", "usgov"], ["CaFile", "a"]]), Azure: mostly([["cloud", "global"], ["auth_methods", ["cli", "env"]]]), QueryDefinitions: mostly([["Default", ["q"]], ["Custom", "c"]]), Other: value },
    { requiredKeys: [] },
  );
  const seen = { valid: 0, invalid: 0 };
  fc.assert(
    fc.property(file, (settings) => {
      const valid = judge(settings);
      seen[valid ? "valid" : "invalid"]++;
      expect(validate(settings)).toBe(valid);
    }),
    { numRuns: 5_000 },
  );
  expect(Math.min(seen.valid, seen.invalid)).toBeGreaterThan(200);
});
