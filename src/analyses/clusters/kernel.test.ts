import { describe, expect, test } from "vitest";
import { defaultParams } from "../../domain/analysis.ts";
import { drain } from "../../engine/drive.ts";
import { createRandom } from "../../lib/random.ts";
import { enoughExceedances, replicationsUsed } from "../../lib/scan/inference.ts";
import { run as replicate } from "../replications/kernel.ts";
import { params } from "./kernel/params.ts";
import { problems } from "./kernel/problems.ts";
import { type Input, run } from "./kernel.ts";

const side = 7;
const settings = { ...defaultParams(params), replications: 199 };

/** Sixty days of cases at random; with a cluster of 30 in area 24 on the last three days. */
function town(planted = 30): Input {
  const random = createRandom(9, "clusters");
  const cases = Array.from({ length: 1500 }, () => [random.below(side * side), random.below(60)]);
  for (let i = 0; i < planted; i++) cases.push([24, 57 + (i % 3)]);
  return {
    area: Uint32Array.from(cases, ([area]) => area ?? 0),
    day: Int32Array.from(cases, ([, day]) => day ?? 0),
    isCase: new Uint8Array(0),
    x: Float64Array.from({ length: side * side }, (_, a) => 300 * (a % side)),
    y: Float64Array.from({ length: side * side }, (_, a) => 300 * Math.floor(a / side)),
    residents: new Float64Array(side * side).fill(50),
    today: Int32Array.of(59),
    maxima: new Float64Array(0),
  };
}

/** The maxima as several workers draw them, in parts. */
function drawn(input: Input, parts: number): Float64Array {
  const { maxima: _, ...records } = input;
  const edges = Array.from({ length: parts + 1 }, (_, i) => Math.round((i * settings.replications) / parts));
  const all = edges
    .slice(1)
    .flatMap((to, i) => [
      ...drain(replicate({ ...records, range: Uint32Array.of(edges[i] ?? 0, to) }, settings)).maxima,
    ]);
  return Float64Array.from(all);
}

describe("clusters", () => {
  test("a planted one is first, with its numbers by day", () => {
    const out = drain(run(town(), settings));
    expect([...out.member.slice(0, out.start[1])]).toContain(24);
    expect([out.from[0], out.to[0]]).toEqual([57, 59]);
    expect(out.p[0]).toBeLessThan(0.01);
    expect(out.recurrence[0]).toBeCloseTo(1 / (out.p[0] ?? 1), 6);
    const inside = out.daily.slice(57, 60).reduce((sum, one) => sum + one, 0);
    expect(inside).toBe(out.observed[0]);
    expect(out.dailyExpected.slice(57, 60).reduce((sum, one) => sum + one, 0)).toBeCloseTo(out.expected[0] ?? 0, 9);
  });

  test.each([30, 0])("p is the same here and on 1, 2 or 4 workers (%i cases planted)", (planted) => {
    const input = town(planted);
    const here = drain(run(input, settings));
    for (const workers of [1, 2, 4]) {
      const all = drawn(input, workers);
      const maxima = all.slice(0, replicationsUsed(here.ratio[0] ?? 0, all, enoughExceedances));
      expect(drain(run({ ...input, maxima }, settings)).p).toEqual(here.p);
    }
  });

  test.each(["poisson", "expectation"] as const)("%s finds it too", (model) => {
    expect([...drain(run(town(), { ...settings, model })).member]).toContain(24);
  });
});

describe("bad input", () => {
  const problem = (input: Input, changed = {}) => {
    const out = drain(run(input, { ...settings, ...changed }));
    expect(out.ratio).toHaveLength(0);
    return problems[out.problem[0] ?? 0];
  };

  test("is named", () => {
    const input = town();
    expect(problem({ ...input, x: Float64Array.of(0), y: Float64Array.of(0), area: input.area.map(() => 0) })).toBe(
      "one-area",
    );
    expect(problem({ ...input, day: input.day.map(() => 3) })).toBe("one-day");
    expect(problem({ ...input, today: Int32Array.of(-40) })).toBe("no-cases");
    expect(problem({ ...input, residents: new Float64Array(0) }, { model: "poisson" })).toBe("no-residents");
    expect(problem(input, { model: "bernoulli" })).toBe("no-other-records");
  });

  test("records of the future and without an area are counted, not used", () => {
    const input = town(0);
    input.day.set([99, -5]);
    input.area[2] = side * side;
    const out = drain(run(input, settings));
    expect([out.future[0], out.noArea[0], out.total[0]]).toEqual([1, 1, 1497]);
  });
});
