import { isSolid } from "../../lib/building-index.ts";
import { createFacadeMover, positionsOnPlane, type Scene, type SceneInput, sceneOf } from "../../lib/city-scene.ts";
import type { Footprints } from "../../lib/coverage-raster.ts";
import { doriDensities, watchedRing, watches } from "../../lib/optics.ts";
import { toPlane } from "../../lib/plane.ts";
import { within } from "../../lib/progress.ts";
import { mergeRuns, polygonRuns, wholeRuns } from "../../lib/scanline.ts";
import { gapColumns } from "./kernel/gap-columns.ts";
import { type Demand, findGaps } from "./kernel/gaps.ts";
import type { Params } from "./kernel/params.ts";
import { type Union, unite } from "./kernel/union.ts";
import { type Watched, watchDemand, watchPlaces, watchStreets } from "./kernel/watch.ts";

/**
 * A city, what its cameras see (the output of `viewsheds`, joined, as `footprint…`), and what is to be seen: streets as
 * lines (degrees, flat), key places and demand as positions. `cameraOnline` and `cameraNightOk` are 1, 0 or NaN.
 */
export type Input = SceneInput & {
  readonly cameraOnline: Float64Array;
  readonly cameraNightOk: Float64Array;
  readonly footprintStart: Uint32Array;
  readonly footprintRuns: Int32Array;
  readonly footprintX: Float64Array;
  readonly footprintY: Float64Array;
  readonly streetCoordinates: Float64Array;
  readonly streetStart: Uint32Array;
  readonly placeLon: Float64Array;
  readonly placeLat: Float64Array;
  readonly demandLon: Float64Array;
  readonly demandLat: Float64Array;
  readonly demandWeight: Float64Array;
};

/**
 * Lays all footprints over one another: what is always seen (once, twice, three times), what only turning cameras could
 * see, what goes dark with one camera, and the gaps, weightiest first. `frame` holds lon and lat of the plane's origin,
 * metres per degree of lon and lat, and the raster's x, y, cell, columns and rows. `gapsLeftOut`: how many were too
 * small, and their m². The last of the demand's entries is demand in no area.
 */
export function* run(input: Input, params: Params) {
  const scene = sceneOf(input, params.cellMetres);
  const { plane, frame, buildings } = scene;
  const footprints = { start: input.footprintStart, runs: input.footprintRuns };
  const role = rolesOf(input, scene, params);
  const solid = polygonRuns(frame, buildings.polygons, (b) => !isSolid(buildings.problems[b]));
  const buildingRuns = mergeRuns(yield* within(solid, 0.1, 0.35));
  const areaCount = Math.max(1, scene.areas.featureStart.length - 1);
  const areas =
    scene.areas.points.length > 0 ? yield* within(polygonRuns(frame, scene.areas), 0.35, 0.4) : wholeRuns(frame);
  const all = { frame, footprints, role, buildings: buildingRuns, areas, areaCount };
  const union = yield* within(unite(all), 0.4, 0.8);
  const demand = demandInFront(input, scene);
  const gaps = findGaps(frame, union.unseen, { demand, minCells: params.minimumGapM2 / frame.cell ** 2 });
  yield 0.9;
  const rasters = { frame, seen: union.seen, reach: union.reach };
  const streets = toPlane(plane, input.streetCoordinates);
  const places = inFront(positionsOnPlane(plane, input.placeLon, input.placeLat), scene);
  const front = { buildings, runs: buildingRuns, frontageMetres: params.frontageMetres };
  return {
    frame: frameColumn(scene),
    ...cameraColumns(input, scene, { footprints, role, union, params }),
    ...areaColumns(union, frame.cell ** 2),
    ...prefixed("demand", watchDemand(rasters, demand, areas, areaCount)),
    ...prefixed("street", watchStreets(rasters, streets, input.streetStart)),
    ...prefixed("place", watchPlaces(rasters, places, front)),
    placeFrontLon: places.x.map((x) => x / plane.metresPerLon + plane.lon),
    placeFrontLat: places.y.map((y) => y / plane.metresPerLat + plane.lat),
    ...gapColumns(scene, union.unseen, gaps, params.gapOutlines),
    buildingProblems: buildings.problems,
  };
}

/** 1 always sees, 2 could turn there, 0 is out (offline, or not known to see at night). */
function rolesOf(input: Input, { cameras }: Scene, { offlineOut, night }: Params): Uint8Array {
  return Uint8Array.from(cameras.optics, ({ watch }, c) => {
    if (offlineOut && input.cameraOnline[c] === 0) return 0;
    if (night && input.cameraNightOk[c] !== 1) return 0;
    return watch === "disc" ? 2 : 1;
  });
}

/** Cases are often put at addresses, inside buildings: they count on the ground in front. */
function demandInFront(input: Input, scene: Scene): Demand {
  const places = positionsOnPlane(scene.plane, input.demandLon, input.demandLat);
  return { ...inFront(places, scene), weight: input.demandWeight };
}

/** Positions on the plane, those inside buildings moved before the nearest facade. */
function inFront({ x, y }: { readonly x: Float64Array; readonly y: Float64Array }, { buildings }: Scene) {
  const front = createFacadeMover(buildings);
  for (let i = 0; i < x.length; i++) {
    const moved = front(x[i], y[i]);
    x[i] = moved.x;
    y[i] = moved.y;
  }
  return { x, y };
}

function frameColumn({ plane, frame }: Scene): Float64Array {
  const { x, y, cell, columns, rows } = frame;
  return Float64Array.of(plane.lon, plane.lat, plane.metresPerLon, plane.metresPerLat, x, y, cell, columns, rows);
}

interface Seen {
  readonly footprints: Footprints;
  readonly role: Uint8Array;
  readonly union: Union;
  readonly params: Params;
}

function cameraColumns(input: Input, { plane, frame, cameras }: Scene, { footprints, role, union, params }: Seen) {
  const cell = frame.cell ** 2;
  const rings = cameras.optics.map((o) => watchedRing(o, doriDensities[params.level], params.targetHeightMetres));
  const only = (r: number, c: number) => {
    if (r === 0) return 0;
    return (r === 1 ? union.seen : union.reach).uniqueCells(footprints, c) * cell;
  };
  return {
    cameraLon: input.footprintX.map((x) => x / plane.metresPerLon + plane.lon),
    cameraLat: input.footprintY.map((y) => y / plane.metresPerLat + plane.lat),
    cameraRole: role,
    cameraWatch: Uint8Array.from(cameras.optics, ({ watch }) => watches.indexOf(watch)),
    cameraAssumed: Uint8Array.from(cameras.optics, ({ assumed }) => assumed),
    cameraNearMetres: Float64Array.from(rings, ({ near }) => near),
    cameraFarMetres: Float64Array.from(rings, ({ far }) => far),
    cameraSeenM2: Float64Array.from(role, (_, c) => cellsOf(footprints, c) * cell),
    cameraOnlyM2: Float64Array.from(role, only),
  };
}

function cellsOf({ start, runs }: Footprints, c: number): number {
  let cells = 0;
  for (let k = 3 * start[c]; k < 3 * start[c + 1]; k += 3) cells += runs[k + 2] - runs[k + 1];
  return cells;
}

function areaColumns({ areas }: Union, cell: number) {
  const metres = (cells: Float64Array) => cells.map((count) => count * cell);
  return {
    areaOpenM2: metres(areas.open),
    areaSeenM2: metres(areas.seen1),
    areaSeen2M2: metres(areas.seen2),
    areaSeen3M2: metres(areas.seen3),
    areaReachableM2: metres(areas.reachable),
  };
}

type Shares = "Total" | "Seen" | "Seen2" | "Seen3" | "Reachable";

function prefixed<Name extends string>(name: Name, { total, seen1, seen2, seen3, reachable }: Watched) {
  // The compiler does not follow computed names.
  return {
    [`${name}Total`]: total,
    [`${name}Seen`]: seen1,
    [`${name}Seen2`]: seen2,
    [`${name}Seen3`]: seen3,
    [`${name}Reachable`]: reachable,
  } as { readonly [K in Shares as `${Name}${K}`]: Float64Array };
}
