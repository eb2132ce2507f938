import { describe, expect, test } from "vitest";
import { remainderLimit, stl } from "./stl.ts";

/** Monthly mean air temperatures at Nottingham Castle 1920–1939, in °F (`nottem` of R). */
const nottem = Float64Array.from(
  (
    "40.6 40.8 44.4 46.7 54.1 58.5 57.7 56.4 54.3 50.5 42.9 39.8 44.2 39.8 45.1 47 54.1 58.7 66.3 59.9 57 54.2 39.7 42.8" +
    " 37.5 38.7 39.5 42.1 55.7 57.8 56.8 54.3 54.3 47.1 41.8 41.7 41.8 40.1 42.9 45.8 49.2 52.7 64.2 59.6 54.4 49.2 36.3 37.6" +
    " 39.3 37.5 38.3 45.5 53.2 57.7 60.8 58.2 56.4 49.8 44.4 43.6 40 40.5 40.8 45.1 53.8 59.4 63.5 61 53 50 38.1 36.3" +
    " 39.2 43.4 43.4 48.9 50.6 56.8 62.5 62 57.5 46.7 41.6 39.8 39.4 38.5 45.3 47.1 51.7 55 60.4 60.5 54.7 50.3 42.3 35.2" +
    " 40.8 41.1 42.8 47.3 50.9 56.4 62.2 60.5 55.4 50.2 43 37.3 34.8 31.3 41 43.9 53.1 56.9 62.5 60.3 59.8 49.2 42.9 41.9" +
    " 41.6 37.1 41.2 46.9 51.2 60.4 60.1 61.6 57 50.9 43 38.8 37.1 38.4 38.4 46.5 53.5 58.4 60.6 58.2 53.8 46.6 45.5 40.6" +
    " 42.4 38.4 40.3 44.6 50.9 57 62.1 63.5 56.3 47.3 43.6 41.8 36.2 39.3 44.5 48.7 54.2 60.8 65.5 64.9 60.1 50.2 42.1 35.8" +
    " 39.4 38.2 40.4 46.9 53.4 59.6 66.5 60.4 59.2 51.2 42.8 45.8 40 42.6 43.5 47.1 50 60.5 64.6 64 56.8 48.6 44.2 36.4" +
    " 37.3 35 44 43.9 52.7 58.6 60 61.1 58.1 49.6 41.6 41.3 40.8 41 38.4 47.4 54.1 58.6 61.4 61.8 56.3 50.9 41.4 37.1" +
    " 42.1 41.2 47.3 46.6 52.4 59 59.6 60.4 57 50.7 47.8 39.2 39.4 40.9 42.4 47.8 52.4 58 60.7 61.8 58.2 46.7 46.6 37.8"
  ).split(" "),
  Number,
);

const at = (parts: ReturnType<typeof stl>, i: number) => [parts.seasonal[i], parts.trend[i], parts.remainder[i]];

describe("seasonal-trend decomposition", () => {
  test("is R's stl with a periodic season, at the first, a middle and the last month", () => {
    const parts = stl(nottem, { period: 12, seasonalSpan: "periodic", robust: false });
    const wanted = [
      [-9.34748088, 49.68120457, 0.26627631],
      [-2.76435483, 48.81725871, 1.24709612],
      [-9.47596966, 49.00452584, -1.72855618],
    ];
    [0, 99, 239].forEach((month, k) => {
      at(parts, month).forEach((value, part) => expect(value).toBeCloseTo(wanted[k][part], 7));
    });
  });

  test("is R's stl with a season that changes, made robust, to a twentieth of a degree", () => {
    const parts = stl(nottem, { period: 12, seasonalSpan: 7, robust: true });
    const wanted = [
      [-8.27699263, 49.56915775, -0.69216512],
      [-2.1591276, 48.78979549, 0.66933212],
      [-11.12204973, 49.34351974, -0.42147001],
    ];
    [0, 99, 239].forEach((month, k) => {
      at(parts, month).forEach((value, part) => expect(value).toBeCloseTo(wanted[k][part], 1));
    });
  });

  test("adds up to the series, and leaves nothing of a pure season", () => {
    const pure = Float64Array.from({ length: 70 }, (_, i) => 10 + (i % 7));
    const parts = stl(pure, { period: 7, seasonalSpan: "periodic", robust: false });
    for (let i = 0; i < 70; i++) {
      expect(parts.seasonal[i] + parts.trend[i] + parts.remainder[i]).toBeCloseTo(pure[i], 12);
      expect(Math.abs(parts.remainder[i])).toBeLessThan(0.02);
    }
  });

  test("needs two full periods without gaps", () => {
    const options = { period: 12, seasonalSpan: "periodic", robust: false } as const;
    expect(() => stl(new Float64Array(24), options)).toThrow("less than two periods");
    expect(() => stl(new Float64Array(30).fill(Number.NaN), options)).toThrow("gaps");
  });

  test("a remainder without spread gets the least one", () => {
    expect(remainderLimit(new Float64Array(9), { times: 3, leastSd: 0.5 })).toBe(1.5);
    expect(remainderLimit(Float64Array.of(-1, 0, 1), { times: 2, leastSd: 0 })).toBeCloseTo(2.9652, 12);
  });
});
