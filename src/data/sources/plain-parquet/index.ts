import { Fault } from "../../../domain/fault.ts";
import { type Box, type Manifest, manifestVersion } from "../../../domain/manifest.ts";
import { createDecodePool, type DecodePool } from "../../decode/pool.ts";
import type { Footer } from "../../footer.ts";
import { createHandle, type TableFile } from "../../handle.ts";
import { columnBounds, isoText } from "../../plan.ts";
import type { PlainParquetInput, Source } from "../../source.ts";

/** One Parquet file of cases whose columns are named by a mapping, and areas from a GeoJSON file. */
export const plainParquet: Source<PlainParquetInput> = {
  id: "plain-parquet",
  accepts: (input): input is PlainParquetInput => input.kind === "plain-parquet",
  async open(input, { signal }) {
    const pool = createDecodePool();
    pool.warm();
    try {
      const [cases, areas] = await Promise.all([openCases(input, pool, signal), openAreas(input, pool, signal)]);
      const files = [cases.file, ...areas];
      return createHandle(describe(input, cases.footer, files), files, pool);
    } catch (error) {
      pool.close();
      throw error;
    }
  },
};

async function openCases(input: PlainParquetInput, pool: DecodePool, signal: AbortSignal | undefined) {
  const name = fileName(input.url);
  const footer = await pool.run("footer", { file: { name, at: { url: input.url } } }, { signal });
  const { rows, bytes } = footer;
  const file: TableFile = {
    file: { name, at: { url: input.url }, bytes },
    format: "parquet",
    table: "cases",
    rows,
    bytes,
    names: input.columns,
  };
  return { file, footer };
}

async function openAreas(
  { areas }: PlainParquetInput,
  pool: DecodePool,
  signal: AbortSignal | undefined,
): Promise<TableFile[]> {
  if (!areas) return [];
  const shape = { table: "areas", names: areas.properties, constants: { level: areas.level } } as const;
  const file = { name: fileName(areas.url), at: { url: areas.url } };
  const { rows } = await pool.run("inspect", { file, format: "geojson" }, { signal });
  return [{ file, format: "geojson", table: "areas", rows, bytes: 0, shape }];
}

function describe(input: PlainParquetInput, footer: Footer, files: readonly TableFile[]): Manifest {
  const bounds = (field: string) => columnBounds(footer, columnOf(input, field));
  const [west, east] = needBounds(bounds("lon"), "lon");
  const [south, north] = needBounds(bounds("lat"), "lat");
  const [first, last] = needBounds(bounds("reported_at"), "reported_at");
  const name = fileName(input.url);
  const areas = files.find((file) => file.table === "areas");
  const box: Box = [west, south, east, north];
  const timeRange = [isoText(first), isoText(last)] as const;
  return {
    version: manifestVersion,
    id: name,
    title: { "zh-CN": input.title ?? name, en: input.title ?? name },
    simulated: false,
    licence: "",
    attribution: "",
    timeZone: "UTC",
    coordinateSystem: "WGS-84",
    box,
    timeRange,
    asOf: isoText(last),
    levels:
      input.areas && areas
        ? [{ level: input.areas.level, name: { "zh-CN": input.areas.level, en: input.areas.level }, count: areas.rows }]
        : [],
    files: files.map((file) => ({
      path: file.file.name,
      table: file.table,
      rows: file.rows,
      bytes: file.bytes,
      sha256: "",
      ...(file.table === "cases" ? { box, timeRange } : {}),
    })),
    dataVersion: `${name}:${footer.bytes}:${footer.rows}`,
    generator: "",
  };

  function needBounds(found: readonly [number, number] | undefined, field: string): readonly [number, number] {
    const column = columnOf(input, field);
    if (!footer.columns.includes(column)) throw new Fault("missing-column", { file: name, column });
    if (!found) throw new Fault("corrupt", { file: name, reason: `column ${column} has no statistics` });
    return found;
  }
}

const columnOf = (input: PlainParquetInput, field: string): string => input.columns[field] ?? field;

const fileName = (url: string): string => url.split(/[?#]/)[0]?.split("/").pop() || url;
