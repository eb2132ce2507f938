import { type BuildingIndex, buildingAt, createEdgeFinder, indexing, nearestFacade } from "./building-index.ts";
import type { CameraPlaces } from "./footprints.ts";
import { type CameraFields, opticsOf } from "./optics.ts";
import { type Plane, type PlanePolygons, planeAt, toPlane } from "./plane.ts";
import { finished, within } from "./progress.ts";
import { type RasterFrame, rasterAround } from "./scanline.ts";

/**
 * Columns of a city with cameras. Cameras: one number per field, NaN where unknown. Buildings and areas: polygons in
 * degrees, flat: points interleaved, ring → first point, feature → first ring (holes are rings like others). Without
 * areas the raster goes around buildings and cameras.
 */
export type SceneInput = { readonly [K in keyof CameraFields as `camera${Capitalize<K>}`]: Float64Array } & {
  readonly cameraLon: Float64Array;
  readonly cameraLat: Float64Array;
  readonly buildingCoordinates: Float64Array;
  readonly buildingRingStart: Uint32Array;
  readonly buildingFeatureStart: Uint32Array;
  readonly buildingHeightMetres: Float64Array;
  readonly areaCoordinates: Float64Array;
  readonly areaRingStart: Uint32Array;
  readonly areaFeatureStart: Uint32Array;
};

/** The columns of `SceneInput` on one plane, in metres. */
export interface Scene {
  readonly plane: Plane;
  readonly frame: RasterFrame;
  readonly cameras: CameraPlaces;
  readonly buildings: BuildingIndex;
  readonly areas: PlanePolygons;
}

const marginMetres = 2;
/** Raster cells, at most: beyond, the cell is doubled until it fits. */
const mostCells = 1.6e9;

/** Projects a city and lays the raster around its areas, or around buildings and cameras where there are none: at once. */
export function sceneOf(input: SceneInput, cellMetres: number): Scene {
  return finished(sceneSteps(input, cellMetres));
}

/** The scene of a city, bit by bit. */
export function* sceneSteps(input: SceneInput, cellMetres: number): Generator<number, Scene, void> {
  const plane = planeOf(input);
  const outlines = {
    points: toPlane(plane, input.buildingCoordinates),
    ringStart: input.buildingRingStart,
    featureStart: input.buildingFeatureStart,
  };
  yield 0.1;
  const buildings = yield* within(indexing(outlines, input.buildingHeightMetres), 0.1, 1);
  const areas = {
    points: toPlane(plane, input.areaCoordinates),
    ringStart: input.areaRingStart,
    featureStart: input.areaFeatureStart,
  };
  const cameras = { ...positionsOnPlane(plane, input.cameraLon, input.cameraLat), optics: opticsColumn(input) };
  const frame = frameOf(areas.points.length > 0 ? [areas.points] : boxSources(cameras, buildings), cellMetres);
  return { plane, frame, cameras, buildings, areas };
}

/** Positions in degrees as metres on a plane, column by column. */
export function positionsOnPlane(plane: Plane, lon: Float64Array, lat: Float64Array) {
  const x = Float64Array.from(lon, (value) => (value - plane.lon) * plane.metresPerLon);
  const y = Float64Array.from(lat, (value) => (value - plane.lat) * plane.metresPerLat);
  return { x, y };
}

/** The plane at the middle of the areas, or else of the buildings, or else of the cameras. */
function planeOf({ areaCoordinates, buildingCoordinates, cameraLon, cameraLat }: SceneInput): Plane {
  const drawn = areaCoordinates.length > 0 ? areaCoordinates : buildingCoordinates;
  const every = 2 * Math.ceil(drawn.length / 20_000);
  const sample = (from: number) =>
    Float64Array.from({ length: Math.ceil(drawn.length / every) }, (_, k) => drawn[from + k * every]);
  const [lon, lat] = drawn.length > 0 ? [sample(0), sample(1)] : [cameraLon, cameraLat];
  return planeAt(middle(lon), middle(lat));
}

/** The median of the finite values, so that one stray position does not move the plane; 0 when there are none. */
function middle(values: Float64Array): number {
  const finite = values.filter(Number.isFinite).sort();
  return finite.length > 0 ? finite[finite.length >> 1] : 0;
}

function opticsColumn(input: SceneInput) {
  return Array.from(input.cameraLon, (_, c) =>
    opticsOf({
      ptzType: input.cameraPtzType[c],
      azimuthDeg: input.cameraAzimuthDeg[c],
      mountHeightMetres: input.cameraMountHeightMetres[c],
      tiltDeg: input.cameraTiltDeg[c],
      focalMm: input.cameraFocalMm[c],
      sensorWidthMm: input.cameraSensorWidthMm[c],
      sensorHeightMm: input.cameraSensorHeightMm[c],
      hfovDeg: input.cameraHfovDeg[c],
      vfovDeg: input.cameraVfovDeg[c],
      resolutionWidthPx: input.cameraResolutionWidthPx[c],
      resolutionHeightPx: input.cameraResolutionHeightPx[c],
      maxRangeMetres: input.cameraMaxRangeMetres[c],
    }),
  );
}

/** Buildings and the cameras not farther than 20 km from the origin, with room to see around them. */
function boxSources(cameras: CameraPlaces, buildings: BuildingIndex): Float64Array[] {
  const around: number[] = [];
  for (let c = 0; c < cameras.x.length; c++) {
    if (!(Math.hypot(cameras.x[c], cameras.y[c]) < 20_000)) continue;
    const reach = 100;
    around.push(cameras.x[c] - reach, cameras.y[c] - reach, cameras.x[c] + reach, cameras.y[c] + reach);
  }
  return [Float64Array.from(around), buildings.polygons.points];
}

function frameOf(sources: readonly Float64Array[], cellMetres: number): RasterFrame {
  let [x1, y1, x2, y2] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const points of sources) {
    for (let i = 0; i + 1 < points.length; i += 2) {
      if (points[i] < x1) x1 = points[i];
      if (points[i] > x2) x2 = points[i];
      if (points[i + 1] < y1) y1 = points[i + 1];
      if (points[i + 1] > y2) y2 = points[i + 1];
    }
  }
  if (!(x1 <= x2 && y1 <= y2)) [x1, y1, x2, y2] = [0, 0, 0, 0];
  const box = [x1 - marginMetres, y1 - marginMetres, x2 + marginMetres, y2 + marginMetres] as const;
  let cell = cellMetres;
  while (((box[2] - box[0]) / cell) * ((box[3] - box[1]) / cell) > mostCells) cell *= 2;
  return rasterAround(box, cell);
}

/** A function that moves a point out of a building to its nearest facade, and leaves others where they are. */
export function createFacadeMover(buildings: BuildingIndex) {
  const findEdges = createEdgeFinder(buildings);
  return (x: number, y: number): { readonly x: number; readonly y: number } => {
    if (buildingAt(buildings, x, y) < 0) return { x, y };
    return nearestFacade(buildings, findEdges, { x, y, reachMetres: 60 }) ?? { x, y };
  };
}
