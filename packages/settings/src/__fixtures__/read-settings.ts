import { Secret } from "@huntkit/provider";
import { editSettings, loadSettings, parseConnectionString } from "../index.js";

// Imports the package; reads a file, and takes a connection's arguments, if it is told to. A vault is opened with a token of no use.
const { path, connect } = JSON.parse(process.argv[2] ?? "{}") as { path?: string; connect?: boolean };
parseConnectionString("tenant_id='t'");
if (path) {
  await editSettings(path);
  const tokenSource = { getToken: async () => ({ token: new Secret("t"), expiresOnMilliseconds: Date.now() + 60_000 }) };
  const settings = await loadSettings({ path, environment: {}, tokenSource, keyVaultOptions: { retries: { maxRetries: 0 } } });
  if (connect) await settings.connectionArguments("MicrosoftDefender").catch(() => undefined);
}
