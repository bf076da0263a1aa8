import type { SettingsOptions } from "../config/open-settings.js";
import type { LocalSourceOptions } from "./local-options.js";

/** Where queries are run, as the options of a command say it. */
export interface SourceOptions extends SettingsOptions, LocalSourceOptions {
  /** The instances of the settings to ask, parted by commas. */
  readonly instance?: string;
  /** Ask every instance of the settings. */
  readonly allInstances?: boolean;
  /** Arguments of the connection; `-` for the standard input. */
  readonly connectionString?: string;
}

/** How a query is run in parts of time. */
export interface SplitCommandOptions {
  readonly splitBy?: string;
  readonly splittable?: boolean;
  readonly requireComplete?: boolean;
  /** A folder for the finished parts, so that the same command goes on after a crash. */
  readonly checkpoint?: string;
  /** The start and end of the stretch of time that is asked for. */
  readonly since?: string;
  readonly until?: string;
}
