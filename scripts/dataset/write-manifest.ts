import { createHash } from "node:crypto";
import { formatWallClock } from "../../src/data/import/wall-clock.ts";
import { type Box, type DataFile, type LocalText, type Manifest, manifestVersion } from "../../src/domain/manifest.ts";
import { tableSpecs } from "../../src/domain/tables.ts";
import { type AreaLevel, areaLevels } from "../../src/domain/vocabulary.ts";
import { paddedBox, unionBox } from "../../src/lib/geodesy.ts";
import { finalExpression, type Stage } from "./stage.ts";
import type { DatasetMeta } from "./types.ts";

const generator = "wangge 0.1.0";

const standardNames: Readonly<Record<AreaLevel, LocalText>> = {
  city: { "zh-CN": "市", en: "City" },
  district: { "zh-CN": "区", en: "District" },
  street_town: { "zh-CN": "街镇", en: "Subdistrict" },
  basic_unit: { "zh-CN": "基本管理单元", en: "Basic management unit" },
  community: { "zh-CN": "社区", en: "Community" },
  comp_grid: { "zh-CN": "综合网格", en: "Composite grid" },
  duty_grid: { "zh-CN": "责任网格", en: "Duty grid" },
  micro_grid: { "zh-CN": "微网格", en: "Micro grid" },
  cell: { "zh-CN": "单元网格", en: "Unit cell" },
};

async function readLevels(stage: Stage, meta: DatasetMeta): Promise<Manifest["levels"]> {
  if (!stage.has("areas")) return [];
  const rows = await stage.rows(
    `SELECT ${finalExpression("areas", "level")} AS level, count(*) AS n FROM areas GROUP BY 1`,
  );
  const counts = new Map(rows.map(({ level, n }) => [String(level), Number(n)]));
  return areaLevels
    .filter((level) => counts.has(level))
    .map((level) => ({ level, name: meta.levels?.[level] ?? standardNames[level], count: counts.get(level) ?? 0 }));
}

/** The last time in the cases and their events that has happened: due times do not count. */
async function lastMoment(stage: Stage): Promise<string> {
  const fields = Object.entries(tableSpecs.cases.fields)
    .filter(([name, { type }]) => type === "timestamp" && name !== "due_at")
    .map(([name]) => `max("${name}")`);
  const last = await stage.count(`SELECT greatest(${fields.join(", ")}) FROM cases`);
  const lastEvent = stage.has("case_events") ? await stage.count('SELECT coalesce(max("at"), 0) FROM case_events') : 0;
  return formatWallClock(Math.max(last, lastEvent));
}

/** The data version of a dataset: the first 16 hex digits of the SHA-256 over its sorted file hashes. */
export function dataVersionOf(files: readonly Pick<DataFile, "sha256">[]): string {
  const hashes = files.map(({ sha256 }) => sha256).sort();
  return createHash("sha256").update(hashes.join("\n")).digest("hex").slice(0, 16);
}

/** The manifest of a dataset whose files have been written. */
export async function createManifest(stage: Stage, meta: DatasetMeta, files: readonly DataFile[]): Promise<Manifest> {
  const cases = files.filter(({ table }) => table === "cases");
  let box: Box | undefined;
  for (const file of files) box = unionBox(box, file.box);
  const first = cases[0]?.timeRange?.[0];
  const last = cases.at(-1)?.timeRange?.[1];
  if (!box || !first || !last) throw new Error("A dataset needs cases, and no usable case was found.");
  return {
    version: manifestVersion,
    id: meta.id,
    title: meta.title,
    ...(meta.description ? { description: meta.description } : {}),
    simulated: meta.simulated,
    licence: meta.licence,
    attribution: meta.attribution,
    timeZone: meta.timeZone,
    coordinateSystem: meta.coordinateSystem,
    box: files.some(({ table }) => table === "areas") ? box : paddedBox(box),
    timeRange: [first, last],
    asOf: meta.asOf ?? (await lastMoment(stage)),
    levels: await readLevels(stage, meta),
    ...(meta.labels ? { labels: meta.labels } : {}),
    files,
    dataVersion: dataVersionOf(files),
    generator,
  };
}
