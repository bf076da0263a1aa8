import type { ConfidentialClientApplication, Configuration } from "@azure/msal-node";
import { type HuntError, SignInError } from "@huntkit/provider";
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
  let application: Promise<OpenApplication> | undefined;
  const open = (): Promise<OpenApplication> =>
    (application ??= createApplication(session, ids, by).catch((error: unknown) => {
      application = undefined;
      throw error;
    }));
  let endedOn: string | undefined;
  return (scopes, { signal }) =>
    withNetworkContext(signal, async (context) => {
      try {
        const { client, certificateEndedOn } = await open();
        endedOn = certificateEndedOn;
        // Without skipCache MSAL would hand out what it holds until 5 minutes before the end on its own clock.
        const result = await client.acquireTokenByClientCredential({ scopes: [...scopes], skipCache: true, azureRegion: "DisableMsalForceRegion" as never });
        if (result === null) throw new SignInError({ code: "sign-in-empty", message: "The sign-in service answered without a token. Check the scope and try again." });
        warnAboutClock(session, context.clockSkewMilliseconds);
        return tokenFromResult(result, session.clock);
      } catch (error) {
        throw orEnded(signInFailure(error, context), endedOn);
      }
    });
}

interface OpenApplication {
  readonly client: ConfidentialClientApplication;
  /** The day on which the certificate ended, if it has. */
  readonly certificateEndedOn: string | undefined;
}

/** The service refuses a certificate that has ended with the same code as one that it does not know. */
function orEnded(failure: HuntError, endedOn: string | undefined): HuntError {
  if (endedOn === undefined || failure.code !== "certificate-unknown") return failure;
  return new SignInError({ code: "certificate-expired", message: `Sign-in failed: the certificate ended on ${endedOn}. Make a new one, upload it under App registrations > Certificates & secrets > Certificates, and point Certificate and PrivateKey at it.`, cause: failure });
}

async function createApplication(session: SignInSession, ids: { tenantId: string; clientId: string }, by: "client-secret" | "certificate"): Promise<OpenApplication> {
  const [msal, { certificateEndedOn, ...credential }] = await Promise.all([loadMsal(), by === "client-secret" ? clientSecret(session) : clientCertificate(session)]);
  const system = { networkClient: msalNetwork({ http: session.http, clock: session.clock, timeoutMilliseconds: session.timeoutMilliseconds }) };
  return { client: new msal.ConfidentialClientApplication({ auth: { clientId: ids.clientId, ...authorityOf(session.loginUri, ids.tenantId), ...credential }, system }), certificateEndedOn };
}

interface Credential extends Pick<Configuration["auth"], "clientSecret" | "clientCertificate"> {
  readonly certificateEndedOn?: string;
}

async function clientSecret(session: SignInSession): Promise<Credential> {
  return { clientSecret: revealText(session.options.clientSecret ?? "") };
}

async function clientCertificate(session: SignInSession): Promise<Credential> {
  const { certificate = "", privateKey, privateKeySecret } = session.options;
  const loaded = await loadCertificate({ certificate, privateKey, privateKeySecret });
  const endedOn = loaded.endsOnMilliseconds < session.clock.now() ? new Date(loaded.endsOnMilliseconds).toISOString().slice(0, 10) : undefined;
  if (endedOn !== undefined) session.warn(`The certificate ended on ${endedOn}; sign-in will likely be refused. Upload a new one to the app registration.`);
  return { clientCertificate: { thumbprintSha256: loaded.thumbprintSha256, privateKey: loaded.privateKeyPem(), x5c: loaded.chainPem }, ...(endedOn === undefined ? {} : { certificateEndedOn: endedOn }) };
}

/** A wrong clock spares a client secret and breaks certificates, TLS and time ranges: say it before it does. */
export function warnAboutClock(session: SignInSession, skew: number | undefined): void {
  if (skew !== undefined && Math.abs(skew) >= renewalMargin) session.warn(clockMessage(skew));
}
