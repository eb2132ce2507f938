import type { RoadFacts } from "../domain/travel.ts";
import { type Plane, planeAt, toPlane } from "./plane.ts";
import { createSnapper, edgeLengths, type Network, networkOf, type Roads, type Snapped } from "./road-graph.ts";
import { createTravel, edgeMinutes, type Going, offRoadMinutes, type Pieces, roadPieces } from "./travel.ts";

/** Roads as columns: edges between nodes (numbers), drawn as lines in degrees, with what decides how fast they are. */
export type RoadInput = {
  readonly nodeCount: Uint32Array;
  readonly edgeFrom: Uint32Array;
  readonly edgeTo: Uint32Array;
  /** Positions in `roadClasses`. */
  readonly edgeClass: Uint8Array;
  readonly edgeOneWay: Uint8Array;
  /** Posted speed in km/h, NaN where unknown. */
  readonly edgeLimitKmh: Float64Array;
  readonly edgeWalkOk: Uint8Array;
  readonly edgeDriveOk: Uint8Array;
  readonly edgeBarrier: Uint8Array;
  readonly edgeCoordinates: Float64Array;
  readonly edgeLineStart: Uint32Array;
};

/** Roads that a mode may use, ready to be travelled again and again; costs are minutes. */
export interface TravelModel {
  readonly plane: Plane;
  readonly roads: Roads;
  readonly network: Network;
  readonly pieces: Pieces;
  readonly travel: ReturnType<typeof createTravel>;
  /** Puts places in degrees onto their nearest road. */
  snap(lon: Float64Array, lat: Float64Array, reachMetres: number): Snapped;
}

/** The model of roads for a way of going. Roads that are closed to it are left out. */
export function travelModel(input: RoadInput, going: Going): TravelModel {
  const plane = planeAt(...middleOf(input.edgeCoordinates));
  const points = toPlane(plane, input.edgeCoordinates);
  const all: Roads = {
    nodes: input.nodeCount[0],
    from: input.edgeFrom,
    to: input.edgeTo,
    points,
    lineStart: input.edgeLineStart,
  };
  const minutes = edgeMinutes(factsOf(input), edgeLengths(all), going);
  const open = (e: number) => minutes.cost[e] < Infinity || minutes.reverseCost[e] < Infinity;
  const kept = Uint32Array.from(input.edgeFrom.keys()).filter(open);
  const roads = pick(all, kept);
  const network = networkOf(roads.nodes, {
    from: roads.from,
    to: roads.to,
    cost: Float64Array.from(kept, (e) => minutes.cost[e]),
    reverseCost: Float64Array.from(kept, (e) => minutes.reverseCost[e]),
  });
  const snap = createSnapper(roads);
  return {
    plane,
    roads,
    network,
    pieces: roadPieces(network, edgeLengths(roads)),
    travel: createTravel(network, offRoadMinutes),
    snap: (lon, lat, reachMetres) => snap(onPlane(plane, lon, lat), reachMetres),
  };
}

/** Positions in degrees as columns of metres. */
export function onPlane(plane: Plane, lon: Float64Array, lat: Float64Array) {
  return {
    x: lon.map((value) => (value - plane.lon) * plane.metresPerLon),
    y: lat.map((value) => (value - plane.lat) * plane.metresPerLat),
  };
}

function factsOf(input: RoadInput): RoadFacts {
  return {
    roadClass: input.edgeClass,
    oneWay: input.edgeOneWay,
    limitKmh: input.edgeLimitKmh,
    walkOk: input.edgeWalkOk,
    driveOk: input.edgeDriveOk,
    barrier: input.edgeBarrier,
  };
}

function middleOf(coordinates: Float64Array): readonly [number, number] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i + 1 < coordinates.length; i += 2) {
    west = Math.min(west, coordinates[i]);
    east = Math.max(east, coordinates[i]);
    south = Math.min(south, coordinates[i + 1]);
    north = Math.max(north, coordinates[i + 1]);
  }
  return west <= east ? [(west + east) / 2, (south + north) / 2] : [0, 0];
}

/** Some edges of all, with their lines. */
function pick({ nodes, from, to, points, lineStart }: Roads, kept: Uint32Array): Roads {
  const starts = new Uint32Array(kept.length + 1);
  kept.forEach((e, k) => {
    starts[k + 1] = starts[k] + lineStart[e + 1] - lineStart[e];
  });
  const picked = new Float64Array(2 * starts[kept.length]);
  kept.forEach((e, k) => {
    picked.set(points.subarray(2 * lineStart[e], 2 * lineStart[e + 1]), 2 * starts[k]);
  });
  return {
    nodes,
    from: Uint32Array.from(kept, (e) => from[e]),
    to: Uint32Array.from(kept, (e) => to[e]),
    points: picked,
    lineStart: starts,
  };
}
