import { areaIdField } from "../../domain/case-tables.ts";
import type { Box } from "../../domain/manifest.ts";
import { type AreaLevel, areaLevels } from "../../domain/vocabulary.ts";
import { hilbertIndex } from "../../lib/hilbert.ts";
import { createPolygonIndex, type PolygonIndex } from "../../lib/point-in-polygon.ts";
import type { FlatGeometry } from "../../lib/wkb.ts";
import type { Dictionary, EncodedRows, StagedValue } from "./encode.ts";

/** 8 × 8 tiles over the box: rows of one tile lie together in a file. */
const tileOrder = 3;

interface LevelIndex {
  readonly field: string;
  readonly ids: readonly string[];
  readonly index: PolygonIndex;
}

/** The areas of one level, in the order they were added. */
interface LevelAreas {
  readonly ids: string[];
  readonly polygons: FlatGeometry[];
}

/** Collects areas, then finds for cases the area of each level that they lie in. */
export class CasePlacer {
  private readonly levels = new Map<AreaLevel, LevelAreas>();
  private indexes: LevelIndex[] | undefined;

  addArea(level: AreaLevel, id: string, polygon: FlatGeometry): void {
    if (this.indexes) throw new Error("Areas must be added before the first cases.");
    const areas = this.levels.get(level) ?? { ids: [], polygons: [] };
    this.levels.set(level, areas);
    areas.ids.push(id);
    areas.polygons.push(polygon);
  }

  private freeze(): LevelIndex[] {
    return areaLevels.flatMap((level) => {
      const areas = this.levels.get(level);
      return areas ? [{ field: areaIdField(level), ids: areas.ids, index: createPolygonIndex(areas.polygons) }] : [];
    });
  }

  /** Adds the area ids to encoded cases (none where no areas were added) and returns, per id field, how many usable cases lie in none. */
  place(cases: EncodedRows, dictionaries: ReadonlyMap<string, Dictionary>): Map<string, number> {
    this.indexes ??= this.freeze();
    const [lon, lat] = positions(cases);
    const found = new Int32Array(cases.rows);
    const missed = new Map<string, number>();
    for (const { field, ids, index } of this.indexes) {
      const dictionary = dictionaries.get(field);
      if (!dictionary) throw new Error(`cases has no field ${field}.`);
      const codes = ids.map((id) => dictionary.code(id));
      index.locate(lon, lat, found);
      const column = new Array<StagedValue>(cases.rows).fill(null);
      let misses = 0;
      for (let row = 0; row < cases.rows; row++) {
        const code = codes[found[row] ?? -1];
        if (code !== undefined) column[row] = code;
        else if (!cases.bad.has(row)) misses += 1;
      }
      cases.columns.set(field, column);
      missed.set(field, misses);
    }
    return missed;
  }
}

/** The positions of rows with `lon` and `lat`, NaN where unknown. */
export function positions(rows: EncodedRows): [Float64Array, Float64Array] {
  const read = (name: string): Float64Array =>
    Float64Array.from(rows.columns.get(name) ?? [], (value) => (typeof value === "number" ? value : Number.NaN));
  return [read("lon"), read("lat")];
}

/** The Hilbert tile of each position: its place on the curve over 8 × 8 tiles of the box. */
export function tilesOf(box: Box, lon: Float64Array, lat: Float64Array): StagedValue[] {
  const side = 2 ** tileOrder;
  const scale = (value: number, from: number, to: number): number =>
    Math.min(side - 1, Math.max(0, Math.floor(((value - from) / (to - from || 1)) * side)));
  return Array.from(lon, (x, row) =>
    hilbertIndex(tileOrder, scale(x, box[0], box[2]), scale(lat[row] ?? 0, box[1], box[3])),
  );
}
