import { expect, test } from "vitest";
import { brightnessAt, sceneAt, shiftAt } from "./timetable.ts";

test("scenes follow one another by the clock alone", () => {
  const lengths = [30, 10, 20];
  expect(sceneAt(0, lengths)).toEqual({ index: 0, until: 30_000 });
  expect(sceneAt(30_000, lengths)).toEqual({ index: 1, until: 40_000 });
  expect(sceneAt(59_999, lengths)).toEqual({ index: 2, until: 60_000 });
  expect(sceneAt(60_000, lengths).index).toBe(0);
});

test("two computers whose clocks agree show the same scene whenever they were started", () => {
  const now = Date.UTC(2026, 10, 22, 15, 47, 12);
  expect(sceneAt(now, [15, 15, 15])).toEqual(sceneAt(now, [15, 15, 15]));
  expect(sceneAt(sceneAt(now, [15, 15, 15]).until, [15, 15, 15]).index).toBe(
    (sceneAt(now, [15, 15, 15]).index + 1) % 3,
  );
});

test("one scene, or none, never ends", () => {
  expect(sceneAt(5, [10])).toEqual({ index: 0, until: Number.POSITIVE_INFINITY });
  expect(sceneAt(5, [])).toEqual({ index: 0, until: Number.POSITIVE_INFINITY });
});

test("the wall is dim from evening to morning", () => {
  const night = { fromHour: 22, toHour: 6, brightness: 0.4 };
  expect([21.9, 22, 0, 5.9, 6, 12].map((hour) => brightnessAt(hour, night))).toEqual([1, 0.4, 0.4, 0.4, 1, 1]);
  expect(brightnessAt(3, null)).toBe(1);
});

test("the picture wanders by one pixel a minute and visits every place", () => {
  const places = new Set<string>();
  let before = shiftAt(0, 3);
  for (let minute = 0; minute < 98; minute++) {
    const place = shiftAt(minute * 60_000, 3);
    expect(Math.abs(place[0] - before[0]) + Math.abs(place[1] - before[1])).toBeLessThanOrEqual(1);
    expect(Math.max(Math.abs(place[0]), Math.abs(place[1]))).toBeLessThanOrEqual(3);
    places.add(place.join());
    before = place;
  }
  expect(places.size).toBe(49);
});
