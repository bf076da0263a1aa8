import { request } from "node:http";
import { SignInError } from "@huntkit/provider";
import type { SignInSession } from "../sign-in-session.js";
import { tellPrompt } from "./device-code-way.js";
import { missingBrowser } from "./missing-browser.js";
import { promptLimit } from "./prompt-limit.js";
import type { AskPerson } from "./user-way.js";

const successPage = page("Signed in", "You are signed in. You can close this window and go back to huntkit.");
const errorPage = page("Not signed in", "The sign-in did not succeed. Go back to huntkit: it says why.");

/**
 * Asks the person in the browser of this machine; the answer comes back to a listener on the loopback address.
 * @throws {SignInError} `browser-missing` where no browser can be opened or could not reach the listener.
 */
export function askByBrowser(session: SignInSession): AskPerson {
  return async (application, scopes, context) => {
    const reason = session.options.openBrowser ? undefined : missingBrowser(session.environment);
    if (reason !== undefined) throw new SignInError({ code: "browser-missing", message: `No browser can be used here: ${reason}. Sign in by device code instead: auth_type device (authType: "device").` });
    let address: URL | undefined;
    const { username, redirectPort } = session.options;
    const openBrowser = async (url: string): Promise<void> => {
      address = new URL(url);
      tellPrompt(session, { type: "browser", url });
      await (session.options.openBrowser ?? openSystemBrowser)(url);
    };
    const ask = () =>
      application.acquireTokenInteractive({
        scopes: [...scopes],
        openBrowser,
        successTemplate: successPage,
        errorTemplate: errorPage,
        ...(username === undefined ? {} : { loginHint: username }),
        ...(redirectPort === undefined ? {} : { preferredPort: redirectPort }),
      });
    return promptLimit(session, context, "nobody signed in with the browser", ask, () => endListener(address));
  };
}

async function openSystemBrowser(url: string): Promise<void> {
  const { default: open } = await import("open");
  const child = await open(url);
  // A browser that cannot be started is not fatal: the address was told, and the time limit holds.
  child.on("error", () => undefined);
}

/** MSAL's listener has no other end than an answer: it is told that access was denied, with the state that it expects. */
function endListener(address: URL | undefined): void {
  const redirect = address?.searchParams.get("redirect_uri");
  if (!redirect || !URL.canParse(redirect)) return;
  const body = new URLSearchParams({ error: "access_denied", state: address?.searchParams.get("state") ?? "" }).toString();
  const headers = { "content-type": "application/x-www-form-urlencoded", "content-length": Buffer.byteLength(body) };
  const post = request({ host: "127.0.0.1", port: new URL(redirect).port, path: "/", method: "POST", headers, agent: false });
  // The listener may be gone already: that is what is wanted.
  post.on("error", () => undefined).on("response", (response) => response.resume());
  post.end(body);
}

function page(title: string, text: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><body style="font-family:system-ui,sans-serif;margin:4rem auto;max-width:34rem"><h1>${title}</h1><p>${text}</p></body></html>`;
}
