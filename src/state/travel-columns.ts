import type { AreaTable } from "../domain/area-table.ts";
import { createPolygonIndex } from "../lib/point-in-polygon.ts";
import { lineSet, polygonSet, ringsOfFeatures } from "../lib/polygon-set.ts";
import { remembered } from "../lib/remembered.ts";
import { type City, flatPolygons } from "./city-tables.ts";
import type { BaseFeatures } from "./read-tables.ts";
import type { Residents } from "./residents.ts";

/** Fresh copies of a town's roads as the kernel takes them. */
export function roadColumns({ roads }: City) {
  const { facts } = roads;
  return {
    nodeCount: Uint32Array.of(roads.nodeLon.length),
    edgeFrom: roads.from.slice(),
    edgeTo: roads.to.slice(),
    edgeClass: facts.roadClass.slice(),
    edgeOneWay: facts.oneWay.slice(),
    edgeLimitKmh: facts.limitKmh.slice(),
    edgeWalkOk: facts.walkOk.slice(),
    edgeDriveOk: facts.driveOk.slice(),
    edgeBarrier: facts.barrier.slice(),
    edgeCoordinates: roads.coordinates.slice(),
    edgeLineStart: roads.lineStart.slice(),
  };
}

/** Fresh copies of the outlines of areas, and of the point inside each. */
export function areaColumns(table: AreaTable) {
  const { coordinates, ringStart, featureStart } = flatPolygons(table.polygons);
  return {
    areaCoordinates: coordinates,
    areaRingStart: ringStart,
    areaFeatureStart: featureStart,
    areaCount: Uint32Array.of(table.rows),
    areaPointLon: table.labelPoints.filter((_, i) => i % 2 === 0),
    areaPointLat: table.labelPoints.filter((_, i) => i % 2 === 1),
  };
}

/** What areas of fire stations should not cross: expressways and other barriers, railways; and waters. */
export function wallColumns({ roads }: City, base: BaseFeatures | null) {
  const { coordinates, lineStart, facts } = roads;
  const parts: number[] = [];
  const starts = [0];
  const add = (points: Float64Array) => {
    for (const value of points) parts.push(value);
    starts.push(parts.length / 2);
  };
  facts.roadClass.forEach((code, e) => {
    if (code === 0 || facts.barrier[e]) add(coordinates.subarray(2 * (lineStart[e] ?? 0), 2 * (lineStart[e + 1] ?? 0)));
  });
  const shapes = (kind: string) => base?.basemap.shapes.filter((_, row) => base.basemap.kinds[row] === kind) ?? [];
  const rails = lineSet(shapes("railway"));
  for (let line = 0; line + 1 < rails.lineOffsets.length; line++) {
    add(rails.coordinates.subarray(2 * (rails.lineOffsets[line] ?? 0), 2 * (rails.lineOffsets[line + 1] ?? 0)));
  }
  const waters = flatPolygons(polygonSet(shapes("water")));
  return {
    wallCoordinates: Float64Array.from(parts),
    wallLineStart: Uint32Array.from(starts),
    waterCoordinates: waters.coordinates,
    waterRingStart: waters.ringStart,
    waterFeatureStart: waters.featureStart,
  };
}

/** Where cases are, degrees. */
export interface CasePlaces {
  readonly lon: Float64Array;
  readonly lat: Float64Array;
}

/** Residents (group 0), cases (1) and key places (2), and the area each is in. */
export function placeColumns(
  city: City,
  { residents, cases, table }: { residents: Residents; cases: CasePlaces; table: AreaTable },
) {
  const { facilities } = city;
  const key = [...facilities.isKeyPlace.keys()].filter((f) => facilities.isKeyPlace[f] === 1);
  const lon = joined(
    residents.lon,
    cases.lon,
    Float64Array.from(key, (f) => facilities.lon[f] ?? Number.NaN),
  );
  const lat = joined(
    residents.lat,
    cases.lat,
    Float64Array.from(key, (f) => facilities.lat[f] ?? Number.NaN),
  );
  const [people, all] = [residents.people.length, residents.people.length + cases.lon.length];
  const index = remembered(table, "index", () => createPolygonIndex(ringsOfFeatures(table.polygons)));
  const rows = new Int32Array(lon.length);
  index.locate(lon, lat, rows);
  return {
    placeLon: lon,
    placeLat: lat,
    placeWeight: Float64Array.from(lon, (_, i) => (i < people ? (residents.people[i] ?? 0) : 1)),
    placeGroup: Uint8Array.from(lon, (_, i) => (i < people ? 0 : i < all ? 1 : 2)),
    placeArea: Uint32Array.from(rows, (row) => (row < 0 ? table.rows : row)),
    groupCount: Uint32Array.of(3),
  };
}

function joined(...parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
