import type { ParameterDefinition } from "./read-parameter-definition.js";

/** Metadata as a file writes it. */
export type MetadataDocument = Readonly<Record<string, unknown>>;

/** Parameters by name. */
export type ParametersDocument = Readonly<Record<string, ParameterDefinition>>;

/** One query of a file. */
export interface SourceDocument {
  readonly description?: string | null;
  readonly metadata?: MetadataDocument | null;
  readonly args: { readonly query: string; readonly uri?: string | null };
  readonly parameters?: ParametersDocument | null;
  /** Parameters of which at least one must be given. */
  readonly require_one_of?: readonly string[] | null;
  readonly query_macros?: Readonly<Record<string, { readonly value: string | number }>> | null;
}

/** A query file after it was checked against query-file.schema.json. */
export interface QueryFileDocument {
  readonly metadata: MetadataDocument;
  readonly defaults?: { readonly metadata?: MetadataDocument | null; readonly parameters?: ParametersDocument | null } | null;
  readonly sources: Readonly<Record<string, SourceDocument>>;
}
