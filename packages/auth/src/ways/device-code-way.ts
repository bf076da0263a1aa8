import { SignInError } from "@huntkit/provider";
import type { SignInPrompt } from "../sign-in-options.js";
import type { SignInSession } from "../sign-in-session.js";
import { promptLimit } from "./prompt-limit.js";
import type { AskPerson } from "./user-way.js";

/** Asks the person to open a page on any device and to enter a code. Works without a browser on this machine. */
export function askByDeviceCode(session: SignInSession): AskPerson {
  return (application, scopes, context) =>
    promptLimit(session, context, "the device code was not entered", async () => {
      const result = await application.acquireTokenByDeviceCode({
        scopes: [...scopes],
        deviceCodeCallback: (answer) =>
          tellPrompt(session, {
            type: "device-code",
            verificationUri: answer.verificationUri,
            userCode: answer.userCode,
            message: answer.message,
            expiresOnMilliseconds: session.clock.now() + answer.expiresIn * 1000,
          }),
      });
      if (result === null) throw new SignInError({ code: "sign-in-empty", message: "The sign-in service answered without a token. Try again." });
      return result;
    });
}

/** Tells the person what to do: by the caller's function, else on stderr. */
export function tellPrompt(session: SignInSession, prompt: SignInPrompt): void {
  if (session.options.onPrompt) session.options.onPrompt(prompt);
  else process.stderr.write(prompt.type === "browser" ? `Sign in with the browser. If no window came up, open this address:\n${prompt.url}\n` : `${prompt.message}\n`);
}
