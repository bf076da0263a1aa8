import type { KqlService } from "@huntkit/kql";
import type { DataSchema, ProgressListener, QueryResult } from "@huntkit/provider";

/** What a shell asks its questions of. */
export interface ShellSource {
  /** The data, in a few words for the greeting. */
  readonly title: string;
  /** The tables. */
  readonly schema: DataSchema;
  /** The language service over these tables, for completion. */
  readonly service: KqlService;
  /** Runs a text; gives a result for each of its statements. Throws what the driver throws. */
  run(text: string, options: { readonly signal: AbortSignal; readonly onProgress: ProgressListener }): Promise<readonly QueryResult[]>;
  /** Lets go of everything. */
  close(): Promise<void>;
}
