import { areaCount, type Csr, checkCsr, subgraph } from "../../lib/csr.ts";
import { adjustedP, permutationsNeeded } from "../../lib/fdr.ts";
import { gearyC, generalG, moranI } from "../../lib/global-autocorrelation.ts";
import type { Tails } from "../../lib/permutation.ts";
import { probabilityMap } from "../../lib/probability-map.ts";
import { within } from "../../lib/progress.ts";
import { type HotspotFlag, hotspotClasses, hotspotFlags } from "./kernel/classes.ts";
import { classify } from "./kernel/classify.ts";
import { analyticP, type Local, localStatistic, permutedP, tailsOf } from "./kernel/local.ts";
import { measure, smallBases } from "./kernel/measure.ts";
import type { Params } from "./kernel/params.ts";

/** Fewer neighbours than this, and the analytic z is not to be trusted (the advice of ArcGIS). */
const enoughNeighbours = 8;

export type Input = {
  /** Cases of each area, or any other number (a median); NaN where there is none. */
  readonly cases: Float64Array;
  /** What rates are out of, or empty. */
  readonly base: Float64Array;
  /** Neighbours of each area (`lib/csr.ts`), itself not among them. */
  readonly start: Uint32Array;
  readonly neighbour: Uint32Array;
  /** Tails of the areas that have a value, from `permutations` on several workers; empty to have them computed here. */
  readonly greater: Int32Array;
  readonly less: Int32Array;
};

export type Output = {
  readonly value: Float64Array;
  readonly lag: Float64Array;
  readonly statistic: Float64Array;
  readonly z: Float64Array;
  readonly raw: Float64Array;
  readonly rawExpected: Float64Array;
  readonly rawVariance: Float64Array;
  readonly chance: Float64Array;
  readonly p: Float64Array;
  readonly q: Float64Array;
  readonly class: Uint8Array;
  readonly flags: Uint8Array;
  readonly moranI: Float64Array;
  readonly moranZ: Float64Array;
  readonly gearyC: Float64Array;
  readonly gearyZ: Float64Array;
  readonly generalG: Float64Array;
  readonly generalGZ: Float64Array;
  readonly tests: Float64Array;
  readonly discoveries: Float64Array;
  readonly leastP: Float64Array;
  readonly permutationsNeeded: Float64Array;
};

/** Local and global spatial statistics of a value per area, with corrected significance, classes and flags. */
export function* run(input: Input, params: Params): Generator<number, Output, void> {
  const areas = { start: input.start, neighbour: input.neighbour };
  checkInput(input);
  yield 0.01;
  const all = measure(params.measure, input, areas);
  yield 0.02;
  const { csr, rows } = subgraph(areas, complete(all));
  const value = gathered(all, rows);
  const local = yield* within(localStatistic(value, csr, params), 0.05, 0.2);
  const permuted = params.inference === "permutation" || params.statistic === "geary";
  const tails = permuted ? yield* within(tailsFor(input, { value, csr, params }), 0.2, 0.95) : noTails;
  const p = permuted ? permutedP(local, tails, params) : analyticP(local.z, csr);
  const q = adjustedP(p, params.correction);
  const classes = classify({ statistic: params.statistic, csr, local, q, tails, level: params.level });
  yield 0.96;
  const scatter = (values: Float64Array) => scattered(values, rows, all.length);
  const tests = p.reduce((count, one) => count + (Number.isNaN(one) ? 0 : 1), 0);
  return {
    value: all,
    lag: scatter(lagValues(local, value)),
    statistic: scatter(local.statistic),
    z: scatter(local.z),
    raw: scatter(local.raw),
    rawExpected: scatter(local.rawExpected),
    rawVariance: scatter(local.rawVariance),
    chance: chanceOf(input, params),
    p: scatter(p),
    q: scatter(q),
    class: scatteredCodes(classes, rows, all.length),
    flags: flagsOf(input, { rows, csr, params }),
    ...globals(value, csr, params),
    tests: Float64Array.of(tests),
    discoveries: Float64Array.of(q.reduce((count, one) => count + (one <= params.level ? 1 : 0), 0)),
    leastP: Float64Array.of(permuted ? 2 / (params.permutations + 1) : 0),
    permutationsNeeded: Float64Array.of(permuted ? permutationsNeeded(tests, params.level, params.correction) : 0),
  };
}

const noTails: Tails = { greater: new Int32Array(0), less: new Int32Array(0) };

function checkInput({ cases, base, start, neighbour, greater, less }: Input): void {
  checkCsr({ start, neighbour }, cases.length);
  if (base.length !== 0 && base.length !== cases.length) {
    throw new Error(`hotspots: base has ${base.length} entries, expected ${cases.length}`);
  }
  if (greater.length !== less.length) {
    throw new Error(`hotspots: greater has ${greater.length} entries and less has ${less.length}`);
  }
}

interface Complete {
  readonly value: Float64Array;
  readonly csr: Csr;
  readonly params: Params;
}

function* tailsFor({ greater, less }: Input, { value, csr, params }: Complete): Generator<number, Tails, void> {
  if (greater.length === 0) return yield* tailsOf(value, csr, params);
  if (greater.length !== value.length) {
    throw new Error(`hotspots: there are tails of ${greater.length} areas, expected ${value.length}`);
  }
  return { greater, less };
}

/** 1 where there is a value. */
function complete(values: Float64Array): Uint8Array {
  const keep = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i++) keep[i] = Number.isNaN(values[i]) ? 0 : 1;
  return keep;
}

function gathered(values: Float64Array, rows: Uint32Array): Float64Array {
  const out = new Float64Array(rows.length);
  for (let k = 0; k < rows.length; k++) out[k] = values[rows[k]];
  return out;
}

/** Mean of the neighbours' values. */
function lagValues({ deviation, lag }: Local, value: Float64Array): Float64Array {
  return lag.map((l, i) => l + value[i] - deviation[i]);
}

/** Values of the complete areas put back at their rows; NaN elsewhere. */
function scattered(values: Float64Array, rows: Uint32Array, length: number): Float64Array {
  const out = new Float64Array(length).fill(Number.NaN);
  for (let k = 0; k < rows.length; k++) out[rows[k]] = values[k];
  return out;
}

function scatteredCodes(codes: Uint8Array, rows: Uint32Array, length: number): Uint8Array {
  const out = new Uint8Array(length).fill(hotspotClasses.indexOf("no-data"));
  for (let k = 0; k < rows.length; k++) out[rows[k]] = codes[k];
  return out;
}

const flag = (name: HotspotFlag): number => 2 ** hotspotFlags.indexOf(name);

interface Flagged {
  readonly rows: Uint32Array;
  readonly csr: Csr;
  readonly params: Params;
}

function flagsOf(input: Input, { rows, csr, params }: Flagged): Uint8Array {
  const flags = new Uint8Array(input.cases.length).fill(flag("no-data"));
  const few = params.inference === "analytic" && params.statistic !== "geary";
  for (let k = 0; k < rows.length; k++) {
    const degree = csr.start[k + 1] - csr.start[k];
    flags[rows[k]] = degree === 0 ? flag("isolated") : few && degree < enoughNeighbours ? flag("few-neighbours") : 0;
  }
  if (params.measure === "value" || input.base.length === 0) return flags;
  const small = smallBases(input, params.minimumExpected);
  return flags.map((bits, i) => bits | (small[i] ? flag("small-base") : 0));
}

/** How likely cases as few, or as many, are at the overall rate, area by area; NaN where the value is no rate. */
function chanceOf(input: Input, { measure: kind }: Params): Float64Array {
  const rated = kind !== "value" && input.base.length > 0;
  return rated ? probabilityMap(input).tail : new Float64Array(input.cases.length).fill(Number.NaN);
}

function globals(value: Float64Array, csr: Csr, { weights: style }: Params) {
  const enough = areaCount(csr) > 3;
  const none = { statistic: Number.NaN, z: Number.NaN };
  const moran = enough ? moranI(value, csr, { style }) : none;
  const geary = enough ? gearyC(value, csr, { style }) : none;
  const general = enough ? generalG(value, csr) : none;
  return {
    moranI: Float64Array.of(moran.statistic),
    moranZ: Float64Array.of(moran.z),
    gearyC: Float64Array.of(geary.statistic),
    gearyZ: Float64Array.of(geary.z),
    generalG: Float64Array.of(general.statistic),
    generalGZ: Float64Array.of(general.z),
  };
}
