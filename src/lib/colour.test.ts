import { expect, test } from "vitest";
import {
  categories,
  colourDistance,
  colourSteps,
  contrastRatio,
  deficiencies,
  diverging,
  fromOklab,
  type Ground,
  groundColour,
  hexOf,
  hotCold,
  type Rgb,
  rgbOf,
  seenWith,
  sequential,
  toOklab,
} from "./colour.ts";

const grounds: Ground[] = ["light", "dark"];
const lightness = (colour: Rgb) => toOklab(colour)[0];
const eyes: ((colour: Rgb) => Rgb)[] = [
  (colour) => colour,
  ...deficiencies.map((d) => (colour: Rgb) => seenWith(d, colour)),
];

/** The least distance between two neighbours, for every kind of eye. */
function closestNeighbours(colours: readonly Rgb[]): number {
  return Math.min(
    ...eyes.flatMap((see) => colours.slice(1).map((colour, i) => colourDistance(see(colour), see(colours[i])))),
  );
}

function closestPair(colours: readonly Rgb[], see: (colour: Rgb) => Rgb): number {
  return Math.min(
    ...colours.flatMap((one, i) => colours.slice(i + 1).map((other) => colourDistance(see(one), see(other)))),
  );
}

test("OKLab of the primaries is as published", () => {
  const near = (rgb: Rgb, lab: readonly number[]) => toOklab(rgb).forEach((v, i) => expect(v).toBeCloseTo(lab[i], 3));
  near([255, 255, 255], [1, 0, 0]);
  near([255, 0, 0], [0.628, 0.2249, 0.1258]);
  near([0, 255, 0], [0.8664, -0.2339, 0.1795]);
  near([0, 0, 255], [0.452, -0.0324, -0.3115]);
});

test("a colour survives the way to OKLab and back", () => {
  for (const hex of ["#000000", "#ffffff", "#a81e22", "#56b4e9", "#123456"])
    expect(hexOf(fromOklab(toOklab(rgbOf(hex))))).toBe(hex);
});

test("contrast is 21 between black and white", () => {
  expect(contrastRatio([0, 0, 0], [255, 255, 255])).toBeCloseTo(21, 6);
});

test("white and greys look the same to every eye", () => {
  for (const d of deficiencies)
    for (const v of [0, 128, 255]) expect(colourDistance(seenWith(d, [v, v, v]), [v, v, v])).toBeLessThan(0.005);
});

test("sequential ramps move away from their ground in lightness without turning back, for every eye", () => {
  for (const ground of grounds) {
    const away = ground === "light" ? -1 : 1;
    for (const see of eyes) {
      const steps = colourSteps(sequential[ground], 24).map((colour) => away * lightness(see(colour)));
      for (let i = 1; i < steps.length; i++) expect(steps[i]).toBeGreaterThan(steps[i - 1]);
    }
  }
});

test("sequential ramps have even steps", () => {
  for (const ground of grounds) {
    const colours = colourSteps(sequential[ground], 12);
    const steps = colours.slice(1).map((colour, i) => colourDistance(colour, colours[i]));
    expect(Math.max(...steps) / Math.min(...steps)).toBeLessThan(1.25);
  }
});

test("seven classes of a sequential or diverging ramp can be told from their neighbours by every eye", () => {
  for (const ground of grounds) {
    expect(closestNeighbours(colourSteps(sequential[ground], 7))).toBeGreaterThan(0.06);
    expect(closestNeighbours(colourSteps(diverging[ground], 7))).toBeGreaterThan(0.05);
  }
});

test("the strong end of every ramp stands out from its ground", () => {
  for (const ground of grounds) {
    const ends = [sequential[ground](1), diverging[ground](0), diverging[ground](1)];
    for (const end of ends) expect(contrastRatio(end, groundColour[ground])).toBeGreaterThan(4.5);
  }
});

test("the middle of a diverging ramp is a true neutral, and its sides are equally strong", () => {
  for (const ground of grounds) {
    const [, a, b] = toOklab(diverging[ground](0.5));
    expect(Math.hypot(a, b)).toBeLessThan(0.004);
    expect(Math.abs(lightness(diverging[ground](0)) - lightness(diverging[ground](1)))).toBeLessThan(0.1);
    for (const see of eyes)
      expect(colourDistance(see(diverging[ground](0)), see(diverging[ground](1)))).toBeGreaterThan(0.15);
  }
});

test("hot and cold get stronger with confidence and stay apart for every eye", () => {
  for (const ground of grounds) {
    const [cold99, cold95, cold90, none, hot90, hot95, hot99] = hotCold[ground];
    expect(none).toBeNull();
    const away = (colour: Rgb | null) => Math.abs(lightness(colour ?? [0, 0, 0]) - lightness(groundColour[ground]));
    for (const [weak, middle, strong] of [
      [cold90, cold95, cold99],
      [hot90, hot95, hot99],
    ]) {
      expect(away(middle)).toBeGreaterThan(away(weak));
      expect(away(strong)).toBeGreaterThan(away(middle));
    }
    const all = hotCold[ground].filter((colour): colour is Rgb => colour !== null);
    for (const see of eyes) expect(closestPair(all, see)).toBeGreaterThan(0.045);
  }
});

test("the eight categories can be told apart by every eye", () => {
  for (const ground of grounds) {
    expect(categories[ground]).toHaveLength(8);
    for (const see of eyes) expect(closestPair(categories[ground], see)).toBeGreaterThan(0.045);
  }
});
