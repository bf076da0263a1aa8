/** A scalar SQL expression as a tree. Text is made of it only by `render-sql.ts`. */
export type SqlExpression =
  /** A value that travels as a bound parameter. */
  | { readonly kind: "parameter"; readonly value: SqlParameterValue; readonly type: SqlType }
  /** A constant of ours (never of the user) written into the text. */
  | { readonly kind: "constant"; readonly value: string | number | bigint | boolean | null; readonly type?: SqlType }
  /** A column of a relation alias. */
  | { readonly kind: "column"; readonly name: string; readonly of?: string }
  /** `name(a, b)`. The name is one of ours. `distinct`, `orderBy` and `filter` only for aggregates. */
  | { readonly kind: "call"; readonly name: string; readonly arguments: readonly SqlExpression[]; readonly distinct?: boolean; readonly orderBy?: readonly SqlOrderKey[]; readonly filter?: SqlExpression }
  /** `(a op b op c)`. */
  | { readonly kind: "operator"; readonly operator: string; readonly operands: readonly SqlExpression[] }
  /** `(NOT a)`, `(- a)`. */
  | { readonly kind: "prefix"; readonly operator: "NOT" | "-"; readonly operand: SqlExpression }
  /** `(a IS NULL)`, `(a IS NOT NULL)`. */
  | { readonly kind: "is-null"; readonly operand: SqlExpression; readonly negated: boolean }
  | { readonly kind: "cast"; readonly operand: SqlExpression; readonly type: SqlType; readonly try: boolean }
  | { readonly kind: "case"; readonly when: readonly { readonly if: SqlExpression; readonly then: SqlExpression }[]; readonly else?: SqlExpression }
  /** `(a IN (…))`. */
  | { readonly kind: "in"; readonly operand: SqlExpression; readonly list: readonly SqlExpression[] | SqlSelect; readonly negated: boolean }
  /** `lambda x: body`; the body names it by a column node with no `of`. */
  | { readonly kind: "lambda"; readonly parameters: readonly string[]; readonly body: SqlExpression }
  /** `[a, b]`. */
  | { readonly kind: "list"; readonly items: readonly SqlExpression[] }
  /** `{a: x, b: y}`. */
  | { readonly kind: "struct"; readonly fields: readonly { readonly name: string; readonly value: SqlExpression }[] }
  | { readonly kind: "field"; readonly operand: SqlExpression; readonly name: string }
  /** `(SELECT …)` as a value, or `EXISTS (SELECT …)`. */
  | { readonly kind: "subquery"; readonly query: SqlSelect; readonly exists: boolean }
  | { readonly kind: "window"; readonly call: SqlExpression; readonly partitionBy: readonly SqlExpression[]; readonly orderBy: readonly SqlOrderKey[]; readonly frame?: string };

/** Values that DuckDB takes as bound parameters. */
export type SqlParameterValue = string | number | bigint | boolean | null;

/** The DuckDB types that columns have inside the engine; see `physical-types.ts` for which KQL type is which. */
export type SqlType =
  | "BOOLEAN" | "INTEGER" | "BIGINT" | "HUGEINT" | "DOUBLE" | "VARCHAR" | "JSON" | "DECIMAL(38,17)" | "DECIMAL(32,0)" | "UBIGINT" | "BLOB" | "BIT"
  | "TIMESTAMP" | "TIMESTAMP_NS" | "TIMESTAMP_MS" | "TIMESTAMP_S" | "DATE"
  | "VARCHAR[]" | "JSON[]" | "BIGINT[]" | "DOUBLE[]" | "MAP(VARCHAR, JSON)";

export interface SqlOrderKey {
  readonly value: SqlExpression;
  readonly direction: "ASC" | "DESC";
  readonly nulls: "FIRST" | "LAST";
}

/** A column of a SELECT list. */
export interface SqlSelectItem {
  readonly value: SqlExpression;
  readonly as: string;
}

/** What a SELECT reads. */
export type SqlSource =
  | { readonly kind: "name"; readonly name: string; readonly as?: string }
  | { readonly kind: "select"; readonly query: SqlSelect; readonly as: string }
  | { readonly kind: "call"; readonly name: string; readonly arguments: readonly SqlExpression[]; readonly named?: readonly { readonly name: string; readonly value: SqlExpression }[]; readonly as: string; readonly columns?: readonly string[] }
  | { readonly kind: "join"; readonly type: "INNER" | "LEFT" | "RIGHT" | "FULL" | "CROSS" | "SEMI" | "ANTI" | "LEFT LATERAL" | "CROSS LATERAL"; readonly left: SqlSource; readonly right: SqlSource; readonly on?: SqlExpression }
  | { readonly kind: "values"; readonly rows: readonly (readonly SqlExpression[])[]; readonly as: string; readonly columns: readonly string[] };

/** One SELECT, or several put together. */
export type SqlSelect =
  | {
      readonly kind: "select";
      readonly with?: readonly { readonly name: string; readonly query: SqlSelect; readonly materialized?: boolean }[];
      readonly distinct?: boolean;
      readonly items: readonly SqlSelectItem[];
      readonly from?: SqlSource;
      readonly where?: SqlExpression;
      readonly groupBy?: readonly SqlExpression[];
      readonly qualify?: SqlExpression;
      readonly orderBy?: readonly SqlOrderKey[];
      readonly limit?: SqlExpression;
    }
  | { readonly kind: "union-all"; readonly queries: readonly SqlSelect[] };
