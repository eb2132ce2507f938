import type { Polygons } from "../../../domain/geometry.ts";
import { labelPoints, polygonSet } from "../../../lib/polygon-set.ts";
import { type Arrangement, arrange } from "../../../lib/topology/arrangement.ts";
import { type FaceDefect, faceDefects, repairedFaces } from "../../../lib/topology/coverage-check.ts";
import { type InvalidEdge, invalidEdges } from "../../../lib/topology/edge-check.ts";
import { facePolygons } from "../../../lib/topology/face-polygons.ts";
import { type InvalidRing, invalidRings } from "../../../lib/topology/ring-check.ts";
import { kindCode } from "./defect-kinds.ts";
import type { Params } from "./params.ts";
import { placesOf, polygonColumns, type Survey } from "./survey.ts";

interface Found {
  readonly kind: number;
  readonly lon: number;
  readonly lat: number;
  /** m² of a gap or an overlap; 0 for the rest. */
  readonly areaM2: number;
  /** Mean width of a gap or an overlap, length of a border. */
  readonly metres: number;
  readonly narrow: boolean;
  readonly times: number;
  readonly proposal: number;
  readonly areas: readonly number[];
  readonly face: number;
  /** Ends of segments: longitude and latitude of both, four numbers each. */
  readonly lines: readonly number[];
}

/** Every defect of a level with its place, size and shape, and the level as it is when all proposals are taken. */
export function* checkLevel(survey: Survey, params: Params) {
  const arrangement = arrange(survey.polygons, params.toleranceMetres);
  yield 0.5;
  const places = placesOf(survey, arrangement);
  const limits = { toleranceMetres: params.toleranceMetres, sliverMetres: params.sliverMetres };
  const { defects, tooThin } = faceDefects(arrangement, limits);
  const shapes = faceShapes(arrangement, defects, places);
  yield 0.6;
  const edges = invalidEdges(arrangement, params.openGapMetres);
  yield 0.8;
  const rings = invalidRings(survey.polygons, arrangement.noded);
  const turned = rings.filter(({ fault }) => fault === "direction").length;
  // A file whose outlines all turn the other way follows another convention; where only some do, these are mistakes.
  const allTurned = turned > 0 && turned >= outlineCount(survey.polygons);
  yield 0.9;
  const found = [
    ...defects.map((defect, i) => ofFace(defect, shapes.middles.subarray(2 * i, 2 * i + 2), i)),
    ...ofEdges(survey, edges, { arrangement, places }),
    ...rings.filter(({ fault }) => !(allTurned && fault === "direction")).map((ring) => ofRing(survey, ring)),
  ].sort((a, b) => a.kind - b.kind || b.areaM2 - a.areaM2 || b.metres - a.metres);
  const owner = repairedFaces(arrangement, defects, params.toleranceMetres);
  const repaired = facePolygons(arrangement, owner, { groups: arrangement.areas, places });
  return {
    ...columnsOf(found),
    ...polygonColumns("shape", inOrder(shapes.polygons, found)),
    ...polygonColumns("repaired", repaired),
    totals: Float64Array.of(tooThin, allTurned ? 1 : 0),
  };
}

function outlineCount({ polygonOffsets }: Polygons): number {
  return polygonOffsets.length - 1;
}

function faceShapes(arrangement: Arrangement, defects: readonly FaceDefect[], places: Float64Array) {
  const groupOf = new Int32Array(arrangement.faces).fill(-1);
  defects.forEach(({ face }, i) => {
    groupOf[face] = i;
  });
  const polygons = facePolygons(arrangement, groupOf, { groups: defects.length, places });
  return { polygons, middles: labelPoints(polygons) };
}

function ofFace(defect: FaceDefect, [lon, lat]: Float64Array, face: number): Found {
  const { areaM2, widthMetres: metres, narrow, areas, proposal } = defect;
  return { kind: kindCode(defect.kind), lon, lat, areaM2, metres, narrow, times: 1, proposal, areas, face, lines: [] };
}

/** Borders that only lack vertices, and borders along narrow gaps that are open to the outside: one for every set of areas. */
function ofEdges(
  { polygons }: Survey,
  edges: readonly InvalidEdge[],
  { arrangement, places }: { readonly arrangement: Arrangement; readonly places: Float64Array },
): Found[] {
  const { source } = arrangement.noded;
  const kindOf = ({ reason, alone, others }: InvalidEdge) =>
    reason === "crossed" && alone ? "unmatched" : reason === "gap" && others.length > 0 ? "open-gap" : null;
  const groups = Map.groupBy(
    edges.filter((edge) => kindOf(edge) !== null),
    (edge) => `${kindOf(edge)} ${[edge.area, ...edge.others].sort((a, b) => a - b).join()}`,
  );
  const at = (v: number, axis: 0 | 1) => polygons.coordinates[2 * source[v] + axis];
  return [...groups.values()].map((group) => {
    const [first] = group;
    const metres = group.map(({ from, to }) => Math.hypot(at(to, 0) - at(from, 0), at(to, 1) - at(from, 1)));
    return {
      kind: kindCode(kindOf(first) ?? "unmatched"),
      lon: places[2 * first.at],
      lat: places[2 * first.at + 1],
      areaM2: 0,
      metres: metres.reduce((sum, length) => sum + length, 0),
      narrow: false,
      times: group.length,
      proposal: -1,
      areas: [...new Set(group.flatMap(({ area, others }) => [area, ...others]))],
      face: -1,
      lines: group.flatMap(({ from, to }) => [from, to].flatMap((v) => [places[2 * v], places[2 * v + 1]])),
    };
  });
}

function ofRing({ plane }: Survey, { fault, area, x, y, count }: InvalidRing): Found {
  const [lon, lat] = plane.toDegrees([x, y]);
  const none = { areaM2: 0, metres: 0, narrow: false, proposal: -1, face: -1, lines: [] };
  return { ...none, kind: kindCode(fault), lon, lat, times: count, areas: [area] };
}

function columnsOf(found: readonly Found[]) {
  const start = new Uint32Array(found.length + 1);
  const lineStart = new Uint32Array(found.length + 1);
  found.forEach(({ areas, lines }, i) => {
    start[i + 1] = start[i] + areas.length;
    lineStart[i + 1] = lineStart[i] + lines.length / 4;
  });
  const numbers = (of: (one: Found) => number) => Float64Array.from(found, of);
  return {
    kind: Uint8Array.from(found, ({ kind }) => kind),
    lon: numbers(({ lon }) => lon),
    lat: numbers(({ lat }) => lat),
    areaM2: numbers(({ areaM2 }) => areaM2),
    metres: numbers(({ metres }) => metres),
    narrow: Uint8Array.from(found, ({ narrow }) => (narrow ? 1 : 0)),
    times: Uint32Array.from(found, ({ times }) => times),
    proposal: Int32Array.from(found, ({ proposal }) => proposal),
    areaStart: start,
    area: Uint32Array.from(found.flatMap(({ areas }) => areas)),
    lineStart,
    lineEnds: Float64Array.from(found.flatMap(({ lines }) => lines)),
  };
}

/** A feature a defect, in their order; those that are no face are empty. */
function inOrder(shapes: Polygons, found: readonly Found[]): Polygons {
  const { coordinates, ringOffsets, polygonOffsets, featureOffsets } = shapes;
  return polygonSet(
    found.map(({ face }) => {
      const [first, last] = face < 0 ? [0, 0] : [featureOffsets[face], featureOffsets[face + 1]];
      const [ring, end] = [polygonOffsets[first], polygonOffsets[last]];
      return {
        kind: "MultiPolygon",
        coords: coordinates.subarray(2 * ringOffsets[ring], 2 * ringOffsets[end]),
        ringEnds: Array.from(ringOffsets.subarray(ring + 1, end + 1), (offset) => offset - ringOffsets[ring]),
        polygonEnds: Array.from(polygonOffsets.subarray(first + 1, last + 1), (offset) => offset - ring),
      };
    }),
  );
}
