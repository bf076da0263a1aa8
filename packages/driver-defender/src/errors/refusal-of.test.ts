import fc from "fast-check";
import { HuntError } from "@huntkit/provider";
import { expect, it } from "vitest";
import { type AskedService, refusalOf } from "./refusal-of.js";

const asked: AskedService = {
  environment: "M365DGraph", connection: "contoso", host: "graph.microsoft.com", query: "DeviceInfo\n| where Nmae == 1", permission: { api: "Microsoft Graph", application: "ThreatHunting.Read.All", delegated: "ThreatHunting.Read.All" },
  clientRequestId: "c-1", now: Date.UTC(2026, 6, 1),
};
const graph = (code: string, message: string): string => JSON.stringify({ error: { code, message, innerError: { "request-id": "r-1" } } });
const older = (code: string, message: string): string => JSON.stringify({ error: { code, message, target: "r-2" } });
const refusal = (status: number, body = "", headers: Readonly<Record<string, string>> = {}): HuntError => refusalOf({ status, body, headers }, asked);

it.each([
  [400, "BadRequest", "A recognition error occurred.. Fix syntax errors in your query.", "query-syntax", false],
  [400, "BadRequest", "'where' operator: Failed to resolve column or scalar expression named 'Nmae'. Fix semantic errors in your query.", "query-semantic", false],
  [400, "BadRequest", "Failed to resolve table or column expression named 'DeviceInof'. Fix semantic errors in your query.", "table-unknown", false],
  [400, "BadRequest", "Query execution has exceeded the allowed limits. Optimize your query by following best practices and try again.", "query-too-heavy", false],
  [400, "BadRequest", "Query exceeded the timeout period. Optimize your query by following best practices and try again.", "query-timeout", false],
  [400, "BadRequest", "Query execution has exceeded the allowed result size. Optimize your query by limiting the number of results and try again", "result-too-large", false],
  [400, "BadRequest", "You have exceeded processing resources allocated to this tenant. You can run queries again in 00:05:00.", "cpu-quota", true],
  [400, "MissingRequiredParameter", "The required parameter Query is missing.", "request-refused", false],
  [400, "BadRequest", "Something that nobody has recorded.", "query-refused", false],
  [401, "InvalidAuthenticationToken", "Lifetime validation failed, the token is expired.", "token-refused", false],
  [403, "Forbidden", "Missing application roles.", "permission-missing", false],
  [403, "DisabledFeature", "Tenant feature is not enabled.", "hunting-not-allowed", false],
  [404, "NotFound", "Resource not found.", "service-not-found", false],
  [408, "", "", "query-timeout", true],
  [413, "RequestEntityTooLarge", "too large", "query-too-long", false],
  [429, "TooManyRequests", "You have exceeded the number of calls.", "calls-quota", true],
  [429, "TooManyRequests", "exceeded processing resources allocated to this tenant", "cpu-quota", true],
  [500, "InternalServerError", "", "service-failed", true],
  [504, "UnknownError", "", "query-timeout", true],
])("%s %s %s means %s", (status, code, message, expected, retryable) => {
  for (const body of [graph(code, message), older(code, message), graph(code, message).replace('"error"', '"Error"').replace('"message"', '"Message"').replace('"code"', '"Code"'), `\uFEFF${graph(code, message)}`]) {
    const error = refusal(status, body);
    expect([error.code, error.retryable]).toEqual([expected, retryable]);
  }
});

it.each(["", "<html>proxy</html>", "{}", "[]", "null", '{"error":"text"}', '{"error":{"code":7}}'])("a body that nobody knows (%s) is judged by its status", (body) => {
  expect([400, 401, 403, 429, 500, 302].map((status) => refusal(status, body).code)).toEqual(["service-refused", "token-refused", "permission-missing", "calls-quota", "service-failed", "service-redirects"].map((code, index) => (index === 0 && /7/.test(body) ? expect.any(String) as string : code)));
});

it("shows the place of a name that the service could not resolve, and the ids that support asks for", () => {
  const error = refusal(400, graph("BadRequest", "'where' operator: Failed to resolve column or scalar expression named 'Nmae'. Fix semantic errors in your query."));
  expect(error.message).toMatch(/line 2, column 9[\s\S]*\^{4}/);
  expect(error.message).toContain("request r-1, client request c-1");
  expect(refusal(403, older("Forbidden", "no")).message).toMatch(/ThreatHunting\.Read\.All.*Grant admin consent/);
});

it("counts a date in Retry-After by the service's clock, whatever the one here says", () => {
  const headers = { "retry-after": "Wed, 01 Jul 2026 13:00:30 GMT", date: "Wed, 01 Jul 2026 13:00:00 GMT" };
  expect(refusal(429, "", headers)).toMatchObject({ retryAfterMilliseconds: 30_000 });
  expect(refusal(429, "", { ...headers, date: "soon" })).toMatchObject({ retryAfterMilliseconds: 13 * 3_600_000 + 30_000 });
});

it.each([404, 410])("says of a service that is gone (%s) that it ends, and what to use instead", (status) => {
  const ending = "The service behind M365D stops on 1 February 2027. Use the data environment M365DGraph instead.";
  expect(refusalOf({ status, body: "", headers: {} }, { ...asked, environment: "M365D", ending })).toMatchObject({ code: "service-not-found", message: expect.stringContaining(ending) });
  expect(refusal(status).message).not.toContain("2027");
});

it("gives one of our errors, of one line without control characters from the service, whatever comes", () => {
  fc.assert(
    fc.property(fc.integer({ min: 300, max: 599 }), fc.oneof(fc.string({ unit: "binary" }), fc.json(), fc.string({ unit: "binary" }).map((message) => graph("BadRequest", message))), (status, body) => {
      const error = refusal(status, body);
      expect(HuntError.isInstance(error)).toBe(true);
      expect(error.message).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u007F]/);
      expect(error.message.length).toBeLessThan(3000);
    }),
    { numRuns: 2000 },
  );
});
