import { Fault } from "../../../domain/fault.ts";
import { readWhole } from "../../bytes.ts";
import { createDecodePool } from "../../decode/pool.ts";
import { createHandle, type TableFile } from "../../handle.ts";
import { type ImportedDataset, type ImportedFile, importedDataset } from "../../import/store.ts";
import type { Source, SourceInput } from "../../source.ts";
import { datasetFiles, folderOf } from "../dataset-url/index.ts";
import { readManifest } from "../manifest-file.ts";

type Input = Extract<SourceInput, { kind: "imported" }>;

const fileOf = ({ name, table, rows, blob }: ImportedFile): TableFile => ({
  file: { name, at: { blob } },
  format: "arrow",
  table,
  rows,
  bytes: blob.size,
});

/** The tables of the dataset that an import adds to, without those it replaces. */
async function baseFiles(
  { base, added = [], files }: ImportedDataset,
  signal: AbortSignal | undefined,
): Promise<TableFile[]> {
  if (base === undefined) return [];
  const folder = folderOf(base);
  const file = { name: "manifest.json", at: { url: new URL("manifest.json", folder).href } };
  const manifest = readManifest(await readWhole(file, { signal }), file.name);
  const own = new Set(files.map(({ table }) => table));
  return datasetFiles(manifest, folder).filter(({ table }) => !own.has(table) || added.includes(table));
}

/** A dataset that was imported on this machine and is kept there. */
export const imported: Source<Input> = {
  id: "imported",
  accepts: (input): input is Input => input.kind === "imported",
  async open({ id }, { signal }) {
    const dataset = await importedDataset(id);
    if (!dataset) throw new Fault("local-files");
    const files = [...(await baseFiles(dataset, signal)), ...dataset.files.map(fileOf)];
    const listed = files.map(({ file, table, rows, bytes }) => ({ path: file.name, table, rows, bytes, sha256: "" }));
    if (!files.some(({ table }) => table === "cases"))
      throw new Fault("missing-table", { table: "cases", dataset: id });
    return createHandle({ ...dataset.manifest, files: listed }, files, createDecodePool());
  },
};
