import { isTableName, type TableName, tableNames, tableSpec } from "../../../domain/tables.ts";
import type { Format } from "../../decode/protocol.ts";

/** What a file holds: a table of the model, and which of its columns are which fields. */
export interface Recognised {
  readonly table: TableName;
  /** Field → column of the file. */
  readonly names: Readonly<Record<string, string>>;
  /** Required fields that the file does not have. */
  readonly missing: readonly string[];
}

const formats: Readonly<Record<string, Format>> = {
  parquet: "parquet",
  parq: "parquet",
  geoparquet: "parquet",
  arrow: "arrow",
  arrows: "arrow",
  ipc: "arrow",
  feather: "arrow",
  csv: "csv",
  tsv: "csv",
  geojson: "geojson",
  json: "geojson",
};

/** The format of a file by its extension; undefined for one that cannot be a table. */
export function formatOf(path: string): Format | undefined {
  return formats[/\.([^./\\]+)$/.exec(path.toLowerCase())?.[1] ?? ""];
}

/**
 * Which table a file holds. A file named after a table (`cases-2024-05.parquet`, `案件.csv`) is that table; any other
 * is the table all of whose required fields it has and most of whose fields it has. Columns are recognised by the
 * field's name or its Chinese header. Undefined if it is none.
 */
export function recognise(path: string, columns: readonly string[]): Recognised | undefined {
  const named = tableOfName(path);
  if (named) return match(named, columns);
  return tableNames
    .map((table) => match(table, columns))
    .filter(({ missing }) => missing.length === 0)
    .sort((a, b) => Object.keys(b.names).length - Object.keys(a.names).length)[0];
}

function match(table: TableName, columns: readonly string[]): Recognised {
  const { fields } = tableSpec(table);
  const byName = new Map(columns.map((column) => [normalise(column), column]));
  const names: Record<string, string> = {};
  const missing: string[] = [];
  for (const [field, { zh, required }] of Object.entries(fields)) {
    const column = byName.get(field) ?? byName.get(normalise(zh));
    if (column !== undefined) names[field] = column;
    else if (required) missing.push(field);
  }
  return { table, names, missing };
}

const normalise = (column: string): string =>
  column
    .replace(/^\ufeff/, "")
    .trim()
    .toLowerCase();

function tableOfName(path: string): TableName | undefined {
  const parts = path.split(/[/\\]/);
  const stem = (parts.pop() ?? "").replace(/\.[^.]+$/, "").toLowerCase();
  return [stem, parts.pop()?.toLowerCase() ?? ""].map(tableCalled).find((table) => table !== undefined);
}

function tableCalled(name: string): TableName | undefined {
  const bare = name.replace(/[-_. ]*\d[-_.\d]*$/, "");
  if (isTableName(bare)) return bare;
  return tableNames.find((table) => tableSpec(table).zh === bare);
}
