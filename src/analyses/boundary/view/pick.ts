import type { Polygons } from "../../../domain/geometry.ts";
import { metresPerDegree } from "../../../lib/geodesy.ts";
import { createPolygonIndex } from "../../../lib/point-in-polygon.ts";
import { ringsOfFeatures } from "../../../lib/polygon-set.ts";
import { remembered } from "../../../lib/remembered.ts";
import { breachesOf } from "./cells.ts";
import { crossingAreas, movedPieces } from "./crossed.ts";
import { polygonsOf } from "./picture.ts";
import { shownCheck } from "./shown.ts";
import type { BoundaryResult, CellCheck, Crossing, Divided, Finding, Known, Output } from "./types.ts";

/** A click on the map in degrees, and how near in metres it hits what has no ground of its own. */
interface Click {
  readonly lon: number;
  readonly lat: number;
  readonly reachMetres: number;
}

/** A row of a list of the open page; the only list of a page has no name. */
interface Picked {
  readonly list: string;
  readonly row: number;
}

/** What the lists of the open page say of a place on the map; `null` where they say nothing. */
export function pickAt(result: BoundaryResult, click: Click): Picked | null {
  const { checks, cross, known, cells, input } = result;
  const check = checks && shownCheck(input, checks);
  const { crossShare } = input.settings.form;
  if (check) return listed("", pickDefect(check.output, click));
  if (cross) return pickCrossing(cross, crossShare, click);
  if (known) return pickKnown(known, click);
  return cells ? listed("", pickBreach(cells, crossShare, click)) : null;
}

const listed = (list: string, row: number): Picked | null => (row < 0 ? null : { list, row });

/** The feature that a place lies in, -1 for none; the index of what polygons are made from is kept with it. */
function featureAt(source: object, polygonsFrom: () => Polygons, { lon, lat }: Click): number {
  const index = remembered(source, "index", () => createPolygonIndex(ringsOfFeatures(polygonsFrom())));
  return index.locateOne(lon, lat);
}

/** The row of the nearest of some places within reach, -1 for none. */
function nearest(rows: Iterable<number>, metresTo: (row: number) => number, { reachMetres }: Click): number {
  let [best, least] = [-1, reachMetres];
  for (const row of rows) {
    const metres = metresTo(row);
    if (metres <= least) [best, least] = [row, metres];
  }
  return best;
}

const distance = ({ lon, lat }: Click, toLon: number, toLat: number) => {
  const scale = metresPerDegree(lat);
  return Math.hypot((toLon - lon) * scale.lon, (toLat - lat) * scale.lat);
};

/** Metres from a click to the nearest of some segments: longitude and latitude of both ends, four numbers each. */
function toSegments(click: Click, ends: ArrayLike<number>): number {
  const scale = metresPerDegree(click.lat);
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i + 3 < ends.length; i += 4) {
    const [x0, y0, x1, y1] = [0, 1, 2, 3].map((k) =>
      k % 2 === 0 ? ((ends[i + k] ?? 0) - click.lon) * scale.lon : ((ends[i + k] ?? 0) - click.lat) * scale.lat,
    ) as [number, number, number, number]; // four numbers in, four out
    const [dx, dy] = [x1 - x0, y1 - y0];
    const along = Math.max(0, Math.min(1, -(x0 * dx + y0 * dy) / (dx * dx + dy * dy || 1)));
    least = Math.min(least, Math.hypot(x0 + along * dx, y0 + along * dy));
  }
  return least;
}

function pickDefect(output: Output, click: Click): number {
  const inside = featureAt(output.shapeFeatures, () => polygonsOf(output, "shape"), click);
  if (inside >= 0) return inside;
  const { lon, lat, lineStart, lineEnds } = output;
  const metresTo = (row: number) =>
    Math.min(
      distance(click, lon[row] ?? Number.NaN, lat[row] ?? Number.NaN),
      toSegments(click, lineEnds.subarray(4 * (lineStart[row] ?? 0), 4 * (lineStart[row + 1] ?? 0))),
    );
  return nearest(output.kind.keys(), metresTo, click);
}

function pickCrossing(cross: Crossing, least: number, click: Click): Picked | null {
  const piece = featureAt(cross.output.pieceFeatures, () => polygonsOf(cross.output, "piece"), click);
  const moved = movedPieces(cross).indexOf(piece);
  if (piece >= 0 && moved >= 0) return { list: "moves", row: moved };
  const area = featureAt(cross.other, () => cross.other.polygons, click);
  return listed("crossing", area < 0 ? -1 : crossingAreas(cross, least).findIndex(({ row }) => row === area));
}

const foundOf = (finding: Finding): readonly Divided[] => (finding.state === "assessed" ? finding.found : []);

/** What is small first: a lane, a building, an estate, then the areas around. */
function pickKnown(known: Known, click: Click): Picked | null {
  const { lanes, buildings, estates, police, stations, policeLevel, tables, laneEdges } = known;
  const { coordinates, lineOffsets } = tables.lanes.lines;
  const toLane = (found: readonly Divided[]) => (row: number) =>
    Math.min(
      ...(laneEdges[found[row]?.row ?? -1] ?? []).map((edge) =>
        toSegments(click, segmentsOf(coordinates, lineOffsets[edge] ?? 0, lineOffsets[edge + 1] ?? 0)),
      ),
    );
  const toPlace = (found: readonly Divided[]) => (row: number) =>
    distance(click, found[row]?.lon ?? Number.NaN, found[row]?.lat ?? Number.NaN);
  const within = (finding: Finding, polygons: Polygons | undefined) => {
    const at = polygons ? featureAt(polygons, () => polygons, click) : -1;
    return at < 0 ? -1 : foundOf(finding).findIndex(({ row }) => row === at);
  };
  const rowsOf = (finding: Finding) => foundOf(finding).keys();
  return (
    listed("lanes", nearest(rowsOf(lanes), toLane(foundOf(lanes)), click)) ??
    listed("buildings", nearest(rowsOf(buildings), toPlace(foundOf(buildings)), click)) ??
    listed("estates", within(estates, tables.estates.polygons)) ??
    listed("police", within(police, policeLevel?.polygons)) ??
    listed("stations", nearest(rowsOf(stations), toPlace(foundOf(stations)), click))
  );
}

function segmentsOf(coordinates: Float64Array, from: number, to: number): number[] {
  const ends: number[] = [];
  for (let v = 2 * from; v + 2 < 2 * to; v += 2) ends.push(...coordinates.subarray(v, v + 4));
  return ends;
}

function pickBreach(check: CellCheck, least: number, click: Click): number {
  const breaches = breachesOf(check, least);
  const cut = [...breaches.keys()].filter((row) => ["building", "estate"].includes(breaches[row]?.rule ?? ""));
  const metresTo = (row: number) => distance(click, breaches[row]?.lon ?? Number.NaN, breaches[row]?.lat ?? Number.NaN);
  const near = nearest(cut, metresTo, click);
  const cell = featureAt(check.table, () => check.table.polygons, click);
  return near >= 0 || cell < 0 ? near : breaches.findIndex((breach) => breach.cell === cell);
}
