import { htmlResponse, type ServiceResponse } from "../server/service-response.js";
import { checkPassword } from "./check-password.js";
import type { EntraCall } from "./entra-call.js";
import { errorParagraph, escapeHtml, htmlPage } from "./html-page.js";

/** `/devicelogin`: where a person types in the code that a program shows. */
export function deviceLoginPage(call: EntraCall): ServiceResponse {
  if (call.request.method !== "POST") return codePage(call.request.query.get("otc") ?? "");
  const form = call.request.form();
  const userCode = form.get("user_code") ?? "";
  const record = call.state.deviceCodes.byUserCode(userCode);
  if (record === undefined || record.state !== "pending" || record.expires <= call.clock.now()) return codePage(userCode, "That code didn't work. Check the code and try again.");
  if (form.get("action") === "cancel") {
    record.state = "denied";
    return donePage("You have refused the sign-in.");
  }
  const outcome = checkPassword(call, form.get("username") ?? "", form.get("password") ?? "");
  if ("error" in outcome) return codePage(userCode, outcome.error);
  record.username = outcome.user.username;
  record.state = "approved";
  return donePage("You have signed in on your device. You may close this window.");
}

function codePage(userCode: string, error?: string): ServiceResponse {
  const body = `${errorParagraph(error)}<form method="post" action="/devicelogin">
<label for="user_code">Code</label><input id="user_code" name="user_code" type="text" value="${escapeHtml(userCode)}" required>
<label for="username">Username</label><input id="username" name="username" type="text" autocomplete="username" required>
<label for="password">Password</label><input id="password" name="password" type="password" autocomplete="current-password" required>
<button id="sign-in" name="action" value="sign-in">Sign in</button>
<button id="cancel" name="action" value="cancel" formnovalidate>Refuse</button>
</form>`;
  return htmlResponse(200, htmlPage("Enter the code", body));
}

function donePage(text: string): ServiceResponse {
  return htmlResponse(200, htmlPage(text, ""));
}
