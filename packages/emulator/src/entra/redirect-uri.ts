import type { App } from "../directory/tenant.js";

const loopbackNames: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Whether codes go to a program on the same machine. */
export function isLoopback(address: string): boolean {
  return URL.canParse(address) && loopbackNames.has(new URL(address).hostname);
}

/** Whether an app has registered an address. For loopback the port does not matter (page "Redirect URI restrictions"). */
export function isRegistered(app: App, address: string): boolean {
  if (!URL.canParse(address)) return false;
  return app.redirectUris.some((registered) => registered === address || (isLoopback(registered) && sameButPort(new URL(registered), new URL(address))));
}

function sameButPort(left: URL, right: URL): boolean {
  return left.protocol === right.protocol && left.hostname === right.hostname && left.pathname === right.pathname;
}
