/** One finding of the schema of settings files. */
export interface SchemaFinding {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
  readonly propertyName?: string;
}

/** Checks a document against settings.schema.json; `errors` holds the findings of the last call. */
declare const validate: {
  (data: unknown): boolean;
  errors?: readonly SchemaFinding[] | null;
};
export default validate;
