import { type Table, tableFromIPC } from "apache-arrow";
import { createParquetReader } from "../../src/data/decode/parquet.ts";
import type { ImportInput, ImportOutcome } from "../../src/data/import/outcome.ts";
import type { SourceBlob } from "../../src/data/import/read/bytes.ts";
import type { ReadContext } from "../../src/data/import/read/index.ts";
import type { Recipe, TableRecipe } from "../../src/data/import/recipe.ts";
import { runImport } from "../../src/data/import/run.ts";
import { type SniffOptions, sniff } from "../../src/data/import/sniff.ts";
import { wasm } from "./export-tables.ts";

let reader: ReturnType<typeof createParquetReader> | undefined;
const numbers = new WeakMap<Blob, number>();
let files = 0;

/** What the import worker has: Parquet by the same module in WebAssembly. */
export const importContext: ReadContext = {
  rowGroups: ({ name, blob }, { index, from, to }) => {
    reader ??= createParquetReader(wasm);
    // The reader tells files apart by their names.
    const number = numbers.get(blob) ?? ++files;
    numbers.set(blob, number);
    const part = { rowGroups: [index], from, to };
    return reader.ipc({
      input: { file: { name: `${number} ${name}`, at: { blob } }, format: "parquet", part },
      options: {},
    });
  },
};

export const fileOf = (name: string, ...parts: (Uint8Array<ArrayBuffer> | Blob | string)[]): SourceBlob => ({
  name,
  blob: new Blob(parts),
});

export const recipeOf = (tables: readonly TableRecipe[]): Recipe => ({
  format: "wangge-recipe/1",
  dataset: {
    id: "x",
    title: { "zh-CN": "x", en: "x" },
    simulated: false,
    licence: "-",
    attribution: "-",
    timeZone: "Asia/Shanghai",
    coordinateSystem: "WGS-84",
  },
  tables,
});

/** How the wizard would read a file if nobody changed anything. */
export async function proposed(file: SourceBlob, options: SniffOptions = {}) {
  const sniffed = await sniff(file, options, importContext);
  const { match, encoding, coordinates, network } = sniffed;
  const table: TableRecipe = {
    table: match.table,
    file: file.name,
    fields: match.fields,
    ...(encoding && { encoding }),
    ...(coordinates && { coordinates }),
    ...(network && { network }),
  };
  return { sniffed, table };
}

/** Files as the wizard takes them when nobody clicks anything but "check" and "import". */
export async function taken(files: readonly SourceBlob[], base: Partial<ImportInput> = {}) {
  const all = await Promise.all(files.map((file) => proposed(file)));
  const recipe = recipeOf(all.map(({ table }) => table));
  return {
    sniffed: all.map(({ sniffed }) => sniffed),
    outcome: await runImport({ recipe, files, ...base }, importContext),
  };
}

/** The rows that would be kept. */
export async function rowsOf({ parts }: ImportOutcome): Promise<Record<string, unknown>[]> {
  const tables: Table[] = await Promise.all(
    parts.map(async ({ blob }) => tableFromIPC(new Uint8Array(await blob.arrayBuffer()))),
  );
  return tables.flatMap((table) => table.toArray().map((row) => row.toJSON()));
}
