/** Where a result table comes from, enough to make it again. */
export interface Provenance {
  /** The analysis that made it. */
  readonly analysis: string;
  readonly params: Readonly<Record<string, string | number | boolean>>;
  readonly dataVersion: string;
  readonly seed?: number;
  /** Program and version. */
  readonly software: string;
  /** ISO 8601 moment, UTC. */
  readonly madeAt: string;
}

/** A column of a table of the catalogue, with its SQL type where the table is in the database. */
export interface CatalogColumn {
  readonly name: string;
  readonly type: string;
}

/** A table that queries can use. */
export interface CatalogTable {
  readonly name: string;
  readonly kind: "dataset" | "result";
  readonly columns: readonly CatalogColumn[];
  readonly rows: number;
  /** Whether its rows are in the database now; a table of the dataset is loaded when first asked for. */
  readonly loaded: boolean;
  readonly provenance?: Provenance;
}

/** Words of a query that name one of `tables`: a superset of the tables it reads. */
export function tablesIn<T extends string>(sql: string, tables: readonly T[]): T[] {
  const words = new Set(sql.toLowerCase().match(/[\p{L}_][\p{L}\p{N}_]*/gu));
  return tables.filter((table) => words.has(table.toLowerCase()));
}
