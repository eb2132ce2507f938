import { expect, test } from "vitest";
import type { DailyCases } from "../../../state/daily-cases.ts";
import { camerasOut, silencesOf, surgeOf } from "./limits.ts";

const day = 86_400;

/** Only what these limits look at. */
const cases = (own: Partial<DailyCases>): DailyCases => own as DailyCases;

test("a channel is silent once a Poisson stream at its rate hardly would be", () => {
  // Channel 0: two a day until day 95; channel 1: one in ten days, the last on day 90.
  const own = Array.from({ length: 192 }, (_, i) => [0, Math.floor(i / 2)]);
  for (let d = 0; d <= 90; d += 10) own.push([1, d]);
  const daily = cases({
    source: Uint32Array.from(own, ([source]) => source ?? 0),
    day: Int32Array.from(own, ([, on]) => on ?? 0),
    sources: ["patrol", "media"],
    span: [0, 100],
  });
  expect(silencesOf(daily)).toEqual([
    { source: "patrol", lastDay: 95, quietDays: 5, perDay: 2, p: expect.closeTo(Math.exp(-10), 9) },
  ]);
});

test("a surge is open cases due soon at the rate of those open and due as soon before", () => {
  // Every day one case falls due two days after its report: half of them late. Now twenty are due tomorrow.
  const past = Array.from({ length: 60 }, (_, i) => ({
    day: 40 + i,
    due: (42 + i) * day,
    closed: (i % 2 === 0 ? 41.9 : 43) * day + i * day,
  })).filter(({ due }) => due < 100 * day);
  const now = Array.from({ length: 20 }, () => ({ day: 99, due: 101 * day, closed: Number.NaN }));
  const all = [...past, ...now];
  const found = surgeOf(
    cases({
      day: Int32Array.from(all, (one) => one.day),
      due: Float64Array.from(all, (one) => one.due),
      closed: Float64Array.from(all, (one) => one.closed),
    }),
    100 * day,
  );
  expect(found?.due).toBe(20);
  expect(found?.predicted).toBeGreaterThan(8);
  expect(found?.p).toBeLessThan(0.001);
  expect(
    surgeOf(cases({ day: new Int32Array(1), due: Float64Array.of(Number.NaN), closed: Float64Array.of(1) }), 0),
  ).toBe(null);
});

test("cameras that are not online are out; without any status nothing is said", () => {
  const camera = { rows: 3, names: ["a", "", "c"], ids: ["1", "2", "3"] };
  expect(camerasOut({ ...camera, status: ["online", "offline", ""] })).toEqual({ out: 1, all: 2, names: ["2"] });
  expect(camerasOut({ ...camera, status: ["", "", ""] })).toBeNull();
});
