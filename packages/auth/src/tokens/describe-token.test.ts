import { Secret } from "@huntkit/provider";
import fc from "fast-check";
import { expect, it } from "vitest";
import { describeToken } from "./describe-token.js";

function token(claims: object): string {
  return `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.signature-part`;
}

it("tells an application and its roles", () => {
  const described = describeToken(token({ tid: "t", appid: "a", app_displayname: "Hunter", roles: ["ThreatHunting.Read.All"], aud: "https://graph.microsoft.com", exp: 1_800_000_000, idtyp: "app" }));
  expect(described).toEqual({ kind: "application", tenantId: "t", clientId: "a", applicationName: "Hunter", username: undefined, scopes: [], roles: ["ThreatHunting.Read.All"], audience: "https://graph.microsoft.com", expiresOnMilliseconds: 1_800_000_000_000 });
});

it("tells a user and scopes, in both versions of tokens, from a secret or an access token", () => {
  expect(describeToken(new Secret(token({ upn: "a@b.c", scp: "A B" })))).toMatchObject({ kind: "user", username: "a@b.c", scopes: ["A", "B"] });
  expect(describeToken({ token: new Secret(token({ preferred_username: "a@b.c", azp: "x" })), expiresOnMilliseconds: 1 })).toMatchObject({ kind: "user", username: "a@b.c", clientId: "x" });
});

it("never holds the token, and gives nothing for what is no token", () => {
  expect(JSON.stringify(describeToken(token({ tid: "t" })))).not.toContain("signature-part");
  fc.assert(fc.property(fc.string(), (text) => describeToken(text) === undefined || text.split(".").length === 3));
  for (const odd of ["", "a.b.c", `e30.${Buffer.from("[1]").toString("base64url")}.x`, `e30.${Buffer.from("null").toString("base64url")}.x`]) expect(describeToken(odd)).toBeUndefined();
  expect(describeToken(token({ exp: "soon", roles: "all", scp: 7 }))).toMatchObject({ roles: [], scopes: [], expiresOnMilliseconds: undefined });
});
