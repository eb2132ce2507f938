import { finished } from "../../lib/progress.ts";
import { createRandom } from "../../lib/random.ts";
import { countsOf, permutationExpected, type ScanCases } from "../../lib/scan/expected.ts";
import type { ScanModel } from "../../lib/scan/likelihood.ts";
import { chanceMaxima } from "../../lib/scan/maxima.ts";
import type { Scan } from "../../lib/scan/search.ts";
import { circles } from "../../lib/scan/zones.ts";

interface Size {
  readonly areas: number;
  readonly times: number;
  readonly longest: number;
  readonly mostAreas: number;
  readonly model: ScanModel;
  readonly ending: "any" | "last";
}

/** 34,000 cases at random in areas at random. */
function town({ areas, times, longest, mostAreas, model, ending }: Size): { scan: Scan; cases: ScanCases } {
  const random = createRandom(1, "clusters bench");
  const place = () => Float64Array.from({ length: areas }, () => random.between(0, 1e4));
  const [x, y] = [place(), place()];
  const draw = (below: number) => Uint32Array.from({ length: 34_000 }, () => random.below(below));
  const cases = { area: draw(areas), time: draw(times), stratum: new Uint32Array(0) };
  const distance = (a: number, b: number) => Math.hypot((x[a] ?? 0) - (x[b] ?? 0), (y[a] ?? 0) - (y[b] ?? 0));
  const zones = circles(
    { centres: areas, weight: new Float64Array(areas).fill(1), distance },
    { mostWeight: areas / 2, mostMetres: Number.POSITIVE_INFINITY, mostAreas },
  );
  const scan: Scan = {
    model,
    areas,
    times,
    expected: model === "bernoulli" ? recordsOf(cases, { areas, times }) : permutationExpected(cases, { areas, times }),
    total: 34_000,
    zones,
    windows: { ending, shortest: 1, longest },
    rates: "high",
    leastCases: 2,
  };
  return { scan, cases };
}

/** Each case is one of three records. */
function recordsOf(cases: ScanCases, size: { areas: number; times: number }): Float64Array {
  return countsOf(cases, size).map((count) => 3 * count + 1);
}

const cores = 2;
const townSize = { areas: 300, times: 60, longest: 30, mostAreas: 300 } as const;
const spaceSize = { areas: 10_000, times: 1, longest: 1, mostAreas: 100, ending: "last" } as const;
const measuredSizes: readonly (readonly [string, Size])[] = [
  ["permutation, prospective", { ...townSize, model: "permutation", ending: "last" }],
  ["permutation, retrospective", { ...townSize, model: "permutation", ending: "any" }],
  ["Poisson, retrospective", { ...townSize, model: "poisson", ending: "any" }],
  ["Bernoulli, retrospective", { ...townSize, model: "bernoulli", ending: "any" }],
  ["expectation-based, retrospective", { ...townSize, model: "expectation", ending: "any" }],
  ["10,000 cells, 100 nearest, in space", { ...spaceSize, model: "poisson" }],
];

/** Half of 999 replications on this core: what each of two cores has to do. */
export async function benches(): Promise<{ name: string; value: number; unit: string; promise?: string }[]> {
  return measuredSizes.map(([what, size]) => {
    const { scan, cases } = town(size);
    const started = performance.now();
    finished(chanceMaxima(scan, cases, { from: 0, to: Math.ceil(999 / cores), seed: 1 }));
    const of = size.times > 1 ? "300 areas, 60 days, windows to 30 days, 34,000 cases, " : "";
    const name = `scan: ${of}${what}, 999 replications on 2 cores`;
    return { name, value: performance.now() - started, unit: "ms", promise: "≤ 8,000" };
  });
}
