import { expect, test } from "vitest";
import { csrFromLists, finish, worstDifference } from "../../test/support/hotspot-oracles.ts";
import { hasShared, sharedJson } from "../../test/support/shared.ts";
import { type GetisOrdKind, getisOrd, getisOrdRatio } from "./getis-ord.ts";
import { distanceBand } from "./neighbours.ts";
import { twoSidedP } from "./normal.ts";
import { createRandom } from "./random.ts";

interface Zs {
  readonly G: (number | null)[];
  readonly EG: (number | null)[];
  readonly VG: (number | null)[];
  readonly Z: (number | null)[];
  readonly p_two_sided: (number | null)[];
}
interface GetisOrdOracle {
  readonly x: number[];
  readonly y: number[];
  readonly val: number[];
  readonly [distance: `d${number}`]: { Gi_B: Zs; Gistar_B: Zs; Gi_W: Zs; Gistar_W: Zs; card: number[] };
}

/** Ratios, means and variances; the last in millionths, so that 1e-9 of them means something. */
function expectRatios(ours: ReturnType<typeof getisOrdRatio>, theirs: Pick<Zs, "G" | "EG" | "VG">): void {
  expect(worstDifference(ours.ratio, theirs.G)).toBeLessThan(1e-9);
  expect(worstDifference(ours.expected, theirs.EG)).toBeLessThan(1e-9);
  const millionths = theirs.VG.map((v) => (v === null ? null : 1e6 * v));
  expect(
    worstDifference(
      ours.variance.map((v) => 1e6 * v),
      millionths,
    ),
  ).toBeLessThan(1e-9);
}

const oracle = "oracles/01-hotspots/getisord.json";
test.skipIf(!hasShared(oracle))("Gi and Gi* equal spdep on the 16 x 16 grid of Getis and Ord at five distances", () => {
  const data = sharedJson<GetisOrdOracle>(oracle);
  const [x, y, value] = [data.x, data.y, data.val].map((column) => Float64Array.from(column));
  for (const distance of [30, 60, 90, 120, 150]) {
    const expected = data[`d${distance}`];
    const csr = distanceBand(x, y, distance);
    expect([...csr.start.slice(1)].map((end, i) => end - csr.start[i])).toEqual(expected.card);
    for (const [kind, binary, row] of [
      ["gi", expected.Gi_B, expected.Gi_W],
      ["gi-star", expected.Gistar_B, expected.Gistar_W],
    ] as const) {
      const z = finish(getisOrd(value, csr, kind));
      expect(worstDifference(z, binary.Z)).toBeLessThan(1e-9);
      expect(worstDifference(z, row.Z)).toBeLessThan(1e-9);
      for (const [style, theirs] of [
        ["binary", binary],
        ["row", row],
      ] as const) {
        expectRatios(getisOrdRatio(value, csr, { kind, style }), theirs);
      }
      for (const [i, p] of binary.p_two_sided.entries()) {
        expect(Math.abs(twoSidedP(z[i]) / (p ?? Number.NaN) - 1)).toBeLessThan(1e-9);
      }
    }
  }
  const published = [1.221979, 1.748098, 1.986135, 1.893374, 1.237454];
  for (const [k, distance] of [30, 60, 90, 120, 150].entries()) {
    expect(finish(getisOrd(value, distanceBand(x, y, distance), "gi"))[119]).toBeCloseTo(published[k], 6);
  }
  expect(finish(getisOrd(value, distanceBand(x, y, 30), "gi-star"))[119]).toBeCloseTo(1.45078, 5);
});

test("Gi and Gi* give the published values of the six points", () => {
  const csr = csrFromLists([[1, 3], [0, 3, 4], [4], [0, 1, 4], [1, 2, 3, 5], [4]]);
  const value = Float64Array.of(2, 3, 3.2, 5, 8, 7);
  const plain = [-1.0136729, -0.04361589, 1.31558703, -0.31412676, 1.15373986, 1.77833941];
  const star = [-1.39727626, -0.28917762, 0.65064964, -0.28917762, 1.23452088, 2.02424331];
  expect(worstDifference(finish(getisOrd(value, csr, "gi")), plain)).toBeLessThan(1e-8);
  expect(worstDifference(finish(getisOrd(value, csr, "gi-star")), star)).toBeLessThan(1e-8);
});

interface EsdaOracle {
  readonly y: number[];
  readonly neighbors0: number[][];
  readonly G_Local_B_nostar: EsdaG;
  readonly G_Local_B_star: EsdaG;
  readonly G_Local_R_nostar: EsdaG;
  readonly G_Local_R_star: EsdaG;
}
interface EsdaG {
  readonly Zs: number[];
  readonly Gs: number[];
  readonly EGs: number[];
  readonly VGs: number[];
}
for (const name of ["esda_6points", "esda_desmith", "esda_sids2_SIDR74"]) {
  const path = `oracles/01-hotspots/${name}.json`;
  test.skipIf(!hasShared(path))(
    `Gi and Gi* with binary weights equal PySAL on ${name}, negative values included`,
    () => {
      const data = sharedJson<EsdaOracle>(path);
      const csr = csrFromLists(data.neighbors0);
      const value = Float64Array.from(data.y);
      expect(worstDifference(finish(getisOrd(value, csr, "gi")), data.G_Local_B_nostar.Zs)).toBeLessThan(1e-9);
      expect(worstDifference(finish(getisOrd(value, csr, "gi-star")), data.G_Local_B_star.Zs)).toBeLessThan(1e-9);
      const ratios = (kind: GetisOrdKind, style: "binary" | "row") => getisOrdRatio(value, csr, { kind, style });
      for (const [kind, binary, row] of [
        ["gi", data.G_Local_B_nostar, data.G_Local_R_nostar],
        ["gi-star", data.G_Local_B_star, data.G_Local_R_star],
      ] as const) {
        expectRatios(ratios(kind, "binary"), { G: binary.Gs, EG: binary.EGs, VG: binary.VGs });
        // PySAL's variance of row-standardised weights leaves out Σw²: ratios and means only.
        expect(worstDifference(ratios(kind, "row").ratio, row.Gs)).toBeLessThan(1e-9);
        expect(worstDifference(ratios(kind, "row").expected, row.EGs)).toBeLessThan(1e-9);
      }
    },
  );
}

interface SidsOracle {
  readonly SID74: number[];
  readonly BIR74: number[];
  readonly neighbors0_ncCC89_with_islands: number[][];
  readonly Gi_rate_B_islands: Zs;
  readonly Gistar_rate_B: Zs;
}
const sids = "oracles/01-hotspots/sids.json";
test.skipIf(!hasShared(sids))("islands have no Gi, and a Gi* that is their own deviate, as in spdep", () => {
  const data = sharedJson<SidsOracle>(sids);
  const csr = csrFromLists(data.neighbors0_ncCC89_with_islands);
  const rate = Float64Array.from(data.SID74, (cases, i) => cases / data.BIR74[i]);
  expect(worstDifference(finish(getisOrd(rate, csr, "gi")), data.Gi_rate_B_islands.Z)).toBeLessThan(1e-9);
  expect(worstDifference(finish(getisOrd(rate, csr, "gi-star")), data.Gistar_rate_B.Z)).toBeLessThan(1e-9);
  const twoSided = finish(getisOrd(rate, csr, "gi")).map(twoSidedP);
  expect(worstDifference(twoSided, data.Gi_rate_B_islands.p_two_sided)).toBeLessThan(1e-9);
  expectRatios(getisOrdRatio(rate, csr, { kind: "gi-star", style: "binary" }), data.Gistar_rate_B);
  expectRatios(getisOrdRatio(rate, csr, { kind: "gi", style: "binary" }), data.Gi_rate_B_islands);
});

function randomMap(seed: number, n = 200) {
  const random = createRandom(seed);
  const x = Float64Array.from({ length: n }, () => random.float());
  const y = Float64Array.from({ length: n }, () => random.float());
  return { csr: distanceBand(x, y, 0.12), value: Float64Array.from({ length: n }, () => random.gaussian()) };
}

test("z does not depend on the unit or the origin of the value, nor on the order of the areas", () => {
  for (let seed = 0; seed < 20; seed++) {
    const { csr, value } = randomMap(seed);
    for (const kind of ["gi", "gi-star"] as const) {
      const z = finish(getisOrd(value, csr, kind));
      const moved = finish(
        getisOrd(
          value.map((v) => 1e6 + 3 * v),
          csr,
          kind,
        ),
      );
      expect(worstDifference(moved, [...z])).toBeLessThan(1e-7);
      const n = value.length;
      const reversed = csrFromLists(
        Array.from({ length: n }, (_, i) =>
          Array.from(csr.neighbour.subarray(csr.start[n - 1 - i], csr.start[n - i]), (j) => n - 1 - j),
        ),
      );
      const mirrored = finish(getisOrd(value.slice().reverse(), reversed, kind));
      expect(worstDifference(mirrored.reverse(), [...z])).toBeLessThan(1e-9);
    }
  }
});

test("a constant value, and a neighbourhood that is the whole map, give 0 and not NaN", () => {
  const everyone = csrFromLists([
    [1, 2, 3],
    [0, 2, 3],
    [0, 1, 3],
    [0, 1, 2],
  ]);
  for (const kind of ["gi", "gi-star"] as const) {
    expect([...finish(getisOrd(Float64Array.of(0.1, 0.1, 0.1, 0.1), everyone, kind))]).toEqual([0, 0, 0, 0]);
    expect([...finish(getisOrd(Float64Array.of(1, 5, 2, 7), everyone, kind))]).toEqual([0, 0, 0, 0]);
  }
  expect([...finish(getisOrd(Float64Array.of(4), csrFromLists([[]]), "gi-star"))]).toEqual([0]);
  expect([...finish(getisOrd(new Float64Array(0), csrFromLists([]), "gi"))]).toEqual([]);
});
