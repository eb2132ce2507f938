import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { miniMeta, writeMiniTown } from "../../../scripts/dataset/mini-town.test-data.ts";
import { createDatasetWriter } from "../../../scripts/dataset/writer.ts";
import { parquetOf } from "../../support/parquet-file.ts";

/** Writes the hand-made town of six cases as the dataset `name` of a served folder. */
export async function miniTown(folder: string, name: string): Promise<string> {
  const path = join(folder, name);
  const writer = await createDatasetWriter(path, miniMeta);
  await writeMiniTown(writer);
  await writer.finish();
  return path;
}

/** Rows of `looseCases`. */
export const looseRows = 60_000;

/** Writes one Parquet file of cases whose row groups have dictionaries of their own. */
export async function looseCases(folder: string, name: string): Promise<Buffer> {
  const bytes = await parquetOf(
    `SELECT i AS id, 'kind ' || (i // 7000) || '-' || (i % 3) AS category, (i % 4)::UTINYINT AS status,
       (121.4 + (i % 100) / 1000)::FLOAT AS lon, (31.2 + (i % 77) / 1000)::FLOAT AS lat, (i % 500)::USMALLINT AS grid,
       TIMESTAMP '2024-01-01' + INTERVAL (i) MINUTE AS opened,
       CASE WHEN i % 10 > 0 THEN TIMESTAMP '2024-01-02' + INTERVAL (i) MINUTE END AS closed
     FROM range(${looseRows}) t(i)`,
    { codes: ["category"], rowGroupSize: 6144 },
  );
  writeFileSync(join(folder, name), bytes);
  return bytes;
}
