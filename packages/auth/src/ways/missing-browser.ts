import { existsSync, readFileSync } from "node:fs";

/**
 * Why no browser of this machine can be used for sign-in, in words; `undefined` if one can. The variable BROWSER says that
 * there is one.
 */
export function missingBrowser(environment: Readonly<Record<string, string | undefined>>, platform: NodeJS.Platform = process.platform): string | undefined {
  if (environment["BROWSER"]) return undefined;
  const remote = Boolean(environment["SSH_CONNECTION"] || environment["SSH_TTY"] || environment["SSH_CLIENT"]);
  if (platform !== "linux") return remote ? "this is an SSH session, and the browser would open on the other machine's screen" : undefined;
  if (environment["DISPLAY"] || environment["WAYLAND_DISPLAY"] || isWindowsSubsystem(environment)) return undefined;
  if (remote) return "this is an SSH session without a display";
  if (isContainer(environment)) return "this is a container without a display";
  return "there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)";
}

function isContainer(environment: Readonly<Record<string, string | undefined>>): boolean {
  const named = ["container", "REMOTE_CONTAINERS", "CODESPACES", "KUBERNETES_SERVICE_HOST"].some((name) => environment[name]);
  return named || existsSync("/.dockerenv") || existsSync("/run/.containerenv");
}

/** In the Windows subsystem for Linux the browser of Windows is opened. */
function isWindowsSubsystem(environment: Readonly<Record<string, string | undefined>>): boolean {
  if (environment["WSL_DISTRO_NAME"]) return true;
  try {
    return /microsoft/i.test(readFileSync("/proc/sys/kernel/osrelease", "utf8")) && !isContainer(environment);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
}
