import { ParameterError } from "@huntkit/provider";
import type { ServiceResponse } from "../server/service-response.js";
import { formPostPage } from "./sign-in-pages.js";

/** Sends the outcome of a sign-in to the app, in the response mode that it asked for (default: query). */
export function sendOutcome(parameters: URLSearchParams, outcome: Readonly<Record<string, string>>): ServiceResponse {
  const redirectUri = parameters.get("redirect_uri") ?? "";
  const state = parameters.get("state");
  const members = { ...outcome, ...(state === null ? {} : { state }) };
  const mode = parameters.get("response_mode") ?? "query";
  if (mode === "form_post") return formPostPage(redirectUri, members);
  return { status: 302, headers: { location: outcomeAddress(redirectUri, members, mode), "cache-control": "no-store" } };
}

function outcomeAddress(redirectUri: string, members: Readonly<Record<string, string>>, mode: string): string {
  const address = new URL(redirectUri);
  if (mode === "fragment") address.hash = new URLSearchParams(members).toString();
  else if (mode === "query") for (const [name, value] of Object.entries(members)) address.searchParams.set(name, value);
  else throw new ParameterError({ code: "emulator-response-mode", message: "The response mode was not checked before the outcome was sent." });
  return address.href;
}
