import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type AnalysisId, analyses } from "../../src/analyses/index.ts";
import { createHandle, type TableFile } from "../../src/data/handle.ts";
import type { DatasetHandle } from "../../src/data/source.ts";
import type { AnyAnalysis } from "../../src/domain/analysis.ts";
import type { Manifest } from "../../src/domain/manifest.ts";
import { drain } from "../../src/engine/drive.ts";
import type { Engine } from "../../src/state/neighbours.ts";
import { areaTables } from "../../src/state/read-tables.ts";
import { localPool } from "./decode-pool.ts";
import { root } from "./files.ts";

/** Whether a dataset has been built into `public/data`. */
export function hasDataset(id: string): boolean {
  return existsSync(join(root, "public/data", id, "manifest.json"));
}

/** A dataset of `public/data`, read by this process. */
export function openFolder(id: string): { handle: DatasetHandle; manifest: Manifest; folder: string } {
  return openDataset(join(root, "public/data", id));
}

/** The dataset in a folder, read by this process. */
export function openDataset(folder: string): { handle: DatasetHandle; manifest: Manifest; folder: string } {
  const manifest: Manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
  const files = manifest.files.map(({ path, table, rows, bytes, sha256 }): TableFile => {
    const blob = new Blob([new Uint8Array(readFileSync(join(folder, path)))]);
    return { file: { name: path, at: { blob }, bytes, sha256 }, format: "parquet", table, rows, bytes };
  });
  return { handle: createHandle(manifest, files, localPool().pool), manifest, folder };
}

/** The areas of a dataset by level. */
export async function areasOf(handle: DatasetHandle) {
  return areaTables(await handle.columns("areas", ["area_id", "name", "level", "area_m2", "geometry"]), null);
}

/** Runs analyses in this thread, one after another. */
export const localEngine: Engine = {
  size: 2,
  async run(id, input, params) {
    const { run }: Awaited<ReturnType<AnyAnalysis["load"]>> = await analyses[id satisfies AnalysisId].load();
    // `run` pairs this input and these params with this id.
    return drain(run(input as never, params as never)) as never;
  },
};
