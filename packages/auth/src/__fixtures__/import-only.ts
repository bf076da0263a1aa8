import { createTokenSource } from "../index.js";
import { createHttpClient } from "../http/index.js";

// Imports the package, makes a token source and a client, and uses neither, unless it is told to.
const { options, scopes } = JSON.parse(process.argv[2] ?? "{}") as { options?: Parameters<typeof createTokenSource>[0]; scopes?: string[] };
const source = createTokenSource(options ?? { tenantId: "t", clientId: "c", clientSecret: "s" });
createHttpClient({ allowedHosts: ["example.com"] });
if (scopes) await source.getToken(scopes);
