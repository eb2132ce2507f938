import { expect, test } from "vitest";
import { csrFromLists, finish, worstDifference } from "../../test/support/hotspot-oracles.ts";
import { hasShared, sharedJson } from "../../test/support/shared.ts";
import { type Csr, weightMoments } from "./csr.ts";
import { gearyC, generalG, moranI } from "./global-autocorrelation.ts";
import { localGeary } from "./local-geary.ts";
import { localMoran } from "./local-moran.ts";
import { distanceBand, nearestNeighbours } from "./neighbours.ts";
import { normalTail, twoSidedP } from "./normal.ts";
import { createRandom } from "./random.ts";

interface EsdaOracle {
  readonly y: number[];
  readonly neighbors0: number[][];
  readonly Moran_r: Record<"I" | "EI" | "VI_norm" | "VI_rand" | "z_norm" | "z_rand" | "p_norm" | "p_rand", number>;
  readonly Geary_r: Record<"C" | "EC" | "VC_norm" | "VC_rand" | "z_norm" | "z_rand", number>;
  readonly Moran_Local_r: Record<
    "Is" | "q" | "EI_conditional_analytic" | "VI_conditional_analytic" | "EI_total" | "VI_total" | "EI_sim" | "VI_sim",
    number[]
  >;
  readonly Geary_Local_r: number[];
  readonly G: Record<"G" | "EG" | "VG" | "z_norm" | "p_norm", number>;
}

for (const name of ["esda_6points", "esda_desmith", "esda_sids2_SIDR74"]) {
  const path = `oracles/01-hotspots/${name}.json`;
  test.skipIf(!hasShared(path))(`global and local Moran, Geary and G equal PySAL on ${name}`, () => {
    const data = sharedJson<EsdaOracle>(path);
    const csr = csrFromLists(data.neighbors0);
    const value = Float64Array.from(data.y);
    const moran = moranI(value, csr);
    const { I, EI, VI_norm, VI_rand, z_rand } = data.Moran_r;
    const ours = [moran.statistic, moran.expected, moran.varianceNormal, moran.variance, moran.z];
    expect(worstDifference(ours, [I, EI, VI_norm, VI_rand, z_rand])).toBeLessThan(1e-9);
    const normal = (moran.statistic - moran.expected) / Math.sqrt(moran.varianceNormal);
    const { z_norm, p_norm, p_rand } = data.Moran_r;
    expect(worstDifference([normal, twoSidedP(normal), twoSidedP(moran.z)], [z_norm, p_norm, p_rand])).toBeLessThan(
      1e-9,
    );
    const geary = gearyC(value, csr);
    const gearyNormal = (geary.statistic - geary.expected) / Math.sqrt(geary.varianceNormal);
    expect(worstDifference([geary.expected, gearyNormal], [data.Geary_r.EC, data.Geary_r.z_norm])).toBeLessThan(1e-9);
    const { C, VC_norm, VC_rand } = data.Geary_r;
    expect(
      worstDifference(
        [geary.statistic, geary.varianceNormal, geary.variance, geary.z],
        [C, VC_norm, VC_rand, data.Geary_r.z_rand],
      ),
    ).toBeLessThan(1e-9);
    const local = finish(localMoran(value, csr));
    expect(worstDifference(local.statistic, data.Moran_Local_r.Is)).toBeLessThan(1e-9);
    expectMoments(value, csr, data.Moran_Local_r);
    expect(worstDifference(finish(localGeary(value, csr, { divisor: "n" })), data.Geary_Local_r)).toBeLessThan(1e-9);
    const g = generalG(value, csr);
    if (value.every((v) => v >= 0)) {
      expect(
        worstDifference([g.statistic, g.expected, g.variance, g.z], [data.G.G, data.G.EG, data.G.VG, data.G.z_norm]),
      ).toBeLessThan(1e-9);
      expect(normalTail(g.z)).toBeCloseTo(data.G.p_norm, 10);
    } else expect(g.statistic).toBeNaN();
  });
}

/** Moments by formula, quadrants, and what 99,999 simulated neighbourhoods of each area came to. */
function expectMoments(value: Float64Array, csr: Csr, data: EsdaOracle["Moran_Local_r"]): void {
  // PySAL's I has the divisor n − 1, but its moments are those of n.
  const conditional = finish(localMoran(value, csr, { divisor: "n" }));
  expect(worstDifference(conditional.expected, data.EI_conditional_analytic)).toBeLessThan(1e-9);
  expect(worstDifference(conditional.variance, data.VI_conditional_analytic)).toBeLessThan(1e-9);
  const total = finish(localMoran(value, csr, { divisor: "n", moments: "total" }));
  expect(worstDifference(total.expected, data.EI_total)).toBeLessThan(1e-9);
  expect(worstDifference(total.variance, data.VI_total)).toBeLessThan(1e-9);
  const own = finish(localMoran(value, csr));
  for (const [i, mean] of data.EI_sim.entries()) {
    expect(Math.abs(own.expected[i] - mean)).toBeLessThan(5 * Math.sqrt(own.variance[i] / 99_999));
    expect(own.variance[i] / data.VI_sim[i]).toBeCloseTo(1, 1);
    const [high, like] = [own.deviation[i] > 0, own.lag[i] > 0];
    expect(high ? (like ? 1 : 4) : like ? 2 : 3).toBe(data.q[i]);
  }
}

interface SidsOracle {
  readonly SID74: number[];
  readonly BIR74: number[];
  readonly neighbors0_ncCC89_with_islands: number[][];
  readonly published_moran_rate_B: number;
  readonly moran_rate_ncCC89_B: number;
  readonly localMoran_rate_W_islands: {
    I: number[];
    EI: number[];
    VI: number[];
    Z: (number | null)[];
    p_two_sided: (number | null)[];
  };
}
const sids = "oracles/01-hotspots/sids.json";
test.skipIf(!hasShared(sids))(
  "Moran's I with islands: published value without them in n, local moments as spdep",
  () => {
    const data = sharedJson<SidsOracle>(sids);
    const csr = csrFromLists(data.neighbors0_ncCC89_with_islands);
    const rate = Float64Array.from(data.SID74, (cases, i) => cases / data.BIR74[i]);
    expect(moranI(rate, csr, { style: "binary" }).statistic).toBeCloseTo(data.published_moran_rate_B, 5);
    const withIslands = moranI(rate, csr, { style: "binary", countIslands: true });
    expect(withIslands.statistic).toBeCloseTo(data.moran_rate_ncCC89_B, 12);
    const local = finish(localMoran(rate, csr, { divisor: "n" }));
    const { I, EI, VI, Z } = data.localMoran_rate_W_islands;
    expect(worstDifference(local.statistic, I)).toBeLessThan(1e-9);
    expect(worstDifference(local.expected, EI)).toBeLessThan(1e-9);
    expect(worstDifference(local.variance, VI)).toBeLessThan(1e-9);
    expect(worstDifference(local.z, Z)).toBeLessThan(1e-9);
    const { p_two_sided } = data.localMoran_rate_W_islands;
    expect(worstDifference(local.z.map(twoSidedP), p_two_sided)).toBeLessThan(1e-9);
  },
);

function randomMap(seed: number) {
  const random = createRandom(seed);
  const x = Float64Array.from({ length: 150 }, () => random.float());
  const y = Float64Array.from({ length: 150 }, () => random.float());
  return { x, y, value: Float64Array.from({ length: 150 }, () => Math.exp(random.gaussian())) };
}

test("local statistics add up to the global ones, and z is the same for binary and row-standardised weights", () => {
  for (let seed = 0; seed < 20; seed++) {
    const { x, y, value } = randomMap(seed);
    const csr = nearestNeighbours(x, y, 5);
    const mean = (v: Float64Array) => v.reduce((a, b) => a + b, 0) / v.length;
    const rows = finish(localMoran(value, csr, { divisor: "n" }));
    expect(mean(rows.statistic)).toBeCloseTo(moranI(value, csr).statistic, 12);
    const binary = finish(localMoran(value, csr, { style: "binary", divisor: "n-1" }));
    expect(worstDifference(binary.z, [...rows.z])).toBeLessThan(1e-9);
    const band = distanceBand(x, y, 0.1);
    const sum = finish(localMoran(value, band, { style: "binary", divisor: "n" })).statistic.reduce((a, b) => a + b, 0);
    const { s0 } = weightMoments(band, "binary");
    expect(sum).toBeCloseTo(s0 * moranI(value, band, { style: "binary", countIslands: true }).statistic, 8);
    const c = mean(finish(localGeary(value, csr, { divisor: "n-1" })));
    expect(c / 2).toBeCloseTo(gearyC(value, csr).statistic, 12);
  }
});

test("constant values, few areas and no neighbours give defined results", () => {
  const square = csrFromLists([
    [1, 2],
    [0, 3],
    [0, 3],
    [1, 2],
  ]);
  const flat = Float64Array.of(0.3, 0.3, 0.3, 0.3);
  const local = finish(localMoran(flat, square));
  expect([...local.statistic, ...local.z]).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
  expect([...finish(localGeary(flat, square))]).toEqual([0, 0, 0, 0]);
  expect(moranI(flat, square).z).toBeNaN();
  const alone = csrFromLists([[], [], [], []]);
  expect([...finish(localMoran(Float64Array.of(1, 2, 3, 4), alone)).z].every(Number.isNaN)).toBe(true);
  for (const statistic of [moranI, gearyC, generalG]) expect(statistic(Float64Array.of(1, 2, 3, 4), alone).z).toBeNaN();
  expect(generalG(Float64Array.of(-1, 2, 3, 4), square).statistic).toBeNaN();
});
