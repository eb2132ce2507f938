import type { Polygons } from "../../../domain/geometry.ts";
import { createPolygonIndex } from "../../../lib/point-in-polygon.ts";
import { ringsOfFeatures } from "../../../lib/polygon-set.ts";
import { arrange } from "../../../lib/topology/arrangement.ts";
import { comprehensiveGrid } from "../../../lib/topology/comprehensive.ts";
import { facePolygons } from "../../../lib/topology/face-polygons.ts";
import { bothPolygons, type CommonPieces, commonPieces } from "../../../lib/topology/overlay.ts";
import type { Params } from "./params.ts";
import { placesOf, polygonColumns, surveyOf } from "./survey.ts";

/** Where people live: positions in degrees and how many. */
export interface People {
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  readonly count: Float64Array;
}

/**
 * Two levels laid over each other: the common ground of every pair of areas with its residents, the connected pieces,
 * and a proposal for one comprehensive grid that crosses no area of the first level.
 */
export function* crossLevels(
  first: Polygons,
  second: Polygons,
  { people, params }: { readonly people: People; readonly params: Params },
) {
  const survey = surveyOf(bothPolygons(first, second));
  const arrangement = arrange(survey.polygons, params.toleranceMetres);
  yield 0.5;
  const pieces = commonPieces(arrangement, first.featureOffsets.length - 1);
  const places = placesOf(survey, arrangement);
  const shapes = facePolygons(arrangement, pieces.pieceOf, { groups: pieces.count, places });
  yield 0.7;
  const residents = residentsIn(shapes, people);
  yield 0.8;
  const peopled = residents.some((count) => count > 0);
  const plan = comprehensiveGrid(pieces, { weight: peopled ? residents : pieces.areaM2, leastShare: params.keepShare });
  const gridOfFace = pieces.pieceOf.map((piece) => (piece < 0 ? -1 : plan.gridOf[piece]));
  const grids = facePolygons(arrangement, gridOfFace, { groups: plan.grids, places });
  const moved = new Uint8Array(pieces.count);
  for (const piece of plan.moved) moved[piece] = 1;
  return {
    ...pairsOf(pieces, residents),
    pieceOne: pieces.one,
    pieceOther: pieces.other,
    pieceM2: pieces.areaM2,
    piecePeople: residents,
    pieceGrid: plan.gridOf,
    pieceMoved: moved,
    gridCore: Uint32Array.from(plan.core),
    ...polygonColumns("piece", shapes),
    ...polygonColumns("grid", grids),
  };
}

function residentsIn(shapes: Polygons, { lon, lat, count }: People): Float64Array {
  const residents = new Float64Array(shapes.featureOffsets.length - 1);
  if (count.length === 0) return residents;
  const at = new Int32Array(count.length);
  createPolygonIndex(ringsOfFeatures(shapes)).locate(lon, lat, at);
  for (let i = 0; i < at.length; i++) if (at[i] >= 0) residents[at[i]] += count[i];
  return residents;
}

/** The common ground of each pair of areas, -1 for none of that level, in order. */
function pairsOf({ count, one, other, areaM2 }: CommonPieces, residents: Float64Array) {
  const rows = new Map<string, number>();
  const pairOne: number[] = [];
  const pairOther: number[] = [];
  const pairM2: number[] = [];
  const pairPeople: number[] = [];
  const order = [...areaM2.keys()].sort((p, q) => one[p] - one[q] || other[p] - other[q]);
  for (const p of order.slice(0, count)) {
    const key = `${one[p]} ${other[p]}`;
    let row = rows.get(key);
    if (row === undefined) {
      row = rows.size;
      rows.set(key, row);
      pairOne.push(one[p]);
      pairOther.push(other[p]);
      pairM2.push(0);
      pairPeople.push(0);
    }
    pairM2[row] += areaM2[p];
    pairPeople[row] += residents[p];
  }
  return {
    pairOne: Int32Array.from(pairOne),
    pairOther: Int32Array.from(pairOther),
    pairM2: Float64Array.from(pairM2),
    pairPeople: Float64Array.from(pairPeople),
  };
}
