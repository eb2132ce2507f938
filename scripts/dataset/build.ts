import { join } from "node:path";
import { checkColumns, convertRows } from "../../src/data/import/convert.ts";
import { toWgs84, toWgs84From } from "../../src/data/import/coordinates.ts";
import type { PopulationRecipe, Recipe, TableRecipe } from "../../src/data/import/recipe.ts";
import { Fault } from "../../src/domain/fault.ts";
import type { Manifest } from "../../src/domain/manifest.ts";
import { tableSpecs } from "../../src/domain/tables.ts";
import type { AreaLevel } from "../../src/domain/vocabulary.ts";
import { type FlatGeometry, flatFromGeoJson } from "../../src/lib/wkb.ts";
import { shareByArea, shareOut } from "./overlap.ts";
import { readSource } from "./read-source.ts";
import type { DatasetWriter, GeoJsonGeometry, QualityReport, RawTable } from "./types.ts";
import { createDatasetWriter } from "./writer.ts";

/** What to build, from where, to where. */
export interface BuildOptions {
  readonly recipe: Recipe;
  readonly input: string;
  readonly out: string;
  onProgress(text: string, share: number): void;
}

/** The readable areas of one level, for computing parents and population. */
interface LevelAreas {
  readonly ids: string[];
  readonly polygons: FlatGeometry[];
}

type AreasByLevel = Map<AreaLevel, LevelAreas>;

function polygonOf(value: unknown): FlatGeometry | undefined {
  if (typeof value !== "object" || value === null || !("type" in value) || !("coordinates" in value)) return undefined;
  try {
    // Checked to have both fields; what they hold is what flatFromGeoJson checks.
    return flatFromGeoJson(value as GeoJsonGeometry);
  } catch (error) {
    if (error instanceof Fault) return undefined;
    throw error;
  }
}

/** Remembers the areas of a portion; unusable rows are left to the writer, which reports them. */
function rememberAreas(areas: AreasByLevel, rows: RawTable): void {
  const { area_id: ids, level: levels, geometry: geometries } = rows;
  for (let row = 0; row < (ids?.length ?? 0); row++) {
    const polygon = polygonOf(geometries?.[row]);
    // A level that is none is put aside by the writer and never looked up here.
    const level = levels?.[row] as AreaLevel;
    if (!polygon || polygon.polygonEnds.length === 0) continue;
    const known = areas.get(level) ?? { ids: [], polygons: [] };
    areas.set(level, known);
    known.ids.push(String(ids?.[row]));
    known.polygons.push(polygon);
  }
}

class Build {
  private readonly options: BuildOptions;
  private readonly writer: DatasetWriter;
  private readonly areas: AreasByLevel = new Map();
  private readonly population = new Map<string, Record<string, unknown>>();

  constructor(options: BuildOptions, writer: DatasetWriter) {
    this.options = options;
    this.writer = writer;
  }

  private async *converted(recipe: TableRecipe): AsyncGenerator<RawTable> {
    const { input } = this.options;
    const { timeZone } = this.options.recipe.dataset;
    for await (const source of readSource({ path: join(input, recipe.file), form: recipe })) {
      if (source.firstRow === 1) checkColumns(recipe, source.columns.keys());
      const { rows, bad } = convertRows(source, { recipe, timeZone });
      for (const [reason, badRows] of bad) await this.writer.quarantine(recipe.table, reason, badRows);
      yield toWgs84(rows, toWgs84From(recipe.coordinates, recipe.controlPoints));
    }
  }

  /** Areas first, with their parents; then everything else. */
  async run(): Promise<void> {
    const { recipe, onProgress } = this.options;
    const areaRecipes = recipe.tables.filter(({ table }) => table === "areas");
    const others = recipe.tables.filter(({ table }) => table !== "areas");
    const areaRows: RawTable[] = [];
    for (const table of areaRecipes) {
      onProgress(`Reading ${table.file}`, areaRows.length / recipe.tables.length);
      for await (const rows of this.converted(table)) {
        rememberAreas(this.areas, rows);
        areaRows.push(rows);
      }
    }
    const parents = this.findParents();
    for (const rows of areaRows) await this.writer.add("areas", withParents(rows, parents));
    for (const [index, table] of others.entries()) {
      onProgress(`Reading ${table.file}`, (areaRecipes.length + index) / recipe.tables.length);
      for await (const rows of this.converted(table)) {
        if (table.table === "population") this.rememberPopulation(rows);
        await this.writer.add(table.table, rows);
      }
    }
    if (recipe.population) await this.spreadPopulation(recipe.population);
  }

  private level(level: AreaLevel): LevelAreas {
    const areas = this.areas.get(level);
    if (!areas) throw new Error(`The recipe mentions the level ${level}, but no areas of it were read.`);
    return areas;
  }

  private findParents(): Map<string, string> {
    const parents = new Map<string, string>();
    for (const [child, parent] of Object.entries(this.options.recipe.parents ?? {})) {
      // The recipe has been checked: its names are levels.
      const [children, candidates] = [this.level(child as AreaLevel), this.level(parent)];
      shareByArea(children.polygons, candidates.polygons).forEach((shares, index) => {
        const [best] = [...shares].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0] ?? [-1];
        const [id, parentId] = [children.ids[index], candidates.ids[best]];
        if (id !== undefined && parentId !== undefined) parents.set(id, parentId);
      });
    }
    return parents;
  }

  private rememberPopulation(rows: RawTable): void {
    for (let row = 0; row < (rows.area_id?.length ?? 0); row++) {
      const entry = Object.fromEntries(Object.entries(rows).map(([name, column]) => [name, column[row]]));
      this.population.set(String(entry.area_id), entry);
    }
  }

  /** Gives the population of one level to others, by common area; every level keeps the same sums. */
  private async spreadPopulation({ from, to }: PopulationRecipe): Promise<void> {
    const { onProgress } = this.options;
    const sources = this.level(from);
    const rows = sources.ids.map((id) => this.population.get(id) ?? {});
    const fields = Object.entries(tableSpecs.population.fields)
      .filter(([name, { type }]) => type === "integer" && rows.some((row) => typeof row[name] === "number"))
      .map(([name]) => name);
    const asOf = rows.find((row) => row.as_of !== undefined)?.as_of;
    for (const level of to) {
      onProgress(`Population by ${level}`, 1);
      const { ids, polygons } = this.level(level);
      const shares = shareByArea(sources.polygons, polygons);
      const columns = fields.map((name) => [
        name,
        shareOut(
          rows.map((row) => Number(row[name] ?? 0)),
          shares,
          ids.length,
        ),
      ]);
      await this.writer.add("population", { area_id: ids, as_of: ids.map(() => asOf), ...Object.fromEntries(columns) });
    }
  }
}

function withParents(rows: RawTable, parents: ReadonlyMap<string, string>): RawTable {
  const { area_id: ids, parent_id: stated } = rows;
  if (!ids) return rows;
  return { ...rows, parent_id: Array.from(ids, (id, row) => stated?.[row] ?? parents.get(String(id)) ?? null) };
}

/** Reading is about this share of the work, writing the rest. */
const readingShare = 0.6;

/** Builds a dataset from raw files. Throws an error with a plain message when the recipe and the files do not fit. */
export async function buildDataset(options: BuildOptions): Promise<{ manifest: Manifest; report: QualityReport }> {
  const reading = (text: string, share: number): void => options.onProgress(text, share * readingShare);
  const writing = (text: string, share: number): void =>
    options.onProgress(text, readingShare + share * (1 - readingShare));
  const writer = await createDatasetWriter(options.out, options.recipe.dataset);
  try {
    await new Build({ ...options, onProgress: reading }, writer).run();
    return await writer.finish(writing);
  } catch (error) {
    await writer.abort();
    throw error;
  }
}
