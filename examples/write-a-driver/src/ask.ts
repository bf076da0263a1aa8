import { createTokenSource } from "@huntkit/auth";
import { createQueryProvider, toMarkdown } from "@huntkit/core";
import { kustoDriver } from "./kusto-driver.js";

const { KUSTO_CLUSTER: cluster = "", KUSTO_DATABASE: database = "", KUSTO_TENANT = "", KUSTO_CLIENT = "", KUSTO_SECRET = "", KUSTO_LOGIN } = process.env;
const tokenSource = createTokenSource({ tenantId: KUSTO_TENANT, clientId: KUSTO_CLIENT, clientSecret: KUSTO_SECRET, ...(KUSTO_LOGIN && { loginUri: KUSTO_LOGIN }) });

// A driver is handed over as a value; nothing has to know it beforehand.
const provider = await createQueryProvider("Kusto", { drivers: [kustoDriver], queries: [], connect: { cluster, database, tokenSource } });
try {
  const result = await provider.query(process.argv[2] ?? "print Now = now()");
  if (result.status === "complete") console.log(toMarkdown(result.table));
} finally {
  await provider.close();
  await tokenSource.close();
}
