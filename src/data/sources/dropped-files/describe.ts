import { Fault } from "../../../domain/fault.ts";
import { type Box, type Manifest, manifestVersion } from "../../../domain/manifest.ts";
import { type AreaLevel, areaLevels } from "../../../domain/vocabulary.ts";
import type { DecodePool } from "../../decode/pool.ts";
import { createHandle, type TableFile } from "../../handle.ts";
import { isoText } from "../../plan.ts";
import type { DatasetHandle } from "../../source.ts";
import { codeField, numberField } from "../../table-columns.ts";

/** The manifest of loose files: their extent in space and time is read from them. */
export async function describeLoose(
  files: readonly TableFile[],
  pool: DecodePool,
  signal: AbortSignal | undefined,
): Promise<Manifest> {
  const title = files.find(({ table }) => table === "cases")?.file.name ?? "";
  const blank = blankManifest(title, files);
  const handle = createHandle(blank, files, pool);
  const cases = await handle.columns("cases", ["lon", "lat", "reported_at", "closed_at"], { signal });
  const times = range(numberField(cases, "reported_at"));
  const lon = range(numberField(cases, "lon"));
  const lat = range(numberField(cases, "lat"));
  if (!times || !lon || !lat) throw new Fault("file-empty", { file: title });
  const end = Math.max(times[1], range(numberField(cases, "closed_at"))?.[1] ?? times[1]);
  return {
    ...blank,
    box: padded([lon[0], lat[0], lon[1], lat[1]]),
    timeRange: [isoText(times[0]), isoText(times[1])],
    asOf: isoText(end),
    levels: await levelsOf(handle, signal),
  };
}

function blankManifest(title: string, files: readonly TableFile[]): Manifest {
  return {
    version: manifestVersion,
    id: title,
    title: { "zh-CN": title, en: title },
    simulated: false,
    licence: "",
    attribution: "",
    timeZone: "Asia/Shanghai",
    coordinateSystem: "WGS-84",
    box: [0, 0, 0, 0],
    timeRange: ["1970-01-01T00:00:00", "1970-01-01T00:00:00"],
    asOf: "1970-01-01T00:00:00",
    levels: [],
    files: files.map(({ file, table, rows, bytes }) => ({ path: file.name, table, rows, bytes, sha256: "" })),
    dataVersion: files.map(({ file, bytes, rows }) => `${file.name}:${bytes}:${rows}`).join(" "),
    generator: "",
  };
}

async function levelsOf(handle: DatasetHandle, signal: AbortSignal | undefined): Promise<Manifest["levels"]> {
  if (!handle.tables.includes("areas")) return [];
  const { values, dictionary } = codeField(await handle.columns("areas", ["level"], { signal }), "level");
  const counts = new Map<string, number>();
  for (const code of values) {
    const level = dictionary[code - 1];
    if (level !== undefined) counts.set(level, (counts.get(level) ?? 0) + 1);
  }
  const present = areaLevels.filter((level: AreaLevel) => counts.has(level));
  return present.map((level) => ({ level, name: { "zh-CN": level, en: level }, count: counts.get(level) ?? 0 }));
}

function range(values: Float64Array): readonly [number, number] | undefined {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return min <= max ? [min, max] : undefined;
}

/** A little room around the outermost cases, and a box of some size where all are at one place. */
function padded([west, south, east, north]: Box): Box {
  const room = Math.max(0.002, 0.01 * Math.max(east - west, north - south));
  return [west - room, south - room, east + room, north + room];
}
