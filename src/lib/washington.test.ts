import { expect, test } from "vitest";
import { finish, washington, worstDifference } from "../../test/support/hotspot-oracles.ts";
import { hasShared } from "../../test/support/shared.ts";
import { contiguity } from "./contiguity.ts";
import { adjustedP } from "./fdr.ts";
import { getisOrd } from "./getis-ord.ts";
import { gearyC, generalG, moranI } from "./global-autocorrelation.ts";
import { localGeary } from "./local-geary.ts";
import { localMoran } from "./local-moran.ts";
import { twoSidedP } from "./normal.ts";

/**
 * Reference values: R 4.2.2, spdep 1.2-7, sf 1.0-9 on the 296 single-member districts and 34,049 cases;
 * `poly2nb(queen)`, `localG` (binary; with `include.self` for Gi*), `localmoran` and `localC` (row-standardised),
 * `moran.test`, `geary.test`, `globalG.test` (binary). Rows 1, 2, 3, 100, 200 and 296 of R's count from 1.
 */
const rows = [0, 1, 2, 99, 199, 295];
const reference = {
  cases: [65, 166, 166, 34, 84, 33],
  star: [
    2.46893163494554, 0.962990100989966, 1.59617006413038, -0.648347614694666, -2.20716554926615, -2.13151856439044,
  ],
  gi: [3.00416348411574, 0.739918820084269, 1.43177038386666, -0.103701996736038, -2.19226127064247, -1.86228480965714],
  moran: [
    -0.927278160939512, 0.2305679260195299, 0.447737887814607, 0.0626804846157598, 0.3524102777701402,
    0.7345348853809049,
  ],
  moranVariance: [
    0.0949393356826507, 0.098531173690706, 0.098531173690706, 0.4168275336132241, 0.025933143456041, 0.1574324052802118,
  ],
  moranLessOne: [
    -0.9241454644498516, 0.2297889803235179, 0.4462252598152333, 0.0624687262217876, 0.3512197025074033,
    0.7320533486059695,
  ],
  geary: [
    7.63778434180428, 0.986116608375059, 0.500613800566242, 1.56650624918641, 0.414008410972421, 0.66696383381072,
  ],
};
const path = "data/dc/layers/single-member-district-2013.geojson";

test.skipIf(!hasShared(path))("neighbours and statistics of Washington's districts equal R's spdep", () => {
  const { areas, cases } = washington();
  const at = (values: Float64Array) => Float64Array.from(rows, (i) => values[i]);
  expect([...at(cases)]).toEqual(reference.cases);
  expect(cases.reduce((a, b) => a + b)).toBe(34_049);
  const queen = contiguity(areas, "queen");
  expect(queen.neighbour).toHaveLength(1746);
  const star = finish(getisOrd(cases, queen, "gi-star"));
  expect(worstDifference(at(star), reference.star)).toBeLessThan(1e-9);
  expect(star.indexOf(Math.max(...star))).toBe(211);
  expect(worstDifference(at(finish(getisOrd(cases, queen, "gi"))), reference.gi)).toBeLessThan(1e-9);
  const p = star.map(twoSidedP);
  expect([adjustedP(p, "bh"), adjustedP(p, "by")].map((q) => q.filter((value) => value <= 0.05).length)).toEqual([
    15, 7,
  ]);
  const local = finish(localMoran(cases, queen, { divisor: "n" }));
  expect(worstDifference(at(local.statistic), reference.moran)).toBeLessThan(1e-9);
  expect(worstDifference(at(local.variance), reference.moranVariance)).toBeLessThan(1e-9);
  expect(worstDifference(at(finish(localMoran(cases, queen)).statistic), reference.moranLessOne)).toBeLessThan(1e-9);
  expect(worstDifference(at(finish(localGeary(cases, queen))), reference.geary)).toBeLessThan(1e-9);
  const [moran, geary, g] = [moranI(cases, queen), gearyC(cases, queen), generalG(cases, queen)];
  expect(worstDifference([moran.statistic, moran.variance], [0.24705968983959742, 0.00114670234068023])).toBeLessThan(
    1e-9,
  );
  expect(worstDifference([geary.statistic, geary.variance], [0.83457547640314178, 0.00208321457652385])).toBeLessThan(
    1e-9,
  );
  expect(worstDifference([g.statistic, g.variance * 1e6], [0.0242939715619712, 0.25067145869624])).toBeLessThan(1e-9);
});
