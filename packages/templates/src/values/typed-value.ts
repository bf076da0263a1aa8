import type { KqlDateTime, KqlDecimal, KqlTimeSpan, KqlValue, Secret } from "@huntkit/provider";
import type { ParameterType } from "../model/parameter-type.js";

/** What a caller may give for a parameter. */
export type ParameterValue =
  | string
  | number
  | bigint
  | boolean
  | Date
  | KqlDateTime
  | KqlTimeSpan
  | KqlDecimal
  | Secret
  | null
  | readonly ParameterValue[]
  | { readonly [key: string]: unknown };

/** Values by parameter name or alias. `undefined` counts as not given. */
export type ParameterValues = Readonly<Record<string, ParameterValue | undefined>>;

/** A value that was read as the type of its parameter. */
export interface TypedValue {
  readonly type: Exclude<ParameterType, "list">;
  readonly value: KqlValue;
}

/** A typed value, or a list of them. */
export type ResolvedValue = TypedValue | readonly TypedValue[];
