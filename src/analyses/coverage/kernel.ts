import { isSolid } from "../../lib/building-index.ts";
import { createFacadeMover, positionsOnPlane, type Scene, type SceneInput, sceneSteps } from "../../lib/city-scene.ts";
import { doriDensities, watchedRing, watches } from "../../lib/optics.ts";
import { toPlane } from "../../lib/plane.ts";
import { within } from "../../lib/progress.ts";
import { cellRuns, linesPerRow, polygonSpans } from "../../lib/scan-lines.ts";
import { wholeRuns } from "../../lib/scanline.ts";
import { gapColumns } from "./kernel/gap-columns.ts";
import { type Demand, findGaps } from "./kernel/gaps.ts";
import { type Measures, measure } from "./kernel/measure.ts";
import type { Params } from "./kernel/params.ts";
import { unite } from "./kernel/union.ts";
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
  readonly footprintSpanStart: Uint32Array;
  readonly footprintSpans: Float32Array;
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
  const scene = yield* within(sceneSteps(input, params.cellMetres), 0, 0.1);
  const { plane, frame, buildings } = scene;
  const footprints = { start: input.footprintStart, runs: input.footprintRuns };
  const role = rolesOf(input, scene, params);
  const lines = linesPerRow(frame);
  const skip = (b: number) => !isSolid(buildings.problems[b]);
  const solid = yield* within(polygonSpans(frame, buildings.polygons, { lines, skip, merged: true }), 0.1, 0.35);
  const buildingRuns = cellRuns(frame, lines, solid);
  const areaCount = Math.max(1, scene.areas.featureStart.length - 1);
  const drawn =
    scene.areas.points.length > 0 ? yield* within(polygonSpans(frame, scene.areas, { lines }), 0.35, 0.4) : null;
  const areas = drawn ? cellRuns(frame, lines, drawn) : wholeRuns(frame);
  const union = yield* within(unite({ frame, footprints, role, buildings: buildingRuns, areas }), 0.4, 0.55);
  const stretches = { spanStart: input.footprintSpanStart, spans: input.footprintSpans };
  const all = { frame, lines, ...stretches, role, buildings: solid, areas: drawn, areaCount };
  const measures = yield* within(measure(all), 0.55, 0.85);
  const demand = demandInFront(input, scene);
  yield 0.86;
  const gaps = findGaps(frame, union.unseen, { demand, minCells: params.minimumGapM2 / frame.cell ** 2 });
  yield 0.9;
  const gapsOut = yield* within(gapColumns(scene, union.unseen, gaps, params.gapOutlines), 0.9, 1);
  const rasters = { frame, seen: union.seen, reach: union.reach };
  const streets = toPlane(plane, input.streetCoordinates);
  const places = inFront(positionsOnPlane(plane, input.placeLon, input.placeLat), scene);
  const front = { buildings, runs: buildingRuns, frontageMetres: params.frontageMetres };
  return {
    frame: frameColumn(scene),
    ...cameraColumns(input, scene, { role, measures, params }),
    ...areaColumns(measures),
    ...prefixed("demand", watchDemand(rasters, demand, areas, areaCount)),
    ...prefixed("street", watchStreets(rasters, streets, input.streetStart)),
    ...prefixed("place", watchPlaces(rasters, places, front)),
    placeFrontLon: places.x.map((x) => x / plane.metresPerLon + plane.lon),
    placeFrontLat: places.y.map((y) => y / plane.metresPerLat + plane.lat),
    ...gapsOut,
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
  readonly role: Uint8Array;
  readonly measures: Measures;
  readonly params: Params;
}

function cameraColumns(input: Input, { plane, cameras }: Scene, { role, measures, params }: Seen) {
  const rings = cameras.optics.map((o) => watchedRing(o, doriDensities[params.level], params.targetHeightMetres));
  return {
    cameraLon: input.footprintX.map((x) => x / plane.metresPerLon + plane.lon),
    cameraLat: input.footprintY.map((y) => y / plane.metresPerLat + plane.lat),
    cameraRole: role,
    cameraWatch: Uint8Array.from(cameras.optics, ({ watch }) => watches.indexOf(watch)),
    cameraAssumed: Uint8Array.from(cameras.optics, ({ assumed }) => assumed),
    cameraNearMetres: Float64Array.from(rings, ({ near }) => near),
    cameraFarMetres: Float64Array.from(rings, ({ far }) => far),
    cameraSeenM2: measures.cameraSeen,
    cameraOnlyM2: measures.cameraOnly,
  };
}

function areaColumns({ areas }: Measures) {
  return {
    areaOpenM2: areas.open,
    areaSeenM2: areas.seen1,
    areaSeen2M2: areas.seen2,
    areaSeen3M2: areas.seen3,
    areaReachableM2: areas.reachable,
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
