import type { DatasetHandle } from "../source.ts";
import type { Database } from "./database.ts";

export type { Database } from "./database.ts";
export type { Row } from "./result.ts";

/** The database of a dataset. Its code is fetched here, not before: the first picture does not wait for it. */
export async function openDatabase(handle: DatasetHandle): Promise<Database> {
  const { createDatabase } = await import("./database.ts");
  return createDatabase(handle);
}
