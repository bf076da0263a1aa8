import { htmlResponse, type ServiceResponse } from "../server/service-response.js";
import { errorParagraph, escapeHtml, hiddenInput, htmlPage } from "./html-page.js";

/** What a page of a sign-in shows. */
export interface SignInPage {
  /** Where the form is sent: `/{tenant}/login`. */
  readonly action: string;
  /** The sign-in that goes on. */
  readonly signInId: string;
  readonly username?: string | undefined;
  readonly error?: string | undefined;
}

/** Asks for the username and the password. */
export function loginPage({ action, signInId, username, error }: SignInPage): ServiceResponse {
  const body = `${errorParagraph(error)}<form method="post" action="${escapeHtml(action)}">
${hiddenInput("sign_in", signInId)}
<label for="username">Username</label><input id="username" name="username" type="text" autocomplete="username" value="${escapeHtml(username ?? "")}" required>
<label for="password">Password</label><input id="password" name="password" type="password" autocomplete="current-password" required>
<button id="sign-in" name="action" value="sign-in">Sign in</button>
<button id="cancel" name="action" value="cancel" formnovalidate>Cancel</button>
</form>`;
  return htmlResponse(200, htmlPage("Sign in to the emulator", body));
}

/** Asks for the second factor, which is a click. */
export function secondFactorPage({ action, signInId }: SignInPage): ServiceResponse {
  return decisionPage("Approve the sign-in request", { action, signInId, agree: { value: "approve", text: "Approve" } });
}

/** Says why no token can be given. The person can only go back to the app. */
export function refusalPage({ action, signInId, error }: SignInPage): ServiceResponse {
  return decisionPage("You cannot access this right now", { action, signInId, error });
}

interface Decision extends SignInPage {
  readonly agree?: { readonly value: string; readonly text: string };
}

function decisionPage(title: string, { action, signInId, error, agree }: Decision): ServiceResponse {
  const agreeing = agree === undefined ? "" : `<button id="sign-in" name="action" value="${agree.value}">${agree.text}</button>\n`;
  const body = `${errorParagraph(error)}<form method="post" action="${escapeHtml(action)}">
${hiddenInput("sign_in", signInId)}
${agreeing}<button id="cancel" name="action" value="cancel">Cancel</button>
</form>`;
  return htmlResponse(200, htmlPage(title, body));
}

/** A page for a request that is so wrong that nothing may be sent to its redirect address. */
export function brokenRequestPage(error: string): ServiceResponse {
  return htmlResponse(400, htmlPage("Sign-in error", errorParagraph(error)));
}

// No element may be called "submit": it would hide the method of the form.
/** Sends the outcome to the app by a form that submits itself; without scripts the person presses the button. */
export function formPostPage(redirectUri: string, members: Readonly<Record<string, string>>): ServiceResponse {
  const inputs = Object.entries(members).map(([name, value]) => hiddenInput(name, value));
  const body = `<form method="post" action="${escapeHtml(redirectUri)}">
${inputs.join("\n")}
<button id="continue">Continue</button>
</form>
<script>document.forms[0].submit();</script>`;
  return htmlResponse(200, htmlPage("Working…", body));
}
