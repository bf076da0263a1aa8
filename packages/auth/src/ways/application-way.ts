import type { ConfidentialClientApplication, Configuration } from "@azure/msal-node";
import { SignInError } from "@huntkit/provider";
import { loadCertificate } from "../certificates/load-certificate.js";
import { needIds } from "../choose-sign-in-way.js";
import { clockMessage, signInFailure } from "../failures/sign-in-failure.js";
import { authorityOf } from "../msal/authority.js";
import { loadMsal } from "../msal/msal-library.js";
import { msalNetwork } from "../msal/msal-network.js";
import { withNetworkContext } from "../msal/network-context.js";
import { revealText } from "../reveal-text.js";
import type { SignInSession } from "../sign-in-session.js";
import type { Acquire } from "../tokens/acquire.js";
import { renewalMargin } from "../tokens/renewing-source.js";
import { tokenFromResult } from "../tokens/token-from-result.js";

/** Signs an application in by its secret or its certificate. The token is kept in memory only. */
export function applicationWay(session: SignInSession, by: "client-secret" | "certificate"): Acquire {
  const ids = needIds(session.options, by);
  let application: Promise<ConfidentialClientApplication> | undefined;
  const open = (): Promise<ConfidentialClientApplication> =>
    (application ??= createApplication(session, ids, by).catch((error: unknown) => {
      application = undefined;
      throw error;
    }));
  return (scopes, { signal }) =>
    withNetworkContext(signal, async (context) => {
      try {
        const client = await open();
        // Without skipCache MSAL would hand out what it holds until 5 minutes before the end on its own clock.
        const result = await client.acquireTokenByClientCredential({ scopes: [...scopes], skipCache: true, azureRegion: "DisableMsalForceRegion" as never });
        if (result === null) throw new SignInError({ code: "sign-in-empty", message: "The sign-in service answered without a token. Check the scope and try again." });
        warnAboutClock(session, context.clockSkewMilliseconds);
        return tokenFromResult(result, session.clock);
      } catch (error) {
        throw signInFailure(error, context);
      }
    });
}

async function createApplication(session: SignInSession, ids: { tenantId: string; clientId: string }, by: "client-secret" | "certificate"): Promise<ConfidentialClientApplication> {
  const [msal, credential] = await Promise.all([loadMsal(), by === "client-secret" ? clientSecret(session) : clientCertificate(session)]);
  const system = { networkClient: msalNetwork({ http: session.http, clock: session.clock, timeoutMilliseconds: session.timeoutMilliseconds }) };
  return new msal.ConfidentialClientApplication({ auth: { clientId: ids.clientId, ...authorityOf(session.loginUri, ids.tenantId), ...credential }, system });
}

type Credential = Pick<Configuration["auth"], "clientSecret" | "clientCertificate">;

async function clientSecret(session: SignInSession): Promise<Credential> {
  return { clientSecret: revealText(session.options.clientSecret ?? "") };
}

async function clientCertificate(session: SignInSession): Promise<Credential> {
  const { certificate = "", privateKey, privateKeySecret } = session.options;
  const loaded = await loadCertificate({ certificate, privateKey, privateKeySecret });
  if (loaded.endsOnMilliseconds < session.clock.now()) session.warn(`The certificate ended on ${new Date(loaded.endsOnMilliseconds).toISOString().slice(0, 10)}; sign-in will likely be refused. Upload a new one to the app registration.`);
  return { clientCertificate: { thumbprintSha256: loaded.thumbprintSha256, privateKey: loaded.privateKeyPem(), x5c: loaded.chainPem } };
}

/** A wrong clock spares a client secret and breaks certificates, TLS and time ranges: say it before it does. */
export function warnAboutClock(session: SignInSession, skew: number | undefined): void {
  if (skew !== undefined && Math.abs(skew) >= renewalMargin) session.warn(clockMessage(skew));
}
