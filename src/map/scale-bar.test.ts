import { expect, test } from "vitest";
import { metresPerPixel, scaleBar } from "./scale-bar.ts";

test("at zoom 0 on the equator the world is 512 pixels wide", () => {
  expect(metresPerPixel({ lat: 0, zoom: 0 })).toBeCloseTo(40_075_016.686 / 512, 6);
  expect(metresPerPixel({ lat: 60, zoom: 0 })).toBeCloseTo(40_075_016.686 / 1024, 6);
});

test("the bar is a round length that fits, and the next one would not", () => {
  for (let zoom = 8; zoom <= 20; zoom += 0.3) {
    const camera = { lat: 31, zoom };
    const { metres, pixels } = scaleBar(camera, 100);
    expect(String(metres)).toMatch(/^0?\.?0*[125]0*$/);
    expect(pixels).toBeLessThanOrEqual(100 + 1e-9);
    expect(pixels).toBeGreaterThan(39.9);
    expect(pixels * metresPerPixel(camera)).toBeCloseTo(metres, 6);
  }
});
