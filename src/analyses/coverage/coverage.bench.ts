import { hasShared, sharedJson } from "../../../test/support/shared.ts";
import { defaultParams } from "../../domain/analysis.ts";
import { drain } from "../../engine/drive.ts";
import { polygonSet } from "../../lib/polygon-set.ts";
import { createRandom } from "../../lib/random.ts";
import { wholeRuns } from "../../lib/scanline.ts";
import { type FlatGeometry, flatFromGeoJson } from "../../lib/wkb.ts";
import { params as viewshedParams } from "../viewsheds/kernel/params.ts";
import { run as viewsheds } from "../viewsheds/kernel.ts";
import { LiveCoverage } from "./kernel/live.ts";
import { params } from "./kernel/params.ts";
import { type Input, run } from "./kernel.ts";

interface City {
  readonly features: readonly {
    readonly properties: { readonly kind: string; readonly height?: number };
    readonly geometry: Parameters<typeof flatFromGeoJson>[0];
  }[];
}
const file = "data/nyc/buildings.geojson.gz";
const cameras = 10_000;

/** Cameras scattered with a seed around the buildings of New York: a fifth of them turn, a third have 4K. */
function city(): Omit<Input, "footprintStart" | "footprintRuns" | "footprintX" | "footprintY"> {
  const features = sharedJson<City>(file).features.filter(({ properties }) => properties.kind === "building");
  const shapes: FlatGeometry[] = features.map(({ geometry }) => flatFromGeoJson(geometry));
  const { coordinates, ringOffsets, polygonOffsets, featureOffsets } = polygonSet(shapes);
  const random = createRandom(4, "cameras");
  const near = Float64Array.from(
    { length: cameras },
    () => 2 * ringOffsets[polygonOffsets[random.below(shapes.length)]],
  );
  const column = (of: () => number) => Float64Array.from({ length: cameras }, of);
  const unknown = column(() => Number.NaN);
  const none = new Float64Array();
  return {
    cameraLon: near.map((p) => coordinates[p] + random.between(-4e-4, 4e-4)),
    cameraLat: near.map((p) => coordinates[p + 1] + random.between(-3e-4, 3e-4)),
    cameraPtzType: column(() => (random.chance(0.2) ? 1 : 3)),
    cameraAzimuthDeg: column(() => random.between(0, 360)),
    cameraMountHeightMetres: column(() => random.between(4, 8)),
    cameraTiltDeg: column(() => random.between(5, 30)),
    cameraFocalMm: unknown,
    cameraSensorWidthMm: unknown,
    cameraSensorHeightMm: unknown,
    cameraHfovDeg: column(() => random.between(50, 110)),
    cameraVfovDeg: unknown,
    cameraResolutionWidthPx: column(() => (random.chance(0.3) ? 3840 : 1920)),
    cameraResolutionHeightPx: unknown,
    cameraMaxRangeMetres: unknown,
    cameraOnline: unknown,
    cameraNightOk: unknown,
    buildingCoordinates: coordinates,
    buildingRingStart: ringOffsets,
    buildingFeatureStart: featureOffsets.map((polygon) => polygonOffsets[polygon]),
    buildingHeightMetres: Float64Array.from(features, ({ properties }) => properties.height ?? Number.NaN),
    areaCoordinates: none,
    areaRingStart: Uint32Array.of(0),
    areaFeatureStart: Uint32Array.of(0),
    streetCoordinates: none,
    streetStart: Uint32Array.of(0),
    placeLon: none,
    placeLat: none,
    demandLon: none,
    demandLat: none,
    demandWeight: none,
  };
}

/** 10,000 cameras among 102,034 buildings, on one thread: footprints, union at 1 m, gaps, and switching one off. */
export async function benches(): Promise<{ name: string; value: number; unit: string; promise?: string }[]> {
  if (!hasShared(file)) return [];
  const input = city();
  const before = process.memoryUsage().rss;
  const started = performance.now();
  const detect = { ...defaultParams(viewshedParams), level: "detect" } as const;
  const seen = drain(viewsheds({ ...input, range: Uint32Array.of(0, cameras) }, detect));
  const drawn = performance.now();
  const footprint = { footprintStart: seen.start, footprintRuns: seen.runs, footprintX: seen.x, footprintY: seen.y };
  const out = drain(run({ ...input, ...footprint }, { ...defaultParams(params), level: "detect" }));
  const done = performance.now();
  const [, , , , x, y, cell, columns, rows] = out.frame;
  const frame = { x, y, cell, columns, rows };
  const all = new Uint8Array(cameras).fill(1);
  const live = new LiveCoverage(frame, seen, { runs: wholeRuns(frame), count: 1 }, all);
  const ready = performance.now();
  for (let c = 0; c < 1000; c++) live.set(c, false);
  const off = (performance.now() - ready) / 1000;
  const name = "10,000 cameras, 102,034 buildings";
  return [
    { name: `${name}: footprints, union and gaps, one thread`, value: done - started, unit: "ms", promise: "≤ 8000" },
    { name: `${name}: of that footprints`, value: drawn - started, unit: "ms" },
    { name: `${name}: memory added`, value: (process.memoryUsage().rss - before) / 1e6, unit: "MB", promise: "≤ 1000" },
    { name: `${name}: one camera off`, value: off, unit: "ms", promise: "≤ 100" },
  ];
}
