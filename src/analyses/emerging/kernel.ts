import { areaCount, type Csr, checkCsr, subgraph } from "../../lib/csr.ts";
import { adjustedP } from "../../lib/fdr.ts";
import { twoSidedP } from "../../lib/normal.ts";
import { within } from "../../lib/progress.ts";
import { emergingClass } from "./kernel/classes.ts";
import { cubeGiStar } from "./kernel/cube.ts";
import { type Cube, completeAreas, measured } from "./kernel/measure.ts";
import type { Params } from "./kernel/params.ts";
import { trendOfSeries } from "./kernel/trend.ts";

export type Input = {
  /** The cube: value of area `i` in step `t` at `t * areas + i`, the oldest step first; all finite. */
  readonly value: Float64Array;
  /** Neighbours of each area (`lib/csr.ts`), itself not among them. */
  readonly start: Uint32Array;
  readonly neighbour: Uint32Array;
  /** What rates are out of: one entry per area, or one per bin as `value`; may be left out where `measure` is `value`. */
  readonly base?: Float64Array;
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

/**
 * Emerging hot spots: space-time Gi* of every bin, the trend of every area, and the class both make. Areas without a rate
 * in some step are left out: they have no class and no z.
 */
export function* run(input: Input, params: Params): Generator<number, Output, void> {
  const whole = { start: input.start, neighbour: input.neighbour };
  const steps = stepCount(input.value, whole);
  const cube = { value: input.value, base: checkedBase(input, params, areaCount(whole)), areas: areaCount(whole) };
  const { csr, rows } = subgraph(whole, completeAreas(cube, params));
  const kept = { rows, areas: cube.areas, steps };
  const value = measured(gathered(cube, kept), params);
  const z = yield* within(cubeGiStar({ value, csr, lag: params.lag, pool: params.pool }), 0, 0.6);
  const q = adjustedP(z.map(twoSidedP), params.correction);
  const state = Int8Array.from(q, (one, bin) => (one <= params.level ? Math.sign(z[bin]) : 0));
  const summary = yield* within(summaries({ z, state, steps, areas: rows.length, params }), 0.6, 1);
  return rows.length === cube.areas ? { ...summary, z, q, state } : scattered({ ...summary, z, q, state }, kept);
}

function checkedBase({ value, base = new Float64Array(0) }: Input, { measure }: Params, areas: number): Float64Array {
  if (measure !== "value" && base.length !== areas && base.length !== value.length) {
    throw new Error(`emerging: base has ${base.length} entries, expected ${areas} or ${value.length}`);
  }
  return base;
}

/** Areas that are judged, of how many, in how many steps. */
interface Kept {
  readonly rows: Uint32Array;
  readonly areas: number;
  readonly steps: number;
}

/** The cube of the kept areas alone. */
function gathered({ value, base, areas }: Cube, { rows, steps }: Kept): Cube {
  if (rows.length === areas) return { value, base, areas };
  const pick = (all: Float64Array, layers: number) =>
    Float64Array.from({ length: layers * rows.length }, (_, k) => {
      return all[Math.floor(k / rows.length) * areas + rows[k % rows.length]];
    });
  return { value: pick(value, steps), base: pick(base, base.length / areas), areas: rows.length };
}

/** The result of the kept areas put back at their rows; the others have no class, no z and no p. */
function scattered(result: Output, { rows, areas, steps }: Kept): Output {
  const put = <C extends Output[keyof Output]>(all: C, values: C, layers: number): C => {
    for (let k = 0; k < values.length && k < layers * rows.length; k++) {
      all[Math.floor(k / rows.length) * areas + rows[k % rows.length]] = values[k];
    }
    return all;
  };
  const gaps = (layers: number) => new Float64Array(layers * areas).fill(Number.NaN);
  return {
    class: put(new Uint8Array(areas), result.class, 1),
    trendZ: put(gaps(1), result.trendZ, 1),
    trendP: put(gaps(1), result.trendP, 1),
    slope: put(gaps(1), result.slope, 1),
    hotSteps: put(new Uint32Array(areas), result.hotSteps, 1),
    coldSteps: put(new Uint32Array(areas), result.coldSteps, 1),
    z: put(gaps(steps), result.z, steps),
    q: put(gaps(steps), result.q, steps),
    state: put(new Int8Array(steps * areas), result.state, steps),
  };
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

interface Judged {
  readonly z: Float64Array;
  readonly state: Int8Array;
  readonly steps: number;
  readonly areas: number;
  readonly params: Params;
}

function* summaries({ z, state, steps, areas, params }: Judged) {
  const out = {
    class: new Uint8Array(areas),
    trendZ: new Float64Array(areas),
    trendP: new Float64Array(areas),
    slope: new Float64Array(areas),
    hotSteps: new Uint32Array(areas),
    coldSteps: new Uint32Array(areas),
  };
  for (let i = 0; i < areas; i++) {
    const series = Float64Array.from({ length: steps }, (_, t) => z[t * areas + i]);
    const states = Int8Array.from({ length: steps }, (_, t) => state[t * areas + i]);
    const { test, slope } = trendOfSeries(series, params);
    out.trendZ[i] = test.z;
    out.trendP[i] = test.p;
    out.slope[i] = slope;
    out.hotSteps[i] = states.filter((s) => s > 0).length;
    out.coldSteps[i] = states.filter((s) => s < 0).length;
    out.class[i] = emergingClass(states, test.p <= params.trendLevel ? Math.sign(test.s) : 0);
    if (i % 64 === 63) yield i / areas;
  }
  return out;
}
