import { defaultParams } from "../../domain/analysis.ts";
import { drain } from "../../engine/drive.ts";
import { createRandom } from "../../lib/random.ts";
import { params } from "./kernel/params.ts";
import { createRun, type Input } from "./kernel.ts";

/** Random sites and demands in a square of 10 km, costs up to `reach` metres. */
function town(sites: number, demands: number, reach: number): Input {
  const random = createRandom(2, "siting");
  const places = (count: number) =>
    Array.from({ length: count }, () => [random.between(0, 1e4), random.between(0, 1e4)]);
  const [from, to] = [places(sites), places(demands)];
  const siteStart = [0];
  const siteTarget: number[] = [];
  const siteCost: number[] = [];
  for (const [x, y] of from) {
    to.forEach(([u, v], i) => {
      const metres = Math.hypot(x - u, y - v);
      if (metres > reach) return;
      siteTarget.push(i);
      siteCost.push(metres);
    });
    siteStart.push(siteTarget.length);
  }
  return {
    siteStart: Uint32Array.from(siteStart),
    siteTarget: Uint32Array.from(siteTarget),
    siteCost: Float64Array.from(siteCost),
    siteFixed: new Uint8Array(sites),
    siteGroup: new Int32Array(sites).fill(-1),
    demandWeight: Float64Array.from({ length: demands }, () => random.below(100)),
  };
}

/** Siting without the exact solver: how long, and how far from the proven bound. */
export async function benches(): Promise<{ name: string; value: number; unit: string; promise?: string }[]> {
  const run = createRun(undefined);
  const measured = (name: string, input: Input, changed: Partial<Parameters<typeof run>[1]>) => {
    const started = performance.now();
    const out = drain(run(input, { ...defaultParams(params), exact: false, ...changed }));
    return [
      { name, value: performance.now() - started, unit: "ms" },
      { name: `${name}: gap`, value: 100 * out.gap[0], unit: "%" },
    ];
  };
  return [
    ...measured("20 of 1,000 sites cover 10,000 places", town(1000, 10_000, 800), {
      model: "maximal-cover",
      sites: 20,
      reachMetres: 800,
    }),
    ...measured("p-median, 10 of 300 sites, 2,000 places", town(300, 2000, Infinity), { model: "p-median", sites: 10 }),
  ];
}
