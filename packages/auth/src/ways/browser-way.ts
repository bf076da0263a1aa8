import { SignInError } from "@huntkit/provider";
import type { SignInSession } from "../sign-in-session.js";
import { tellPrompt } from "./device-code-way.js";
import { promptLimit } from "./prompt-limit.js";
import type { AskPerson } from "./user-way.js";

/** Signs the person in by the browser of this machine, which answers to a listener on loopback. */
export function askByBrowser(session: SignInSession): AskPerson {
  return (application, scopes, context) => {
    let stop = (): void => undefined;
    const openBrowser = async (url: string): Promise<void> => {
      stop = () => void endListener(url);
      tellPrompt(session, { type: "browser", url });
      await (session.options.openBrowser ?? openSystemBrowser)(url);
    };
    const ask = async () => {
      const { redirectPort, username } = session.options;
      const result = await application.acquireTokenInteractive({
        scopes: [...scopes],
        openBrowser,
        ...(username === undefined ? {} : { loginHint: username }),
        ...(redirectPort === undefined ? {} : { preferredPort: redirectPort }),
      });
      if (result === null) throw new SignInError({ code: "sign-in-empty", message: "The sign-in service answered without a token. Try again." });
      return result;
    };
    return promptLimit(session, context, "nobody signed in with the browser", ask, () => stop());
  };
}

async function openSystemBrowser(url: string): Promise<void> {
  const { default: open } = await import("open");
  await open(url);
}

/** MSAL waits for ever and cannot be cancelled: its own listener is told that the person has declined. */
async function endListener(url: string): Promise<void> {
  const query = new URL(url).searchParams;
  const redirect = query.get("redirect_uri");
  if (redirect === null) return;
  const body = new URLSearchParams({ error: "access_denied", state: query.get("state") ?? "" });
  // The listener may be gone already, which is what is wanted.
  await fetch(redirect, { method: "POST", body, redirect: "manual" }).catch(() => undefined);
}
