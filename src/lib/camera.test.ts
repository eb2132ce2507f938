import { expect, test } from "vitest";
import { cameraOf, viewportOf, zoomOf } from "./camera.ts";
import { mercatorX, mercatorY } from "./mercator.ts";
import { createRandom } from "./random.ts";

const size = { widthPx: 800, heightPx: 600 };

test("the whole world at zoom 0 is 512 pixels wide", () => {
  const { box } = viewportOf({ lon: 0, lat: 0, zoom: 0 }, { widthPx: 512, heightPx: 512 });
  expect(box[0]).toBeCloseTo(-180, 9);
  expect(box[2]).toBeCloseTo(180, 9);
  expect(box[3]).toBeCloseTo(85.0511287798, 9);
});

test("a camera shows its whole box, touching the edges that leave the least room", () => {
  const random = createRandom(5);
  for (let i = 0; i < 100; i++) {
    const [west, south] = [random.float() * 200 - 100, random.float() * 100 - 50];
    const box = [west, south, west + 0.01 + random.float(), south + 0.01 + random.float()] as const;
    const seen = viewportOf(cameraOf(box, size, 24), size).box;
    const perPx = (mercatorX(seen[2]) - mercatorX(seen[0])) / size.widthPx;
    const rooms = [
      mercatorX(box[0]) - mercatorX(seen[0]),
      mercatorX(seen[2]) - mercatorX(box[2]),
      mercatorY(box[3]) - mercatorY(seen[3]),
      mercatorY(seen[1]) - mercatorY(box[1]),
    ].map((room) => room / perPx);
    expect(Math.min(...rooms)).toBeCloseTo(24, 4);
    expect(rooms[0]).toBeCloseTo(rooms[1] ?? 0, 4);
    expect(rooms[2]).toBeCloseTo(rooms[3] ?? 0, 4);
  }
});

test("the zoom of a viewport is that of its camera", () => {
  expect(zoomOf(viewportOf({ lon: 121.4, lat: 31.2, zoom: 13.7 }, size))).toBeCloseTo(13.7, 9);
});
