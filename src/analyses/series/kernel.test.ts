import { describe, expect, test } from "vitest";
import { defaultParams } from "../../domain/analysis.ts";
import { drain } from "../../engine/drive.ts";
import { createRandom } from "../../lib/random.ts";
import { poissonNumber } from "../../lib/scan/chance.ts";
import { detectors } from "../../lib/surveillance/series.ts";
import { params } from "./kernel/params.ts";
import { run } from "./kernel.ts";

const days = 200;
const settings = defaultParams(params);

function counts(rows: number): Float64Array {
  const random = createRandom(5, "series kernel");
  return Float64Array.from({ length: rows * days }, () => poissonNumber(2, random));
}

const judge = (values: Float64Array, changed = {}) =>
  drain(run({ counts: values, days: Uint32Array.of(days), firstDay: Int32Array.of(0) }, { ...settings, ...changed }));

describe("series", () => {
  test("one that is unusual is the alarm among a hundred that are not", () => {
    const values = counts(100);
    values[42 * days + days - 1] = 30;
    const out = judge(values);
    expect([...out.alarm.keys()].filter((row) => out.alarm[row] === 1)).toEqual([42]);
    expect(out.above[42]).toBe(1);
    expect(detectors[out.detector[42] ?? 0]).toBe("ears-c2");
    expect(out.q[42]).toBeGreaterThanOrEqual(out.p[42] ?? 1);
  });

  test("a last day without data is not assessed, and no alarm", () => {
    const values = counts(2);
    values[days - 1] = Number.NaN;
    const out = judge(values);
    expect(out.p[0]).toBeNaN();
    expect(out.alarm[0]).toBe(0);
    expect(out.p[1]).not.toBeNaN();
  });

  test("counts that are no rows of days are refused", () => {
    expect(() => judge(new Float64Array(days + 1))).toThrow("no rows");
  });
});
