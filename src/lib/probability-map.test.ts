import { expect, test } from "vitest";
import { worstDifference } from "../../test/support/hotspot-oracles.ts";
import { hasShared, sharedJson } from "../../test/support/shared.ts";
import { poissonCdf, poissonUpperTail, probabilityMap } from "./probability-map.ts";

interface Sids {
  readonly SID74: number[];
  readonly BIR74: number[];
  readonly probmap: { readonly expCount: number[]; readonly pmap: number[] };
  readonly choynowski_pmap: number[];
  readonly choynowski_type: boolean[];
}
const path = "oracles/01-hotspots/sids.json";
test.skipIf(!hasShared(path))("probability maps of North Carolina equal spdep's probmap and choynowski", () => {
  const data = sharedJson<Sids>(path);
  const map = probabilityMap({ cases: Float64Array.from(data.SID74), base: Float64Array.from(data.BIR74) });
  expect(worstDifference(map.expected, data.probmap.expCount)).toBeLessThan(1e-9);
  expect(worstDifference(map.atMost, data.probmap.pmap)).toBeLessThan(1e-9);
  expect(worstDifference(map.tail, data.choynowski_pmap)).toBeLessThan(1e-9);
  expect(Array.from(map.fewer, (fewer) => fewer === 1)).toEqual(data.choynowski_type);
});

test("both tails of a Poisson variable are right by hand, and far out", () => {
  expect(poissonCdf(2, 3)).toBeCloseTo(Math.exp(-3) * (1 + 3 + 4.5), 15);
  expect(poissonUpperTail(3, 3)).toBeCloseTo(1 - Math.exp(-3) * 8.5, 14);
  expect(poissonCdf(-1, 3)).toBe(0);
  expect([poissonCdf(0, 0), poissonUpperTail(0, 0), poissonUpperTail(1, 0)]).toEqual([1, 1, 0]);
  // R: ppois(99, 10, lower = FALSE), ppois(900, 1000), ppois(2600, 2500, lower = FALSE).
  expect(poissonUpperTail(100, 10) / 5.39858972813958e-63).toBeCloseTo(1, 11);
  expect(poissonCdf(900, 1000) / 0.000697767327796307).toBeCloseTo(1, 11);
  expect(poissonUpperTail(2601, 2500) / 0.0227466111415884).toBeCloseTo(1, 11);
  for (const mean of [0.3, 7, 40, 2500]) {
    for (const count of [0, 1, 6, 7, 8, 40, 2450, 2600]) {
      expect(poissonCdf(count, mean) + poissonUpperTail(count + 1, mean)).toBeCloseTo(1, 12);
    }
  }
});

test("areas without a base have no probability and do not count", () => {
  const map = probabilityMap({ cases: Float64Array.of(3, 1, 5), base: Float64Array.of(10, 10, 0) });
  expect([...map.expected]).toEqual([2, 2, Number.NaN]);
  expect(map.tail[2]).toBeNaN();
  expect(map.tail[0]).toBeCloseTo(1 - Math.exp(-2) * 5, 12);
  expect([...probabilityMap({ cases: new Float64Array(2), base: Float64Array.of(1, 2) }).tail]).toEqual([1, 1]);
});
