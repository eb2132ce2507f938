import type { Polygons } from "../../domain/geometry.ts";
import type { Box } from "../../domain/manifest.ts";
import { type AreaLevel, areaLevels } from "../../domain/vocabulary.ts";
import { boxOf, metresPerDegree, unionBox } from "../../lib/geodesy.ts";
import { createPolygonIndex, type PolygonIndex } from "../../lib/point-in-polygon.ts";
import type { FlatGeometry } from "../../lib/wkb.ts";

/** Areas of one level of a dataset that is open already. */
export interface BaseAreas {
  readonly level: AreaLevel;
  readonly ids: readonly string[];
  readonly names: readonly string[];
  readonly polygons: Polygons;
}

interface Level {
  readonly ids: string[];
  readonly names: string[];
  readonly shapes: FlatGeometry[];
  index: PolygonIndex | undefined;
}

/** Feature `feature` of many polygons as a geometry of its own. */
function shapeOf(
  { coordinates, ringOffsets, polygonOffsets, featureOffsets }: Polygons,
  feature: number,
): FlatGeometry {
  const [firstPolygon, endPolygon] = [featureOffsets[feature] ?? 0, featureOffsets[feature + 1] ?? 0];
  const [firstRing, endRing] = [polygonOffsets[firstPolygon] ?? 0, polygonOffsets[endPolygon] ?? 0];
  const [from, to] = [ringOffsets[firstRing] ?? 0, ringOffsets[endRing] ?? 0];
  const rings = Array.from(ringOffsets.subarray(firstRing + 1, endRing + 1), (end) => end - from);
  return {
    kind: endPolygon - firstPolygon > 1 ? "MultiPolygon" : "Polygon",
    coords: coordinates.slice(2 * from, 2 * to),
    ringEnds: rings,
    polygonEnds: Array.from(polygonOffsets.subarray(firstPolygon + 1, endPolygon + 1), (end) => end - firstRing),
  };
}

/** Positions around one at a distance, to forgive that much. */
const around = Array.from({ length: 8 }, (_, i) => [Math.cos((i * Math.PI) / 4), Math.sin((i * Math.PI) / 4)] as const);

/** The areas that rows can be compared with: those of an open dataset and those of this import. */
export class KnownAreas {
  private readonly levels = new Map<AreaLevel, Level>();
  private readonly places = new Map<string, readonly [AreaLevel, number]>();
  readonly parents = new Map<string, string>();
  box: Box | undefined;

  addBase(base: readonly BaseAreas[]): void {
    for (const { level, ids, names, polygons } of base) {
      ids.forEach((id, i) => this.add(level, { id, name: names[i] ?? id, shape: shapeOf(polygons, i) }));
    }
  }

  add(level: AreaLevel, area: { readonly id: string; readonly name: string; readonly shape: FlatGeometry }): void {
    const known = this.levels.get(level) ?? { ids: [], names: [], shapes: [], index: undefined };
    this.levels.set(level, known);
    known.ids.push(area.id);
    known.names.push(area.name);
    known.shapes.push(area.shape);
    known.index = undefined;
    this.places.set(area.id, [level, known.ids.length - 1]);
    this.box = unionBox(this.box, boxOf(area.shape.coords));
  }

  has(id: string): boolean {
    return this.places.has(id);
  }

  /** The level of an area that is known. */
  levelOf(id: string): AreaLevel | undefined {
    return this.places.get(id)?.[0];
  }

  get count(): number {
    return this.places.size;
  }

  /** Levels that are known, from coarse to fine, with their ids and shapes. */
  each(): { readonly level: AreaLevel; readonly ids: readonly string[]; readonly shapes: readonly FlatGeometry[] }[] {
    return areaLevels.flatMap((level) => {
      const known = this.levels.get(level);
      return known ? [{ level, ids: known.ids, shapes: known.shapes }] : [];
    });
  }

  /** The middle of an area's box; NaN for an area that is not known. */
  middleOf(id: string): readonly [lon: number, lat: number] {
    const [level, at] = this.places.get(id) ?? [];
    const shape = level && this.levels.get(level)?.shapes[at ?? 0];
    const box = shape && boxOf(shape.coords);
    return box ? [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2] : [Number.NaN, Number.NaN];
  }

  /** The place in its level of the area that a text names by id or by name; undefined where none is. */
  stated(level: AreaLevel, text: string): number | undefined {
    const known = this.levels.get(level);
    if (!known) return undefined;
    const place = this.places.get(text);
    if (place && place[0] === level) return place[1];
    const byName = known.names.indexOf(text);
    return byName >= 0 ? byName : undefined;
  }

  /** Whether a position lies in an area or within `metres` of it. */
  isWithin(level: AreaLevel, area: number, [lon, lat, metres]: readonly [number, number, number]): boolean {
    const known = this.levels.get(level);
    if (!known) return false;
    known.index ??= createPolygonIndex(known.shapes);
    if (known.index.locateOne(lon, lat) === area) return true;
    if (metres === 0) return false;
    const per = metresPerDegree(lat);
    return around.some(
      ([x, y]) => known.index?.locateOne(lon + (x * metres) / per.lon, lat + (y * metres) / per.lat) === area,
    );
  }

  /** Whether a position lies in any area of any level. */
  isAnywhere(lon: number, lat: number): boolean {
    for (const known of this.levels.values()) {
      known.index ??= createPolygonIndex(known.shapes);
      if (known.index.locateOne(lon, lat) >= 0) return true;
    }
    return false;
  }
}
