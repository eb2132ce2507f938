import { expect, test } from "vitest";
import { csrFromLists, worstDifference } from "../../test/support/hotspot-oracles.ts";
import { hasShared, sharedJson } from "../../test/support/shared.ts";
import {
  crudeRates,
  empiricalBayes,
  empiricalBayesIndex,
  excessRisk,
  globalPrior,
  localEmpiricalBayes,
} from "./empirical-bayes.ts";
import { moranI } from "./global-autocorrelation.ts";

interface SidsOracle {
  readonly SID74: number[];
  readonly BIR74: number[];
  readonly neighbors0_ncCC89_with_islands: number[][];
  readonly neighbors0_ncCR85: number[][];
  readonly EBest_poisson: { raw: number[]; est: number[]; a: number; b: number };
  readonly EBest_binomial: number[];
  readonly EBlocal_ncCR85: { est: number[]; geoda: number[] };
  readonly EBI_z: number[];
  readonly EBImoran_statistic_ncCC89_B: number;
  readonly published_EBI: number;
  readonly probmap: { relRisk: number[] };
}
const sids = "oracles/01-hotspots/sids.json";
test.skipIf(!hasShared(sids))("crude, global, local and index rates equal spdep on North Carolina", () => {
  const data = sharedJson<SidsOracle>(sids);
  const rates = { cases: Float64Array.from(data.SID74), base: Float64Array.from(data.BIR74) };
  expect(worstDifference(crudeRates(rates), data.EBest_poisson.raw)).toBeLessThan(1e-12);
  expect(
    worstDifference(
      empiricalBayes(rates).map((r) => r * 1000),
      data.EBest_poisson.est.map((r) => r * 1000),
    ),
  ).toBeLessThan(1e-9);
  expect(globalPrior(rates).variance / data.EBest_poisson.a).toBeCloseTo(1, 9);
  expect(
    worstDifference(
      empiricalBayes(rates, "binomial").map((r) => r * 1000),
      data.EBest_binomial.map((r) => r * 1000),
    ),
  ).toBeLessThan(1e-9);
  const graph = csrFromLists(data.neighbors0_ncCR85);
  const thousand = (values: readonly number[]) => values.map((r) => r * 1000);
  expect(
    worstDifference(
      localEmpiricalBayes(rates, graph, "geoda").map((r) => r * 1000),
      thousand(data.EBlocal_ncCR85.geoda),
    ),
  ).toBeLessThan(1e-9);
  expect(
    worstDifference(
      localEmpiricalBayes(rates, graph, "marshall").map((r) => r * 1000),
      thousand(data.EBlocal_ncCR85.est),
    ),
  ).toBeLessThan(1e-9);
  expect(
    worstDifference(
      excessRisk(rates).map((r) => r * 100),
      data.probmap.relRisk,
    ),
  ).toBeLessThan(1e-9);
  const index = empiricalBayesIndex(rates);
  expect(worstDifference(index, data.EBI_z)).toBeLessThan(1e-9);
  const islands = csrFromLists(data.neighbors0_ncCC89_with_islands);
  const moran = moranI(index, islands, { style: "binary", countIslands: true }).statistic;
  expect(moran).toBeCloseTo(data.EBImoran_statistic_ncCC89_B, 9);
  expect(moran).toBeCloseTo(data.published_EBI, 5);
});

const auckland = "oracles/01-hotspots/auckland_ebest.json";
test.skipIf(!hasShared(auckland))("global and local rates equal the published ones of Auckland", () => {
  const data = sharedJson<Record<"M77_85" | "Und5_81" | "est" | "EBlocal", number[]> & { queen0: number[][] }>(
    auckland,
  );
  const rates = { cases: Float64Array.from(data.M77_85), base: Float64Array.from(data.Und5_81, (b) => 9 * b) };
  const prior = globalPrior(rates);
  expect(prior.variance).toBeCloseTo(7.284173e-7, 12);
  expect(prior.mean).toBeCloseTo(0.002633436, 9);
  const thousand = (values: ArrayLike<number>) => Array.from(values, (r) => r * 1000);
  expect(worstDifference(thousand(empiricalBayes(rates)), thousand(data.est))).toBeLessThan(1e-9);
  const local = localEmpiricalBayes(rates, csrFromLists(data.queen0), "marshall");
  expect(worstDifference(thousand(local), thousand(data.EBlocal))).toBeLessThan(1e-9);
});

test("areas without a base have no rate and do not disturb the others", () => {
  const rates = { cases: Float64Array.of(2, 3, 5, 1, -1, Number.NaN), base: Float64Array.of(100, 200, 250, 0, 50, 80) };
  const clean = { cases: rates.cases.slice(0, 3), base: rates.base.slice(0, 3) };
  for (const estimate of [crudeRates, excessRisk, empiricalBayes, empiricalBayesIndex]) {
    const all = [...estimate(rates)];
    expect(all.slice(0, 3)).toEqual([...estimate(clean)]);
    expect(all.slice(3).every(Number.isNaN)).toBe(true);
  }
  const graph = csrFromLists([[1, 3], [0, 2], [1], [0], [], []]);
  const local = [...localEmpiricalBayes(rates, graph)];
  expect(local.slice(0, 3)).toEqual([...localEmpiricalBayes(clean, csrFromLists([[1], [0, 2], [1]]))]);
  expect(local.slice(3).every(Number.isNaN)).toBe(true);
});

test("no cases at all give zeros, and equal rates give the common rate", () => {
  const none = { cases: new Float64Array(3), base: Float64Array.of(10, 20, 30) };
  expect([...empiricalBayes(none)]).toEqual([0, 0, 0]);
  expect([...empiricalBayesIndex(none)]).toEqual([0, 0, 0]);
  const equal = { cases: Float64Array.of(1, 2, 3), base: Float64Array.of(10, 20, 30) };
  for (const rate of [...empiricalBayes(equal), ...empiricalBayes(equal, "binomial")])
    expect(rate).toBeCloseTo(0.1, 12);
});

test("an estimate lies between the crude and the overall rate, nearer the crude one for a larger base", () => {
  const rates = { cases: Float64Array.of(0, 40, 1, 60), base: Float64Array.of(20, 1000, 100, 3000) };
  const estimates = empiricalBayes(rates);
  const overall = 101 / 4120;
  const pull = [...estimates].map((estimate, i) => (estimate - overall) / (rates.cases[i] / rates.base[i] - overall));
  for (const share of pull) expect(share >= 0 && share <= 1).toBe(true);
  expect(pull[3]).toBeGreaterThan(pull[1]);
  expect(pull[1]).toBeGreaterThan(pull[2]);
  expect(pull[2]).toBeGreaterThan(pull[0]);
});
