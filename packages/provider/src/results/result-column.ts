import type { KqlType } from "../values/kql-type.js";

/** One column of a result. */
export interface ResultColumn {
  /** The column's name, as the query made it. */
  readonly name: string;
  /** Its KQL type. */
  readonly type: KqlType;
}
