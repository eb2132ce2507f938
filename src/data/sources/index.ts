import type { DatasetHandle, LoadOptions, Source, SourceInput } from "../source.ts";
import { datasetUrl } from "./dataset-url/index.ts";
import { droppedFiles } from "./dropped-files/index.ts";
import { imported } from "./imported/index.ts";
import { plainParquet } from "./plain-parquet/index.ts";

/** The kinds of places that datasets come from. */
export const sources = {
  "dataset-url": datasetUrl,
  "dropped-files": droppedFiles,
  imported,
  "plain-parquet": plainParquet,
} as const;

/** Open a dataset from wherever it is. Throws a `Fault` that names the file and the reason. */
export async function openDataset(input: SourceInput, options: LoadOptions = {}): Promise<DatasetHandle> {
  const all: readonly Source[] = Object.values(sources);
  const source = all.find((candidate) => candidate.accepts(input));
  if (!source) throw new Error(`no source for ${input.kind}`);
  return source.open(input, options);
}
