import { expect, it } from "vitest";
import { missingBrowser } from "./missing-browser.js";

it("says why there is no browser, and that there is one where there may be", () => {
  expect(missingBrowser({}, "linux")).toMatch(/display/);
  expect(missingBrowser({ SSH_CONNECTION: "1 2 3 4" }, "linux")).toMatch(/SSH/);
  expect(missingBrowser({ KUBERNETES_SERVICE_HOST: "x" }, "linux")).toMatch(/container/);
  expect(missingBrowser({ SSH_TTY: "/dev/pts/1" }, "darwin")).toMatch(/SSH/);
  for (const environment of [{ DISPLAY: ":0" }, { WAYLAND_DISPLAY: "w" }, { WSL_DISTRO_NAME: "Debian" }, { BROWSER: "helper", SSH_TTY: "x" }]) expect(missingBrowser(environment, "linux")).toBeUndefined();
  expect(missingBrowser({}, "win32")).toBeUndefined();
  expect(missingBrowser({}, "darwin")).toBeUndefined();
});
