import { adjustedP } from "../../lib/fdr.ts";
import { changeSides } from "./kernel/classes.ts";
import { binomialP, hypergeometricP } from "./kernel/exact.ts";
import type { Params } from "./kernel/params.ts";

export type Input = {
  /** Cases of each area in the earlier and the later period: whole numbers. */
  readonly before: Float64Array;
  readonly now: Float64Array;
  /** What they are out of, for shares: whole numbers, not less than the cases; both empty for counts. */
  readonly beforeOf: Float64Array;
  readonly nowOf: Float64Array;
};
export type Output = {
  readonly expected: Float64Array;
  readonly p: Float64Array;
  readonly q: Float64Array;
  readonly side: Uint8Array;
};

/** Exact tests of each area's change: of counts against the change of the whole, of shares against no change. */
export function* run(input: Input, params: Params): Generator<number, Output, void> {
  const { before, now, beforeOf, nowOf } = input;
  const rows = before.length;
  for (const [name, values] of Object.entries({ now, beforeOf, nowOf })) {
    if (values.length !== rows && !(name.endsWith("Of") && values.length === 0))
      throw new Error(`changes: ${name} has ${values.length} entries, expected ${rows}`);
  }
  const total = (values: Float64Array) => values.reduce((sum, one) => sum + one, 0);
  const share = total(now) / (total(before) + total(now));
  const expected = new Float64Array(rows).fill(Number.NaN);
  const p = new Float64Array(rows).fill(Number.NaN);
  for (let i = 0; i < rows; i++) {
    if (i % 4096 === 4095) yield i / rows;
    const both = before[i] + now[i];
    if (nowOf.length > 0) {
      const all = beforeOf[i] + nowOf[i];
      if (!(beforeOf[i] > 0 && nowOf[i] > 0)) continue;
      expected[i] = (nowOf[i] * both) / all;
      p[i] = hypergeometricP(now[i], nowOf[i], { marked: both, all });
    } else if (both > 0) {
      expected[i] = both * share;
      p[i] = share > 0 && share < 1 ? binomialP(now[i], both, share) : 1;
    }
  }
  const q = adjustedP(p, params.correction);
  const code = (name: (typeof changeSides)[number]) => changeSides.indexOf(name);
  const side = Uint8Array.from(q, (one, i) => {
    if (Number.isNaN(one)) return code("no-cases");
    if (one > params.level) return code("as-expected");
    return code(now[i] > expected[i] ? "more" : "fewer");
  });
  return { expected, p, q, side };
}
