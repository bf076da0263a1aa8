import { InternalError } from "@huntkit/provider";
import { emulatorDefaults } from "../directory/defaults.js";
import type { TenantTables } from "../hunting/tenant-tables.js";
import type { EmulatorService, ServiceContext } from "../server/emulator-service.js";
import type { ServiceRequest } from "../server/service-request.js";
import { jsonResponse, type ServiceResponse } from "../server/service-response.js";
import { authorizeKusto } from "./authorize-kusto.js";
import { encodeCommand, encodeV1 } from "./encode-v1.js";
import { encodeV2 } from "./encode-v2.js";
import { identityOf, type KustoCall, type KustoEndpoint, kustoHeaders, type KustoIdentity, readKustoCall } from "./kusto-call.js";
import { kustoProblem } from "./kusto-problem.js";
import { limitedRows } from "./kusto-results.js";
import { databaseName, runKustoCommand } from "./run-kusto-command.js";
import { runKustoQuery } from "./run-kusto-query.js";

const metadataPath = "/v1/rest/auth/metadata";
const endpoints: Readonly<Record<string, KustoEndpoint>> = { "/v1/rest/query": "query-v1", "/v2/rest/query": "query-v2", "/v1/rest/mgmt": "mgmt", "/v2/rest/mgmt": "mgmt" };
const largestBody = 4_000_000;

/** Kusto's REST API over the tables of the tenants. Each tenant is a cluster with one database. */
export function createKustoService(tables: TenantTables): EmulatorService {
  return {
    name: "kusto",
    match: (path) => /^\/v[12]\/rest\//.test(path),
    async handle(request, context) {
      if (request.path === metadataPath) return metadata(context);
      const identity = identityOf(request, context.clock.now());
      const endpoint = endpoints[request.path];
      if (endpoint === undefined) throw kustoProblem(identity, "NotFound", `The emulator has no ${request.path}. It has /v1/rest/query, /v2/rest/query, /v1/rest/mgmt and ${metadataPath}.`);
      return answer({ request, endpoint, identity }, tables, context);
    },
  };
}

/** Where clients sign in. Source: the member names that the official clients read. */
function metadata({ origin }: ServiceContext): ServiceResponse {
  return jsonResponse(200, {
    AzureAD: { LoginEndpoint: origin, LoginMfaRequired: false, KustoClientAppId: emulatorDefaults.clientId, KustoClientRedirectUri: "http://localhost", KustoServiceResourceId: "https://kusto.kusto.windows.net", FirstPartyAuthorityUrl: `${origin}/${emulatorDefaults.tenantId}` },
    dSTS: { CloudEndpointSuffix: "windows.net", DstsRealm: "realm://dsts.core.windows.net", DstsInstance: "prod-dsts.dsts.core.windows.net", KustoDnsHostName: "kusto.windows.net", ServiceName: "kusto" },
  });
}

interface Asked {
  readonly request: ServiceRequest;
  readonly endpoint: KustoEndpoint;
  readonly identity: KustoIdentity;
}

async function answer({ request, endpoint, identity }: Asked, tables: TenantTables, context: ServiceContext): Promise<ServiceResponse> {
  if (request.method !== "POST" && (request.method !== "GET" || endpoint === "mgmt")) throw kustoProblem(identity, "MethodNotAllowed", `${request.method} is not allowed here.`);
  if (request.body.byteLength > largestBody) throw kustoProblem(identity, "PayloadTooLarge", "The request is too large.");
  const { tenantId } = await authorizeKusto(request, identity, context);
  const call = readKustoCall(request, endpoint, identity);
  requireDatabase(call);
  const body = await tables.use(tenantId, (connection) => (call.text.trim().startsWith(".") ? commandBody(call, connection, request.signal) : queryBody(call, connection, request.signal)));
  return { status: 200, headers: { "content-type": "application/json; charset=utf-8", ...kustoHeaders(identity) }, body, compress: true };
}

type Connection = Parameters<Parameters<TenantTables["use"]>[1]>[0];

async function commandBody(call: KustoCall, connection: Connection, signal: AbortSignal): Promise<string> {
  if (call.endpoint !== "mgmt") throw kustoProblem(call.identity, "General_BadRequest", "A management command goes to /v1/rest/mgmt, not to the query end point.");
  const [rows] = limitedRows([await runKustoCommand(call, connection, signal)], "v1", call);
  if (rows === undefined) throw new InternalError({ code: "emulator-command", message: "A command gave no table. That is a fault of huntkit: please report it." });
  return encodeCommand(rows);
}

async function queryBody(call: KustoCall, connection: Connection, signal: AbortSignal): Promise<string> {
  if (call.endpoint === "mgmt") throw kustoProblem(call.identity, "General_BadRequest", "A query goes to /v2/rest/query; only commands, which begin with a dot, go to /v1/rest/mgmt.");
  const begun = performance.now();
  const results = await runKustoQuery(call, connection, signal);
  const version = call.endpoint === "query-v1" ? "v1" : "v2";
  const tables = limitedRows(results, version, call);
  const work = { seconds: (performance.now() - begun) / 1000 };
  return version === "v1" ? encodeV1(call, tables, work) : encodeV2(call, tables, work);
}

/** Kusto's own default database is taken for the tenant's. */
function requireDatabase({ database, identity, endpoint }: KustoCall): void {
  const known = [databaseName, "NetDefaultDB"].some((name) => name.toLowerCase() === database.toLowerCase());
  if (known || (database === "" && endpoint === "mgmt")) return;
  throw kustoProblem(identity, "BadRequest_EntityNotFound", database === "" ? `No database is named. The emulator has one, ${databaseName}.` : `Entity '${database}' of kind 'Database' was not found. The emulator has one, ${databaseName}.`);
}

