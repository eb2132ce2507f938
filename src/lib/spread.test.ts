import { expect, test } from "vitest";
import { createRandom } from "./random.ts";
import { spread } from "./spread.ts";

test("few places are all kept, those without a position are not", () => {
  const lon = Float64Array.of(121, Number.NaN, 121.1);
  expect(spread({ lon, lat: Float64Array.of(31, 31, 31.1) }, 5)).toEqual([0, 2]);
});

test("of many places about so many are kept, never more, and they are apart", () => {
  const random = createRandom(6, "spread");
  const column = () => Float64Array.from({ length: 5000 }, () => random.float());
  const places = { lon: column(), lat: column() };
  const kept = spread(places, 100);
  expect(kept.length).toBeLessThanOrEqual(100);
  expect(kept.length).toBeGreaterThan(70);
  const squares = kept.map((n) => `${Math.floor(4 * (places.lon[n] ?? 0))} ${Math.floor(4 * (places.lat[n] ?? 0))}`);
  expect(new Set(squares).size).toBe(16);
});
