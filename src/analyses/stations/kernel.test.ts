import { expect, test } from "vitest";
import { drain } from "../../engine/drive.ts";
import { createRandom } from "../../lib/random.ts";
import { crewLoad } from "./kernel/load.ts";
import { type Input, run } from "./kernel.ts";

const params = { targetMinutes: 5, serviceMinutes: 30 };

function inputOf(changed: Partial<Input> = {}): Input {
  return {
    beforeMinutes: Float64Array.of(3, 6, 4, Infinity),
    afterMinutes: Float64Array.of(3.1, 4, 7, 20),
    placeWeight: Float64Array.of(10, 20, 30, 40),
    placeGroup: new Uint8Array(4),
    placeArea: Uint32Array.of(0, 0, 1, 9),
    groupCount: Uint32Array.of(1),
    areaCount: Uint32Array.of(2),
    areaCalls: Float64Array.of(0.5, 0.5),
    beforeCrews: Float64Array.of(1, 1),
    afterCrews: Float64Array.of(1, 1, 1),
    beforeOd: Float32Array.of(3, 6, 5, 4),
    afterOd: Float32Array.of(3, 6, 5, 4, 1, 1),
    ...changed,
  };
}

test("what changes by area and in all, by hand", () => {
  const out = drain(run(inputOf(), params));
  expect([...out.total]).toEqual([30, 30, 100]);
  expect([...out.beforeWithin]).toEqual([10, 30, 40]);
  expect([...out.afterWithin]).toEqual([30, 0, 30]);
  expect([...out.beforeMedian]).toEqual([6, 4, 6]);
  expect([...out.afterMedian]).toEqual([4, 7, 7]);
  expect([...out.afterP90]).toEqual([4, 7, 20]);
  // A tenth of a minute is no change; from not reached to reached is sooner.
  expect([...out.later]).toEqual([0, 30, 30]);
  expect([...out.sooner]).toEqual([20, 0, 60]);
});

test("one crew at each of two stations with equal calls is the two-server hypercube", () => {
  const { busy, away, travel, waiting, status } = crewLoad(
    { crews: [1, 1], calls: Float64Array.of(0.5, 0.5), minutes: Float32Array.of(2, 4, 4, 2) },
    1,
  );
  // M/M/2 with load 1: all busy 1/3 of the time; both units alike are busy half of it.
  expect([...busy]).toEqual([expect.closeTo(0.5, 9), expect.closeTo(0.5, 9)]);
  expect(waiting).toBeCloseTo(1 / 3, 9);
  // None busy 1/3, one busy 1/3 (each 1/6): away when the near one alone is busy, or when waiting, by half.
  expect(away).toBeCloseTo(1 / 6 + 1 / 6, 9);
  expect(travel).toBeCloseTo((2 / 3) * 2 + (1 / 3) * 4, 9);
  expect(status).toBe(1);
});

test("too many calls, no crews and no calls are said, not worked out", () => {
  const minutes = Float32Array.of(2, 4);
  expect(crewLoad({ crews: [1], calls: Float64Array.of(1, 1), minutes }, 1).status).toBe(2);
  expect(crewLoad({ crews: [0], calls: Float64Array.of(1, 1), minutes }, 9).status).toBe(0);
  expect(crewLoad({ crews: [1], calls: new Float64Array(2), minutes }, 9).status).toBe(0);
  expect(crewLoad({ crews: [1], calls: Float64Array.of(1, 0), minutes: Float32Array.of(Infinity, 1) }, 9).status).toBe(
    0,
  );
});

test("another crew never makes more calls wait, nor the mean busier", () => {
  const random = createRandom(3, "stations");
  const calls = Float64Array.from({ length: 25 }, () => random.between(0, 0.3));
  const minutes = Float32Array.from({ length: 4 * 25 }, () => random.between(1, 15));
  let last = 1;
  for (const crews of [
    [1, 1, 1, 1],
    [2, 1, 1, 1],
    [2, 2, 2, 1],
    [4, 4, 4, 4],
  ]) {
    const { waiting, status } = crewLoad({ crews, calls, minutes }, 2);
    expect(status).toBe(1);
    expect(waiting).toBeLessThanOrEqual(last);
    last = waiting;
  }
});
