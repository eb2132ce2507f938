import { expect, test } from "vitest";
import { colourDistance, deficiencies, type Rgb, seenWith } from "../../lib/colour.ts";
import { planLegend } from "./legend.ts";
import { type PlanData, planColour, planColourCount } from "./style.ts";

const nothing = { length: 0, ends: new Float64Array() };

/** A plan of so many units, as its legend sees it. */
function planOf(count: number): PlanData {
  const units = Array.from({ length: count }, (_, unit) => ({
    unit,
    name: `unit ${unit}`,
    figure: "",
    colour: unit,
    atoms: unit + 1,
    lon: 0,
    lat: 0,
    locked: false,
  }));
  const none = new Uint32Array();
  return {
    polygons: { coordinates: new Float64Array(), ringOffsets: none, polygonOffsets: none, featureOffsets: none },
    unit: new Uint16Array(),
    version: 1,
    units,
    onLine: nothing,
    offLine: nothing,
    broken: nothing,
    aimed: nothing,
    bridges: nothing,
    seeds: new Float64Array(),
    pale: null,
  };
}

test("the legend names the units with their atoms", () => {
  const legend = planLegend(planOf(2), { theme: "light" });
  expect(legend?.stops.map(({ code, count }) => [code, count])).toEqual([
    ["unit 0", 1],
    ["unit 1", 2],
  ]);
});

test("more units than a legend can hold are left to their names on the map, and so is an empty plan", () => {
  expect(planLegend(planOf(13), { theme: "light" })).toBeNull();
  expect(planLegend(planOf(0), { theme: "light" })).toBeNull();
});

test("twelve units differ in colour in both themes, also to colour-blind eyes, later ones begin anew", () => {
  for (const theme of ["light", "dark"] as const) {
    const colours = Array.from({ length: planColourCount }, (_, unit) => planColour(theme, unit));
    expect(planColour(theme, planColourCount)).toEqual(colours[0]);
    const eyes = [(rgb: Rgb) => rgb, ...deficiencies.map((one) => (rgb: Rgb) => seenWith(one, rgb))];
    for (const see of eyes) {
      const seen = colours.map(see);
      for (const [i, one] of seen.entries())
        for (const other of seen.slice(0, i)) expect(colourDistance(one, other)).toBeGreaterThan(0.04);
    }
  }
});
