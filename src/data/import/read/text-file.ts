import { Fault } from "../../../domain/fault.ts";
import { chunksOf, type ReadOptions, type SourceBlob, sliceBytes } from "./bytes.ts";
import { entryChunks, readZip } from "./zip.ts";

/** Names of text tables inside an archive. */
const textName = /\.(csv|tsv|txt)$/i;

/** The bytes of a text file: as it is, gzipped, or the first table of a zip archive. Throws as `readZip`. */
export async function* textChunks(
  file: SourceBlob,
  options: ReadOptions = {},
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const [a, b] = await sliceBytes(file.blob, 0, 2);
  if (a !== 0x50 || b !== 0x4b) return yield* chunksOf(file, options);
  const entry = (await readZip(file)).find(({ path }) => isTextTable(path));
  if (!entry) throw new Fault("unknown-file", { file: file.name });
  yield* entryChunks(entry, options);
}

/** Whether a file of an archive is a table of text, and not one that a packer of its own has added. */
export function isTextTable(path: string): boolean {
  return textName.test(path) && !path.startsWith("__MACOSX/");
}
