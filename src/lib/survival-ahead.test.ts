import { expect, test } from "vitest";
import { hasShared, sharedJson } from "../../test/support/shared.ts";
import { lifeTable, survivalTally } from "./survival.ts";
import { survivalAhead } from "./survival-ahead.ts";

test("of those that waited two days, half of those that had waited one are left", () => {
  // Ends at 1, 2, 2, 4; one last seen at 3: S is 0.8 from 1, 0.4 from 2, 0 from 4.
  const table = lifeTable(survivalTally([1, 2, 2, 3, 4], [1, 1, 1, 0, 1]));
  expect(survivalAhead(table, 1, 1).open).toBeCloseTo(0.5, 12);
  expect(survivalAhead(table, 1, 1).atRisk).toBe(4);
  expect(survivalAhead(table, 0, 1)).toEqual({ open: 0.8, atRisk: 5 });
  expect(survivalAhead(table, 2.5, 1)).toEqual({ open: 1, atRisk: 2 });
  expect(survivalAhead(table, 3, 5)).toEqual({ open: 0, atRisk: 1 });
});

test("beyond a curve that never reaches zero it is taken as level, and where nobody is left nothing is said", () => {
  const table = lifeTable(survivalTally([1, 2, 3], [1, 1, 0]));
  expect(survivalAhead(table, 2, 100)).toEqual({ open: 1, atRisk: 1 });
  expect(survivalAhead(lifeTable(survivalTally([1, 2], [1, 1])), 2, 1).open).toBeNaN();
  expect(survivalAhead(lifeTable(survivalTally([], [])), 2, 1).open).toBeNaN();
});

const file = "oracles/09-survival/survival_R.json";
interface Oracle {
  readonly aml_all_log: { readonly time: readonly number[]; readonly surv: readonly number[] };
  readonly aml_data: { readonly time: readonly number[]; readonly status: readonly number[] };
}

test.skipIf(!hasShared(file))("ratios of R's survival curve of aml", () => {
  const { aml_all_log: curve, aml_data: data } = sharedJson<Oracle>(file);
  const table = lifeTable(survivalTally(data.time, data.status));
  for (const [k, time] of curve.time.entries()) {
    const [first, here] = [curve.surv[0], curve.surv[k]];
    expect(survivalAhead(table, curve.time[0], time - curve.time[0]).open).toBeCloseTo(here / first, 9);
  }
});
