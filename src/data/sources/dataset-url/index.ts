import type { DataFile, Manifest, PreparedFile } from "../../../domain/manifest.ts";
import { type FileRef, readWhole } from "../../bytes.ts";
import { createDecodePool } from "../../decode/pool.ts";
import { createHandle, type TableFile } from "../../handle.ts";
import { preparedPool, readPrepared } from "../../prepared/index.ts";
import type { Source, SourceInput } from "../../source.ts";
import { readManifest } from "../manifest-file.ts";

type Input = Extract<SourceInput, { kind: "dataset-url" }>;

/** A dataset folder on a server, by the URL of the folder or of its `manifest.json`. */
export const datasetUrl: Source<Input> = {
  id: "dataset-url",
  accepts: (input): input is Input => input.kind === "dataset-url",
  async open({ url }, { signal, onProgress }) {
    let pool = createDecodePool();
    try {
      const folder = folderOf(url);
      const file = { name: "manifest.json", at: { url: new URL("manifest.json", folder).href } };
      onProgress?.({ stage: "manifest", file: file.name, bytes: 0, totalBytes: 0, rows: 0, totalRows: 0 });
      const manifest = readManifest(await readWhole(file, { signal }), file.name);
      if (manifest.prepared) pool = preparedPool(pool, await readPrepared(fileIn(folder, manifest.prepared), signal));
      else pool.warm();
      return createHandle(manifest, datasetFiles(manifest, folder), pool);
    } catch (error) {
      pool.close();
      throw error;
    }
  },
};

/** The address of the folder that holds the manifest, ending in a slash. */
export function folderOf(url: string): string {
  const absolute = new URL(url, globalThis.document?.baseURI ?? globalThis.location?.href);
  absolute.hash = "";
  if (!absolute.pathname.endsWith("/")) {
    absolute.pathname = absolute.pathname.endsWith(".json")
      ? absolute.pathname.slice(0, absolute.pathname.lastIndexOf("/") + 1)
      : `${absolute.pathname}/`;
  }
  return absolute.href;
}

/** The table of alerts that a night job made of a dataset, or `null` where there is none. */
export function alertsFile({ alerts }: Pick<Manifest, "alerts">, folder: string): FileRef | null {
  return alerts ? fileIn(folder, alerts) : null;
}

function fileIn(folder: string, { path, bytes, sha256, pieces }: PreparedFile & Pick<DataFile, "pieces">): FileRef {
  return { name: path, at: { url: new URL(path, folder).href }, bytes, sha256, pieces };
}

/** The files of a dataset's tables, in the folder of its manifest. */
export function datasetFiles(manifest: Manifest, folder: string): TableFile[] {
  return manifest.files.map((file) => {
    const { table, rows, bytes } = file;
    return { file: fileIn(folder, file), format: "parquet", table, rows, bytes };
  });
}
