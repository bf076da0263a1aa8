import type { DriverConnectOptions, KqlValue, ResultColumn, TimeRange } from "@huntkit/provider";
import type { ContractTools } from "./contract-tools.js";

/** What a driver's author gives to {@link runDriverContract}. */
export interface DriverContractOptions<Options extends DriverConnectOptions> {
  /** The test runner's `describe`, `it` and `expect`. */
  readonly tools: ContractTools;
  /** Options for a connection to prepared data. Called for each connection. */
  readonly connectOptions: () => Options | Promise<Options>;
  /** Options that cannot be used, with a title each: connecting must fail as the user's mistake. */
  readonly unusableOptions?: readonly { readonly title: string; readonly options: () => Options | Promise<Options> }[];
  /** Query texts over the prepared data. */
  readonly queries: DriverContractQueries;
}

/** Query texts, and what they give. */
export interface DriverContractQueries {
  /** Gives exactly these columns and rows, in this order. Have every type of the source in it, with nulls. */
  readonly exact: { readonly text: string; readonly columns: readonly ResultColumn[]; readonly rows: readonly (readonly KqlValue[])[] };
  /** Gives no row, but columns. */
  readonly empty: { readonly text: string; readonly columns: readonly ResultColumn[] };
  /** A text with an error in it. */
  readonly wrong: string;
  /** A text that runs for a minute at least, so that it can be cancelled; absent if the source has none. */
  readonly endless?: string;
  /** For a driver with the capability `timespan`: a text that gives rows within one range of time and none within another, equally long or longer. */
  readonly timed?: { readonly text: string; readonly within: TimeRange; readonly outside: TimeRange };
}
