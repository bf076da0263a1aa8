import { request } from "node:https";
import { type Emulator, emulatorDefaults } from "@huntkit/emulator";
import { Secret, type TokenSource } from "@huntkit/provider";

/** Signs the app of the emulator in by its client secret; counts how often it was asked. */
export function emulatorTokenSource(emulator: Emulator, tenantId: string = emulatorDefaults.tenantId): TokenSource & { readonly scopes: string[][] } {
  const scopes: string[][] = [];
  return {
    scopes,
    async getToken(wanted) {
      scopes.push([...wanted]);
      const form = new URLSearchParams({ grant_type: "client_credentials", client_id: emulatorDefaults.clientId, client_secret: emulatorDefaults.clientSecret, scope: wanted.join(" ") });
      const answer = await post(`${emulator.loginUri}/${tenantId}/oauth2/v2.0/token`, form.toString(), emulator.caPem);
      const { access_token: token = "" } = JSON.parse(answer) as { access_token?: string };
      return { token: new Secret(token), expiresOnMilliseconds: Date.now() + 3_600_000 };
    },
  };
}

function post(url: string, body: string, ca: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const sent = request(url, { method: "POST", ca, headers, agent: false }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (piece: string) => (text += piece)).on("end", () => resolve(text));
    });
    sent.on("error", reject).end(body);
  });
}
