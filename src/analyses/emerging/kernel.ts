import { areaCount, type Csr, checkCsr } from "../../lib/csr.ts";
import { adjustedP } from "../../lib/fdr.ts";
import { mannKendall, mannKendallAutocorrelated, senSlope } from "../../lib/mann-kendall.ts";
import { twoSidedP } from "../../lib/normal.ts";
import { within } from "../../lib/progress.ts";
import { emergingClass } from "./kernel/classes.ts";
import { cubeGiStar } from "./kernel/cube.ts";
import type { Params } from "./kernel/params.ts";

export type Input = {
  /** The cube: value of area `i` in step `t` at `t * areas + i`, the oldest step first; all finite. */
  readonly value: Float64Array;
  /** Neighbours of each area (`lib/csr.ts`), itself not among them. */
  readonly start: Uint32Array;
  readonly neighbour: Uint32Array;
};

export type Output = {
  readonly class: Uint8Array;
  readonly trendZ: Float64Array;
  readonly trendP: Float64Array;
  readonly slope: Float64Array;
  readonly hotSteps: Uint32Array;
  readonly coldSteps: Uint32Array;
  readonly z: Float64Array;
  readonly q: Float64Array;
  readonly state: Int8Array;
};

/** Emerging hot spots: space-time Gi* of every bin, the trend of every area, and the class both make. */
export function* run({ value, start, neighbour }: Input, params: Params): Generator<number, Output, void> {
  const csr = { start, neighbour };
  const steps = stepCount(value, csr);
  const z = yield* within(cubeGiStar({ value, csr, lag: params.lag, pool: params.pool }), 0, 0.6);
  const q = adjustedP(z.map(twoSidedP), params.correction);
  const state = Int8Array.from(q, (one, bin) => (one <= params.level ? Math.sign(z[bin]) : 0));
  return { ...(yield* within(summaries({ z, state, steps, areas: areaCount(csr), params }), 0.6, 1)), z, q, state };
}

function stepCount(value: Float64Array, csr: Csr): number {
  const areas = areaCount(csr);
  checkCsr(csr, areas);
  const steps = areas === 0 ? 0 : value.length / areas;
  if (!Number.isInteger(steps))
    throw new Error(`emerging: ${value.length} values are no whole steps of ${areas} areas`);
  const bad = value.findIndex((v) => !Number.isFinite(v));
  if (bad >= 0)
    throw new Error(`emerging: value ${bad} is ${value[bad]}; missing bins must be filled, with 0 for counts`);
  return steps;
}

interface Cube {
  readonly z: Float64Array;
  readonly state: Int8Array;
  readonly steps: number;
  readonly areas: number;
  readonly params: Params;
}

function* summaries({ z, state, steps, areas, params }: Cube) {
  const out = {
    class: new Uint8Array(areas),
    trendZ: new Float64Array(areas),
    trendP: new Float64Array(areas),
    slope: new Float64Array(areas),
    hotSteps: new Uint32Array(areas),
    coldSteps: new Uint32Array(areas),
  };
  const test = params.trend === "hamed-rao" ? mannKendallAutocorrelated : mannKendall;
  for (let i = 0; i < areas; i++) {
    const series = Float64Array.from({ length: steps }, (_, t) => z[t * areas + i]);
    const states = Int8Array.from({ length: steps }, (_, t) => state[t * areas + i]);
    const trend = test(series);
    out.trendZ[i] = trend.z;
    out.trendP[i] = trend.p;
    out.slope[i] = senSlope(series).slope;
    out.hotSteps[i] = states.filter((s) => s > 0).length;
    out.coldSteps[i] = states.filter((s) => s < 0).length;
    out.class[i] = emergingClass(states, trend.p <= params.trendLevel ? Math.sign(trend.s) : 0);
    if (i % 64 === 63) yield i / areas;
  }
  return out;
}
