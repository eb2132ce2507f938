import type { Manifest } from "../../domain/manifest.ts";
import { sha256Hex } from "../../lib/sha256.ts";
import type { ExportProvenance, Protection } from "./provenance.ts";
import { encoded } from "./table.ts";

/** Program and version, as files name it. */
export const software = "wangge 0.1.0";

/** What a file is made from, beside its dataset. */
export interface Origin {
  readonly table: string;
  readonly rows: number;
  readonly protection: Protection;
  readonly sql?: string | undefined;
  readonly filters?: unknown;
  readonly made?: {
    readonly analysis?: string;
    readonly params: Readonly<Record<string, string | number | boolean>>;
    readonly seed?: number;
  };
}

/** SHA-256 over the paths and hashes of a dataset's files: two datasets with the same one hold the same data. */
export function datasetHash({ files }: Pick<Manifest, "files">): string {
  const lines = files.map(({ path, sha256 }) => `${sha256}  ${path}\n`).sort();
  return sha256Hex(encoded(lines.join("")));
}

/** Where a file comes from, in full. */
export function provenanceOf(
  manifest: Manifest,
  { table, rows, protection, sql, filters, made }: Origin,
): ExportProvenance {
  const seed = made?.seed ?? (typeof made?.params.seed === "number" ? made.params.seed : undefined);
  return {
    table,
    rows,
    ...(sql !== undefined && { sql }),
    ...(made?.analysis !== undefined && { analysis: made.analysis }),
    ...(made && { params: made.params }),
    ...(seed !== undefined && { seed }),
    filters: filters ?? null,
    dataset: {
      id: manifest.id,
      title: manifest.title["zh-CN"],
      simulated: manifest.simulated,
      licence: manifest.licence,
      attribution: manifest.attribution,
      coordinateSystem: manifest.coordinateSystem,
      timeZone: manifest.timeZone,
      dataVersion: manifest.dataVersion,
      sha256: datasetHash(manifest),
    },
    protection,
    software,
    exportedAt: new Date().toISOString(),
  };
}
