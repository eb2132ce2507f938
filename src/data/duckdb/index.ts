import type { DatasetHandle } from "../source.ts";
import type { Database } from "./database.ts";

export type { Database, ResultColumns } from "./database.ts";
export type { Cell, QueryResult, ResultColumn, Row } from "./result.ts";
export type { EnsureOptions } from "./running.ts";

/** The database of a dataset. Its code is fetched here, not before: the first picture does not wait for it. */
export async function openDatabase(handle: DatasetHandle): Promise<Database> {
  const { createDatabase } = await import("./database.ts");
  return createDatabase(handle);
}
