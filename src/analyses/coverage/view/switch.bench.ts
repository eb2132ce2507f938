import { coverageOf } from "../../../../test/support/coverage-of.ts";
import { hasDataset } from "../../../../test/support/open-folder.ts";
import { LiveCity } from "./live.ts";
import { depthPictureOf, repainted, windowOf } from "./paint.ts";

const switched = 60;

/** Switching cameras of the sample town off: rasters, figures and the whole town's picture, as the page does it. */
export async function benches(): Promise<{ name: string; value: number; unit: string; promise?: string }[]> {
  if (!hasDataset("sample")) return [];
  const result = await coverageOf("sample");
  const live = new LiveCity(result);
  const picture = depthPictureOf(live, windowOf(live, null));
  const cameras = [...result.city.cameras.ids.keys()].filter((camera) => live.isOn(camera)).slice(0, switched);
  const times = cameras.map((camera) => {
    const started = performance.now();
    live.set(camera, false);
    repainted(live, picture, camera);
    live.figures(result);
    const time = performance.now() - started;
    live.set(camera, true);
    return time;
  });
  times.sort((a, b) => a - b);
  return [
    { name: "one camera off, map and figures", value: times[times.length >> 1] ?? Number.NaN, unit: "ms" },
    { name: "one camera off, the slowest", value: times.at(-1) ?? Number.NaN, unit: "ms", promise: "≤ 100" },
  ];
}
