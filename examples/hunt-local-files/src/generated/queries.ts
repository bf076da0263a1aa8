/* Made by `huntkit codegen` from query files. Do not change it by hand; make it again. */
/* eslint-disable */
import type { CompleteResult, KqlDateTime, KqlValue, PartialResult, QueryResult, ResultTable } from "@huntkit/provider";

/** What runs queries by name: a query provider of `createQueryProvider`. */
export interface QueryRunner<Options> {
  run(name: string, parameters?: Readonly<Record<string, never>>, options?: Options): Promise<QueryResult>;
}

/** What renders queries by name: a query provider of `createQueryProvider`. */
export interface QueryRenderer<Options> {
  render(name: string, parameters?: Readonly<Record<string, never>>, options?: Options): string;
}

/** A table whose rows have a known form. {@link rowsOf} gives them. */
export interface TypedTable<Row> extends ResultTable {
  /** Never there: ties the form of the rows to the table. */
  readonly "~row"?: Row;
}

/** All rows, or some and an account of what is missing: look at `status`. */
export type TypedResult<Row> =
  | (Omit<CompleteResult, "table"> & { readonly table: TypedTable<Row> })
  | (Omit<PartialResult, "partialTable"> & { readonly partialTable: TypedTable<Row> });

/** A row whose columns are known only when the query has run. */
export type UntypedRow = Readonly<Record<string, KqlValue>>;

/** Parameters, which may be left out if none of them is needed, and the options of the provider. */
export type Given<Parameters, Options> = Record<never, never> extends Parameters ? [parameters?: Parameters, options?: Options] : [parameters: Parameters, options?: Options];

/** Parameters of which at least one of `Names` must be given. */
export type AtLeastOne<Parameters, Names extends keyof Parameters> = { [Name in Names]-?: Parameters & { readonly [Needed in Name]-?: NonNullable<Parameters[Needed]> } }[Names];

/** Each kind of parameters without some of them. */
export type Without<Parameters, Names extends PropertyKey> = Parameters extends unknown ? Omit<Parameters, Names> : never;

/** What each query has beside the call. */
export interface QueryBasics<Parameters> {
  /** The name by which the provider knows it. */
  readonly queryName: string;
  /** Its text with the parameters filled in; nothing is run. */
  render<Options>(provider: QueryRenderer<Options>, ...given: Given<Parameters, Options>): string;
}

/** A query whose rows have one form. */
export interface TypedQuery<Parameters, Row> extends QueryBasics<Parameters> {
  <Options>(provider: QueryRunner<Options>, ...given: Given<Parameters, Options>): Promise<TypedResult<Row>>;
}

/** A query whose columns change with the parameters `Shaping`: with one of them the rows are untyped. */
export interface ShapeableQuery<Parameters, Row, Shaping extends keyof Parameters> extends QueryBasics<Parameters> {
  <Options>(provider: QueryRunner<Options>, ...given: Given<Without<Parameters, Shaping> & { readonly [Name in Shaping]?: undefined }, Options>): Promise<TypedResult<Row>>;
  <Options>(provider: QueryRunner<Options>, ...given: Given<Parameters, Options>): Promise<TypedResult<UntypedRow>>;
}

/** The rows of a table as objects by column. */
export function rowsOf<Row>(table: TypedTable<Row>): Row[] {
  const names = table.columns.map((column) => column.name);
  return Array.from({ length: table.rowCount }, (_, row) => Object.fromEntries(names.map((name, column) => [name, table.cell(row, column)])) as Row);
}

function query<Query extends QueryBasics<never>>(queryName: string): Query {
  type Values = Readonly<Record<string, never>>;
  const run = (provider: QueryRunner<unknown>, parameters?: Values, options?: unknown): Promise<QueryResult> => provider.run(queryName, parameters, options);
  const render = (provider: QueryRenderer<unknown>, parameters?: Values, options?: unknown): string => provider.render(queryName, parameters, options);
  return Object.assign(run, { queryName, render }) as unknown as Query;
}

export interface OfficeChildrenRow {
  readonly Timestamp: KqlDateTime | null;
  readonly DeviceName: string;
  readonly AccountName: string;
  readonly FileName: string;
  readonly ProcessCommandLine: string;
}

export interface OfficeChildrenParameters {
  /**
   * First moment to look at
   * @default the start of the provider's time range
   */
  readonly start?: Date | KqlDateTime | string | number | undefined;
  /**
   * First moment not to look at any more
   * @default the end of the provider's time range
   */
  readonly end?: Date | KqlDateTime | string | number | undefined;
  /**
   * File names of the applications
   * @default ["winword.exe","excel.exe","powerpnt.exe","outlook.exe"]
   */
  readonly parents?: readonly string[] | undefined;
  /**
   * Programs that they may start
   * @default ["splwow64.exe"]
   */
  readonly expected?: readonly string[] | undefined;
}

/** The queries of the family Office. */
export const Office = {
  /**
   * Programs that an office application started. Add-ins that start helpers look the same.
   *
   * Environments: MDE, M365D, M365DGraph, Local.
   * Tables: DeviceProcessEvents.
   * Techniques: T1204.002.
   * @example `huntkit run Office.office_children --start -7d@d --end now --path .demo`
   */
  office_children: query<TypedQuery<OfficeChildrenParameters, OfficeChildrenRow>>("Office.office_children"),
} as const;
