import { createServer, type ServerResponse } from "node:http";
import { cloudEndpoints, createTokenSource, describeToken } from "@huntkit/auth";
import { createHttpClient } from "@huntkit/auth/http";
import { HuntError } from "@huntkit/provider";

const { HUNT_TENANT = "", HUNT_CLIENT = "", HUNT_SECRET = "", HUNT_LOGIN, HUNT_API } = process.env;
const endpoints = cloudEndpoints("global", "M365DGraph", { ...(HUNT_LOGIN && { loginUri: HUNT_LOGIN }), ...(HUNT_API && { apiUri: HUNT_API }) });

// A service keeps one source for its life: it renews by itself, and requests that come together wait for one sign-in.
const source = createTokenSource({ tenantId: HUNT_TENANT, clientId: HUNT_CLIENT, clientSecret: HUNT_SECRET, loginUri: endpoints.loginUri });
// Whatever address it is given, the client sends nothing to another host than these.
const client = createHttpClient({ allowedHosts: endpoints.allowedHosts });

async function answer(response: ServerResponse): Promise<void> {
  const token = await source.getToken([endpoints.scope]);
  const asked = await client.request(`${endpoints.apiUri}/v1.0/security/runHuntingQuery`, {
    method: "POST",
    headers: { authorization: `Bearer ${token.token.reveal()}`, "content-type": "application/json; charset=utf-8" },
    body: JSON.stringify({ Query: "DeviceInfo | count" }),
  });
  const { results } = JSON.parse(asked.text()) as { results?: unknown };
  response.writeHead(asked.status, { "content-type": "application/json" }).end(JSON.stringify({ results, roles: describeToken(token)?.roles }));
}

const server = createServer((_request, response) => {
  answer(response).catch((error: unknown) => {
    // Codes are stable and messages hold no secret: both may be logged.
    const { code, message } = HuntError.isInstance(error) ? error : { code: "unexpected", message: String(error) };
    console.error(`${code}: ${message}`);
    response.writeHead(502, { "content-type": "application/json" }).end(JSON.stringify({ code }));
  });
});
server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${(server.address() as { port: number }).port}`));
process.once("SIGTERM", () => {
  server.close(() => void Promise.all([source.close(), client.close()]));
  server.closeIdleConnections();
});
