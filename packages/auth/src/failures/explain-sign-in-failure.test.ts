import { SignInError } from "@huntkit/provider";
import { describe, expect, it } from "vitest";
import { signInExplanations } from "./aadsts.table.js";
import { aadstsCodes, explainSignInFailure } from "./explain-sign-in-failure.js";
import { serverFailure } from "./sign-in-failure.js";

const commonest = [7000215, 7000222, 700016, 90002, 50034, 50126, 50076, 50079, 53003, 65001, 70011, 7000218, 700027, 50173, 700082, 50194, 500011, 1002012, 50105, 53000];

describe.each(commonest)("AADSTS%s", (code) => {
  it("is explained from the service's text, with a name, what it means and what to do", () => {
    const explanation = explainSignInFailure(`AADSTS${code}: Something. Trace ID: 1`);
    expect(explanation?.aadsts).toBe(`AADSTS${code}`);
    expect(explanation?.name).toMatch(/^[a-z]+(-[a-z]+)+$/);
    expect(explanation?.meaning.length).toBeGreaterThan(10);
    expect(explanation?.fix.length).toBeGreaterThan(10);
  });

  it("becomes a SignInError that names the settings, and leaves the service's ids out", () => {
    const error = serverFailure({ error: "invalid_client", error_description: `AADSTS${code}: The text.\r\nTrace ID: 123\r\nCorrelation ID: 456` }, undefined);
    expect(error).toBeInstanceOf(SignInError);
    expect(error.code).toBe(signInExplanations[code]?.name);
    for (const setting of signInExplanations[code]?.settings ?? []) expect(error.message).toContain(setting);
    expect(error.message).toContain(`AADSTS${code}: The text.`);
    expect(error.message).not.toMatch(/Trace|123|456/);
  });
});

it("names only settings that exist", () => {
  const known = ["TenantId", "ClientId", "ClientSecret", "UserName", "Certificate", "PrivateKey", "Cloud", "AuthType"];
  for (const { settings } of Object.values(signInExplanations)) for (const setting of settings) expect(known).toContain(setting);
});

it("finds the code below other errors, in MSAL's form and in that of @azure/identity", () => {
  const msal = Object.assign(new Error("invalid_client: 7000215 - [2026]: AADSTS7000215: no"), { errorNo: 7000215 });
  expect(aadstsCodes(new SignInError({ code: "x", message: "y", cause: msal }))).toContain(7000215);
  expect(explainSignInFailure(new Error("Error(s): 7000222 - Description: AADSTS7000222: old"))?.name).toBe("client-secret-expired");
  expect(explainSignInFailure({ errorNo: "50126" })?.name).toBe("password-wrong");
});

it("explains nothing that it does not know", () => {
  for (const thing of [undefined, null, 7, "", new Error("no"), "AADSTS99999999"]) expect(explainSignInFailure(thing)).toBeUndefined();
  expect(serverFailure({ error: "odd_thing", error_description: "AADSTS123456: odd" }, undefined)).toMatchObject({ code: "sign-in-refused", message: expect.stringContaining("AADSTS123456") as string });
});

it("adds how far the clock is off", () => {
  const error = serverFailure({ error: "invalid_client", error_description: "AADSTS700024: no" }, undefined, -11 * 60_000);
  expect(error).toMatchObject({ code: "clock-wrong", message: expect.stringContaining("11 minutes ahead") as string });
});
