import { Fault } from "../../../domain/fault.ts";
import { createDecodePool, type DecodePool } from "../../decode/pool.ts";
import { createHandle, type TableFile } from "../../handle.ts";
import type { DroppedFile, LoadOptions, Source, SourceInput } from "../../source.ts";
import { readManifest } from "../manifest-file.ts";
import { describeLoose } from "./describe.ts";
import { formatOf, recognise } from "./recognise.ts";

type Input = Extract<SourceInput, { kind: "dropped-files" }>;

/** Files that the user dropped: a dataset folder, or loose files of the tables of the model. */
export const droppedFiles: Source<Input> = {
  id: "dropped-files",
  accepts: (input): input is Input => input.kind === "dropped-files",
  async open({ files }, options) {
    const pool = createDecodePool();
    pool.warm();
    try {
      const manifest = files.find(({ path }) => /(^|\/)manifest\.json$/.test(path));
      return manifest ? await openFolder(manifest, files, pool) : await openLoose(files, pool, options);
    } catch (error) {
      pool.close();
      throw error;
    }
  },
};

async function openFolder(manifestFile: DroppedFile, files: readonly DroppedFile[], pool: DecodePool) {
  const bytes = new Uint8Array(await manifestFile.blob.arrayBuffer());
  const manifest = readManifest(bytes, manifestFile.path);
  const folder = manifestFile.path.slice(0, -"manifest.json".length);
  const byPath = new Map(files.map((file) => [file.path, file.blob]));
  const tables = manifest.files.map(({ path, table, rows, bytes: size, sha256, pieces }): TableFile => {
    const blob = byPath.get(folder + path);
    if (!blob) throw new Fault("missing-file", { file: path });
    const file = { name: path, at: { blob }, bytes: size, sha256, pieces };
    return { file, format: "parquet", table, rows, bytes: size };
  });
  return createHandle(manifest, tables, pool);
}

async function openLoose(files: readonly DroppedFile[], pool: DecodePool, { signal }: LoadOptions) {
  const seen = files.filter(({ path }) => !/(^|\/)\.|(^|\/)(readme|licen[cs]e|truth)\b/i.test(path));
  const tables = await Promise.all(seen.map((file) => inspect(file, pool, signal)));
  if (!tables.some(({ table }) => table === "cases")) {
    throw new Fault("missing-table", { table: "cases", dataset: tables.map(({ file }) => file.name).join(", ") });
  }
  return createHandle(await describeLoose(tables, pool, signal), tables, pool);
}

async function inspect(
  { path, blob }: DroppedFile,
  pool: DecodePool,
  signal: AbortSignal | undefined,
): Promise<TableFile> {
  const format = formatOf(path);
  if (!format) throw new Fault("unknown-file", { file: path });
  const file = { name: path, at: { blob } };
  const { columns, rows } = await pool.run("inspect", { file, format }, { signal });
  const found = recognise(path, columns);
  if (!found) throw new Fault("unknown-file", { file: path });
  if (found.missing[0] !== undefined) throw new Fault("missing-column", { file: path, column: found.missing[0] });
  const { table, names } = found;
  const shaped = format === "csv" || format === "geojson";
  return { file, format, table, rows, bytes: blob.size, ...(shaped ? { shape: { table, names } } : { names }) };
}
