/** One violation of a schema, as ajv reports it. */
export interface SchemaError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
  readonly data?: unknown;
}

/** A validator generated from a schema (ajv standalone). */
export interface Validate {
  (data: unknown): boolean;
  errors?: readonly SchemaError[] | null;
}
