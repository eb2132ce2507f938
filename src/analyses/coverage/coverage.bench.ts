import { Worker } from "node:worker_threads";
import { hasShared, sharedJson } from "../../../test/support/shared.ts";
import { defaultParams } from "../../domain/analysis.ts";
import { type CameraFootprints, joinCameraFootprints } from "../../lib/footprints.ts";
import { polygonSet } from "../../lib/polygon-set.ts";
import { createRandom } from "../../lib/random.ts";
import { wholeRuns } from "../../lib/scanline.ts";
import { type FlatGeometry, flatFromGeoJson } from "../../lib/wkb.ts";
import { params as viewshedParams } from "../viewsheds/kernel/params.ts";
import { run as viewsheds } from "../viewsheds/kernel.ts";
import { footprintInput } from "./kernel/footprint-input.ts";
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
function city(): Omit<Input, keyof ReturnType<typeof footprintInput>> {
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

const workerCode = `
const { parentPort, workerData } = require("node:worker_threads");
Promise.all([import(workerData.kernel), import(workerData.drive)]).then(([{ run }, { drain }]) => {
  parentPort.on("message", ({ input, params }) => parentPort.postMessage(drain(run(input, params))));
  parentPort.postMessage("ready");
});`;

/** Workers for footprints that have loaded their code. */
async function footprintWorkers(count: number) {
  const at = (path: string) => new URL(path, import.meta.url).href;
  const workerData = { kernel: at("../viewsheds/kernel.ts"), drive: at("../../engine/drive.ts") };
  const workers = Array.from({ length: count }, () => new Worker(workerCode, { eval: true, workerData }));
  const answer = <Answer>(worker: Worker) => new Promise<Answer>((resolve) => worker.once("message", resolve));
  await Promise.all(workers.map((worker) => answer(worker)));
  return {
    run: (input: Omit<Parameters<typeof viewsheds>[0], "range">, params: Parameters<typeof viewsheds>[1]) =>
      Promise.all(
        workers.map((worker, w) => {
          const range = Uint32Array.of((w * cameras) / count, ((w + 1) * cameras) / count);
          worker.postMessage({ input: { ...input, range }, params });
          return answer<CameraFootprints>(worker);
        }),
      ),
    end: () => Promise.all(workers.map((worker) => worker.terminate())),
  };
}

/** Runs a kernel to the end and says the longest it went without stopping to hear a cancel, in ms. */
function longestSlice<Out>(kernel: Generator<number, Out, void>): { readonly out: Out; readonly slice: number } {
  let slice = 0;
  for (let before = performance.now(); ; before = performance.now()) {
    const step = kernel.next();
    slice = Math.max(slice, performance.now() - before);
    if (step.done) return { out: step.value, slice };
  }
}

/** 10,000 cameras among 102,034 buildings on two workers: footprints, union at 1 m, gaps, and switching one off. */
export async function benches(): Promise<{ name: string; value: number; unit: string; promise?: string }[]> {
  if (!hasShared(file)) return [];
  const input = city();
  const workers = await footprintWorkers(2);
  const before = process.memoryUsage().rss;
  const started = performance.now();
  const detect = { ...defaultParams(viewshedParams), level: "detect" } as const;
  const seen = joinCameraFootprints(await workers.run(input, detect));
  const drawn = performance.now();
  const kernel = run({ ...input, ...footprintInput(seen) }, { ...defaultParams(params), level: "detect" });
  const { out, slice } = longestSlice(kernel);
  const done = performance.now();
  const memory = process.memoryUsage().rss - before;
  await workers.end();
  const few = longestSlice(viewsheds({ ...input, range: Uint32Array.of(0, 500) }, detect));
  const [, , , , x, y, cell, columns, rows] = out.frame;
  const frame = { x, y, cell, columns, rows };
  const all = new Uint8Array(cameras).fill(1);
  const live = new LiveCoverage(frame, seen, { runs: wholeRuns(frame), count: 1 }, all);
  const ready = performance.now();
  for (let c = 0; c < 1000; c++) live.set(c, false);
  const off = (performance.now() - ready) / 1000;
  const name = "10,000 cameras, 102,034 buildings";
  return [
    { name: `${name}: footprints, union, gaps, 2 workers`, value: done - started, unit: "ms", promise: "≤ 8000" },
    { name: `${name}: of that footprints`, value: drawn - started, unit: "ms" },
    { name: `${name}: memory added`, value: memory / 1e6, unit: "MB", promise: "≤ 1000" },
    { name: `${name}: deaf to cancel for`, value: Math.max(slice, few.slice), unit: "ms", promise: "≤ 150" },
    { name: `${name}: counts after one camera off`, value: off, unit: "ms", promise: "≤ 100" },
  ];
}
