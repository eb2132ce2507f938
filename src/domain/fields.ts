/** How the tables of the data model are described: fields and their types. */

/** How a field is stored. `code` is a string with few distinct values: Parquet keeps it as a dictionary. */
export type FieldType = "text" | "code" | "number" | "integer" | "boolean" | "date" | "timestamp" | "geometry";

/** One field of a table. */
export interface Field {
  readonly type: FieldType;
  readonly zh: string;
  readonly required?: true;
  /** The values a `code` may take, where the set is closed. */
  readonly values?: readonly string[];
}

/** One table of a dataset. */
export interface TableSpec {
  readonly zh: string;
  /** The field whose values are unique. */
  readonly key?: string;
  /** A dataset without this table can be opened. */
  readonly optional?: true;
  readonly fields: Readonly<Record<string, Field>>;
}

/** Free text. */
export const text = (zh: string): Field => ({ type: "text", zh });
/** A string with few distinct values; `values` where the set is closed. */
export const code = (zh: string, values?: readonly string[]): Field =>
  values ? { type: "code", zh, values } : { type: "code", zh };
/** A number. */
export const number = (zh: string): Field => ({ type: "number", zh });
/** A whole number. */
export const integer = (zh: string): Field => ({ type: "integer", zh });
/** True or false. */
export const boolean = (zh: string): Field => ({ type: "boolean", zh });
/** A day. */
export const date = (zh: string): Field => ({ type: "date", zh });
/** A wall-clock moment. */
export const timestamp = (zh: string): Field => ({ type: "timestamp", zh });
/** The same field, required. */
export const required = (field: Field): Field => ({ ...field, required: true });
/** The geometry of a row, required. */
export const geometry: Field = { type: "geometry", zh: "几何", required: true };
