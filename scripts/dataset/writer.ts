import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { checkPositions, warnAboutCases } from "../../src/data/import/check-rows.ts";
import { countRows, type EncodedRows, encodeRows, rawRow, type StagedValue } from "../../src/data/import/encode.ts";
import { CasePlacer, positions, tilesOf } from "../../src/data/import/place-cases.ts";
import { Quality } from "../../src/data/import/quality.ts";
import { monthOf } from "../../src/data/import/wall-clock.ts";
import { areaIdField } from "../../src/domain/case-tables.ts";
import type { Box, Manifest } from "../../src/domain/manifest.ts";
import type { TableName } from "../../src/domain/tables.ts";
import { type AreaLevel, areaLevels } from "../../src/domain/vocabulary.ts";
import { boxOf, growBox, inBox, polygonAreaM2, unionBox } from "../../src/lib/geodesy.ts";
import { checkTables } from "./check-tables.ts";
import type { GeometrySummary } from "./parquet.ts";
import { writePrepared } from "./prepare.ts";
import { Stage } from "./stage.ts";
import type { DatasetMeta, DatasetWriter, QualityReport, RawTable } from "./types.ts";
import { writeFiles, writeQuarantine } from "./write-files.ts";
import { createManifest } from "./write-manifest.ts";

export type { DatasetMeta, DatasetWriter } from "./types.ts";

/** Rows are encoded in portions of this size, so that memory does not grow with what a caller hands over at once. */
const portionRows = 65_536;

/** Positions further from the areas than this share of their box are taken for errors. */
const strayShare = 0.5;

const world: Box = [-180, -90, 180, 90];

/** Stated and computed areas that differ by more than this share are reported. */
const areaTolerance = 0.02;

function sliceTable(raw: RawTable, from: number, to: number): RawTable {
  return Object.fromEntries(Object.entries(raw).map(([name, column]) => [name, column.slice(from, to)]));
}

/** The usable rows of a column. */
function withoutBad(values: readonly StagedValue[], bad: ReadonlyMap<number, string>): readonly StagedValue[] {
  return bad.size === 0 ? values : values.filter((_, row) => !bad.has(row));
}

class Writer implements DatasetWriter {
  private readonly out: string;
  private readonly folder: string;
  private readonly meta: DatasetMeta;
  private readonly stage: Stage;
  private readonly quality = new Quality();
  private readonly placer = new CasePlacer();
  private readonly geometries = new Map<TableName, GeometrySummary>();
  private areasBox: Box | undefined;
  /** The box over which cases are tiled: that of the areas; without them, of the first cases. */
  private tiledBox: Box | undefined;

  constructor(out: string, folder: string, meta: DatasetMeta, stage: Stage) {
    this.out = out;
    this.folder = folder;
    this.meta = meta;
    this.stage = stage;
  }

  async add(table: TableName, raw: RawTable): Promise<void> {
    const rows = countRows(table, raw);
    await this.stage.prepare(table);
    this.quality.read(table, rows);
    for (let from = 0; from < rows; from += portionRows) {
      this.addPortion(table, rows <= portionRows ? raw : sliceTable(raw, from, from + portionRows));
    }
  }

  private addPortion(table: TableName, raw: RawTable): void {
    const encoded = encodeRows(table, raw, this.stage.dictionaries(table));
    if (encoded.columns.has("lon")) checkPositions(encoded, this.areasBox && growBox(this.areasBox, strayShare));
    if (table === "areas") this.takeAreas(encoded);
    if (table === "cases") this.takeCases(encoded, raw);
    if (table === "case_events") encoded.columns.set("_month", monthsOf(encoded, "at"));
    this.summariseGeometry(table, encoded);
    for (const [row, reason] of [...encoded.bad].sort(([a], [b]) => a - b)) {
      this.quality.quarantine(table, reason, 1);
      this.stage.putAside(table, reason, rawRow(raw, row));
    }
    const kept = new Map([...encoded.columns].map(([name, values]) => [name, withoutBad(values, encoded.bad)]));
    this.stage.append(table, kept, encoded.rows - encoded.bad.size);
  }

  /** Keeps the areas for placing cases, and replaces their stated size by the computed one. */
  private takeAreas(areas: EncodedRows): void {
    const levels = this.stage.dictionaries("areas").get("level")?.values ?? [];
    const stated = areas.columns.get("area_m2");
    const computed = new Array<StagedValue>(areas.rows).fill(null);
    let differing = 0;
    areas.geometries.forEach((geometry, row) => {
      if (!geometry || areas.bad.has(row)) return;
      const size = polygonAreaM2(geometry);
      const said = stated?.[row];
      if (typeof said === "number" && Math.abs(said - size) > areaTolerance * size) differing += 1;
      computed[row] = size;
      // The encoder has checked the level against the closed set of levels.
      const level = levels[Number(areas.columns.get("level")?.[row])] as AreaLevel;
      this.placer.addArea(level, String(areas.columns.get("area_id")?.[row]), geometry);
      this.areasBox = unionBox(this.areasBox, boxOf(geometry.coords));
    });
    areas.columns.set("area_m2", computed);
    this.quality.warn(
      "areas",
      "area_m2 differs from the geometry by more than 2 %; the computed one is used",
      differing,
    );
  }

  private takeCases(cases: EncodedRows, raw: RawTable): void {
    const computed = areaLevels.map(areaIdField).filter((field) => raw[field] !== undefined);
    if (computed.length > 0)
      throw new Error(`${computed.join(", ")}: area ids of cases are computed; give stated_… instead.`);
    const dictionaries = this.stage.dictionaries("cases");
    for (const [field, missed] of this.placer.place(cases, dictionaries)) {
      this.quality.warn("cases", `${field}: lies in no area of this level`, missed);
    }
    const [lon, lat] = positions(cases);
    cases.columns.set("_month", monthsOf(cases, "reported_at"));
    this.tiledBox ??= this.areasBox ?? boxOfPoints(lon, lat);
    cases.columns.set("_tile", tilesOf(this.tiledBox, lon, lat));
    warnAboutCases(cases, dictionaries.get("status")?.values ?? [], this.quality);
  }

  private summariseGeometry(table: TableName, encoded: EncodedRows): void {
    const known = this.geometries.get(table);
    let box = known?.box;
    const kinds = new Set(known?.kinds);
    encoded.geometries.forEach((geometry, row) => {
      if (!geometry || encoded.bad.has(row)) return;
      box = unionBox(box, boxOf(geometry.coords));
      kinds.add(geometry.kind);
    });
    if (box) this.geometries.set(table, { box, kinds: [...kinds].sort() });
  }

  async quarantine(table: TableName, reason: string, raw: RawTable): Promise<void> {
    const rows = Object.values(raw)[0]?.length ?? 0;
    this.quality.read(table, rows);
    this.quality.quarantine(table, reason, rows);
    for (let row = 0; row < rows; row++) this.stage.putAside(table, reason, rawRow(raw, row));
  }

  async finish(onProgress: (text: string, share: number) => void = () => {}): Promise<{
    manifest: Manifest;
    report: QualityReport;
  }> {
    onProgress("Checking keys and references", 0);
    await this.stage.seal();
    await checkTables(this.stage, this.quality);
    const { folder, geometries } = this;
    const { coordinateSystem } = this.meta;
    const report = this.quality.report(this.meta.id);
    const files = await writeFiles(this.stage, { folder, coordinateSystem, geometries, onProgress });
    await writeQuarantine(this.stage, folder);
    const written = await createManifest(this.stage, this.meta, files);
    onProgress("Preparing the first picture", 0.98);
    const prepared = await writePrepared(folder, written);
    const manifest = prepared ? { ...written, prepared } : written;
    await writeFile(`${folder}/manifest.json`, `${JSON.stringify(manifest, null, 2)}\n`);
    await writeFile(`${folder}/quality.json`, `${JSON.stringify(report, null, 2)}\n`);
    this.stage.close();
    await rm(`${folder}/stage.duckdb`, { force: true });
    await rm(`${folder}/stage.duckdb.wal`, { force: true });
    await rm(`${folder}/spill`, { recursive: true, force: true });
    await rm(this.out, { recursive: true, force: true });
    await rename(folder, this.out);
    onProgress("Done", 1);
    return { manifest, report };
  }

  async abort(): Promise<void> {
    this.stage.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** The box of the positions that are known; the world where none is. */
function boxOfPoints(lon: Float64Array, lat: Float64Array): Box {
  const places = Array.from(lon, (x, row) => [x, lat[row] ?? Number.NaN] as const);
  return boxOf(places.filter(([x, y]) => inBox(world, x, y)).flat()) ?? world;
}

function monthsOf(rows: EncodedRows, field: string): StagedValue[] {
  return (rows.columns.get(field) ?? []).map((seconds) => (typeof seconds === "number" ? monthOf(seconds) : null));
}

/** Refuses a folder that holds something else than a dataset, since it will be replaced. */
async function refuseForeignFolder(out: string): Promise<void> {
  if (!existsSync(out) || existsSync(`${out}/manifest.json`)) return;
  if ((await readdir(out)).length > 0) throw new Error(`${out} is neither empty nor a dataset: choose another folder.`);
}

/** Starts a dataset in the folder `out`, which is replaced only when `finish` succeeds. */
export async function createDatasetWriter(out: string, meta: DatasetMeta): Promise<DatasetWriter> {
  const target = resolve(out);
  await refuseForeignFolder(target);
  const folder = `${target}.partial`;
  await rm(folder, { recursive: true, force: true });
  await mkdir(dirname(target), { recursive: true });
  await mkdir(folder);
  return new Writer(target, folder, meta, await Stage.open(folder));
}
