import { request as requestPlain } from "node:http";
import { request as requestSecure } from "node:https";
import { ServiceError } from "@huntkit/provider";

/** How the person behaves. */
export interface BrowserSignIn {
  /** Default: the emulator's default user. */
  readonly username?: string;
  /** Default: that user's password. */
  readonly password?: string;
  /** Presses Cancel on the first page. */
  readonly cancel?: boolean;
}

/** How a sign-in in the browser ended. */
export interface SignInOutcome {
  /** What was sent to the app's redirect address; empty if nothing was, because a page refused. */
  readonly sent: Readonly<Record<string, string>>;
  /** The text of the last page of the emulator that was seen, without marks. */
  readonly lastPage: string;
  /** The status with which the app answered; undefined if nothing was sent to it. */
  readonly appStatus?: number;
}

interface Page {
  readonly status: number;
  readonly location: string | undefined;
  readonly html: string;
}

/** Plays browser and person: opens the address, fills in the forms, delivers the outcome to the redirect address. */
export async function signInLikeBrowser(authorizeUrl: string, person: Required<Pick<BrowserSignIn, "username" | "password">> & BrowserSignIn, caPem: string): Promise<SignInOutcome> {
  let address = authorizeUrl;
  let page = await fetchPage(address, { ca: caPem });
  for (let step = 0; step < 4; step += 1) {
    if (page.location !== undefined) return deliverByAddress(page, caPem);
    const form = readForm(page.html, address);
    if (form === undefined) return { sent: {}, lastPage: plainText(page.html) };
    if (form.origin !== new URL(authorizeUrl).origin) return deliverByForm(form, page, caPem);
    const before = page;
    const filled = filledForm(form, person);
    if (filled === undefined) return { sent: {}, lastPage: plainText(before.html) };
    address = form.action;
    page = await fetchPage(address, { ca: caPem, form: filled });
    if (/role="alert"/.test(page.html) && !person.cancel) return { sent: {}, lastPage: plainText(page.html) };
  }
  throw new ServiceError({ code: "emulator-sign-in", message: "The pages of the sign-in do not come to an end." });
}

async function deliverByAddress(page: Page, ca: string): Promise<SignInOutcome> {
  const location = new URL(page.location ?? "");
  const answer = await fetchPage(location.href, { ca });
  return { sent: Object.fromEntries(location.searchParams.size > 0 ? location.searchParams : new URLSearchParams(location.hash.slice(1))), lastPage: "", appStatus: answer.status };
}

async function deliverByForm(form: HtmlForm, page: Page, ca: string): Promise<SignInOutcome> {
  const answer = await fetchPage(form.action, { ca, form: new URLSearchParams(form.hidden) });
  return { sent: form.hidden, lastPage: plainText(page.html), appStatus: answer.status };
}

interface HtmlForm {
  readonly action: string;
  readonly origin: string;
  readonly hidden: Readonly<Record<string, string>>;
  readonly asksPassword: boolean;
  readonly buttons: readonly string[];
}

function filledForm(form: HtmlForm, person: Required<Pick<BrowserSignIn, "username" | "password">> & BrowserSignIn): URLSearchParams | undefined {
  const button = person.cancel === true ? "cancel" : form.buttons.find((value) => value !== "cancel");
  if (button === undefined) return undefined;
  const typed = form.asksPassword ? { username: person.username, password: person.password } : {};
  return new URLSearchParams({ ...form.hidden, ...typed, action: button });
}

function readForm(html: string, base: string): HtmlForm | undefined {
  const action = /<form [^>]*action="([^"]*)"/.exec(html)?.[1];
  if (action === undefined) return undefined;
  const address = new URL(unescapeHtml(action), base);
  const inputs = [...html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)].map(([, name = "", value = ""]) => [unescapeHtml(name), unescapeHtml(value)] as const);
  const buttons = [...html.matchAll(/<button [^>]*value="([^"]*)"/g)].map(([, value = ""]) => value);
  return { action: address.href, origin: address.origin, hidden: Object.fromEntries(inputs), asksPassword: html.includes('type="password"'), buttons };
}

function plainText(html: string): string {
  return unescapeHtml((/<body>([\s\S]*)<\/body>/.exec(html)?.[1] ?? html).replace(/<[^>]*>/g, " ")).replace(/\s+/g, " ").trim();
}

function unescapeHtml(text: string): string {
  return text.replace(/&#(\d+);/g, (_whole, code: string) => String.fromCharCode(Number(code)));
}

function fetchPage(address: string, { ca, form }: { readonly ca: string; readonly form?: URLSearchParams }): Promise<Page> {
  const body = form?.toString() ?? "";
  const headers = form === undefined ? {} : { "content-type": "application/x-www-form-urlencoded", "content-length": Buffer.byteLength(body) };
  const send = address.startsWith("https:") ? requestSecure : requestPlain;
  return new Promise((resolve, reject) => {
    const sent = send(address, { method: form === undefined ? "GET" : "POST", headers, ca, agent: false }, (answer) => {
      let html = "";
      answer.setEncoding("utf8");
      answer.on("data", (text: string) => (html += text));
      answer.on("error", reject);
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, location: answer.headers.location, html }));
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
