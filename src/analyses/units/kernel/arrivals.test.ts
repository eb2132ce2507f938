import { expect, test } from "vitest";
import { createRandom } from "../../../lib/random.ts";
import { quantile } from "../../../lib/stats.ts";
import { arrivalBin, arrivalBins, p90ByUnit } from "./arrivals.ts";

test("the 90th percentile is that of the times themselves to within a tenth", () => {
  const random = createRandom(11);
  const counts = new Uint32Array(3 * arrivalBins);
  const times: number[][] = [[], []];
  for (let k = 0; k < 3000; k++) {
    const atom = random.below(2);
    const minutes = Math.exp(3 + 0.8 * random.gaussian() + atom);
    times[atom]?.push(minutes);
    const at = atom * arrivalBins + arrivalBin(minutes);
    counts[at] = (counts[at] ?? 0) + 1;
  }
  const found = p90ByUnit({ counts, cases: 3000 }, [0, 1, 2], 3);
  for (const unit of [0, 1]) {
    const exact = quantile(Float64Array.from(times[unit] ?? []), 0.9);
    expect(Math.abs((found[unit] ?? 0) / exact - 1)).toBeLessThan(0.1);
  }
  const all = quantile(Float64Array.from(times.flat()), 0.9);
  expect(Math.abs((found[3] ?? 0) / all - 1)).toBeLessThan(0.1);
});

test("with fewer than thirty arrivals it is not said", () => {
  const counts = new Uint32Array(arrivalBins);
  counts[10] = 29;
  expect(p90ByUnit({ counts, cases: 29 }, [0], 1)).toEqual([null, null]);
});
