import { describe, expect, test } from "vitest";
import type { Theme } from "../../domain/document.ts";
import { colourDistance, contrastRatio, deficiencies, hotCold, type Rgb, seenWith } from "../../lib/colour.ts";
import { wallPalettes } from "./palette.ts";

const eyes: readonly (readonly [string, (colour: Rgb) => Rgb])[] = [
  ["all cones", (colour) => colour],
  ...deficiencies.map((name) => [name, (colour: Rgb) => seenWith(name, colour)] as const),
];

describe.each(Object.entries(wallPalettes))("the %s wall", (_, palette) => {
  test.each(eyes)("has text that is read with %s", (_name, see) => {
    const contrast = (colour: Rgb) => contrastRatio(see(colour), see(palette.panel));
    for (const name of ["ink", "stale"] as const) expect(contrast(palette[name])).toBeGreaterThan(12);
    for (const name of ["pale", "fresh", "late"] as const) expect(contrast(palette[name])).toBeGreaterThan(7);
  });

  test.each(eyes)("has shapes that stand off from the panel with %s", (_name, see) => {
    for (const name of ["data", "bad", "quiet"] as const)
      expect(contrastRatio(see(palette[name]), see(palette.panel))).toBeGreaterThan(3);
  });

  test.each(eyes)("has meanings that are told apart with %s", (_name, see) => {
    const pairs = [
      ["data", "bad"],
      ["bad", "quiet"],
      ["data", "quiet"],
      ["fresh", "late"],
    ] as const;
    for (const [one, other] of pairs)
      expect(colourDistance(see(palette[one]), see(palette[other]))).toBeGreaterThan(0.09);
  });
});

describe.each(["dark", "light"] as const satisfies readonly Theme[])("hotspots on the %s wall", (theme) => {
  test.each(eyes)("are told from cold ones at every strength with %s", (_name, see) => {
    const signs = hotCold[theme];
    for (const strength of [1, 2, 3]) {
      const [cold, hot] = [signs[3 - strength], signs[3 + strength]];
      if (!cold || !hot) throw new Error("a sign has no colour");
      expect(colourDistance(see(cold), see(hot))).toBeGreaterThan(0.06);
    }
  });
});
