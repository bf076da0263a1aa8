import type { TimeRange } from "./time-range.js";

/**
 * What a running query tells about itself. Events are hints for a display: none is needed to understand the result. Of a query in
 * parts, `part` counts what was begun, from 1, and `parts` all that is known of; a part that is halved ends so, and two more are known.
 */
export type ProgressEvent =
  | { readonly type: "part-start"; readonly part: number; readonly parts: number; readonly connection?: string; readonly timeRange?: TimeRange }
  | { readonly type: "part-done"; readonly part: number; readonly parts: number; readonly rows: number; readonly connection?: string; readonly timeRange?: TimeRange }
  | { readonly type: "part-failed"; readonly part: number; readonly parts: number; readonly message: string; readonly connection?: string; readonly timeRange?: TimeRange }
  | { readonly type: "part-halved"; readonly part: number; readonly parts: number; readonly connection?: string; readonly timeRange?: TimeRange }
  | { readonly type: "waiting"; readonly reason: "calls-quota" | "cpu-quota" | "retry"; readonly untilMilliseconds: number; readonly connection?: string }
  | { readonly type: "step"; readonly message: string; readonly done?: number; readonly total?: number };

/** Receives progress events. It must not throw. */
export type ProgressListener = (event: ProgressEvent) => void;
