import type { Theme } from "../../domain/document.ts";
import type { Box } from "../../domain/manifest.ts";
import type { Rgb } from "../../lib/colour.ts";
import { categories } from "../../lib/colour.ts";
import { inks } from "../ink.ts";

/** How many cameras see the ground, as a raster from north to south: codes are indices into `depthCodes`. */
export interface CoverageDepthData {
  readonly codes: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly box: Box;
}

/** How the depth is coloured. */
export interface CoverageDepthStyle {
  readonly theme: Theme;
}

/** Not seen, always seen by one, two, three or more, and only in reach of a camera that turns. */
export const depthCodes = ["depth-0", "depth-1", "depth-2", "depth-3", "reachable"] as const;

/** Colour and opacity (0 to 255) of each code. */
export function depthColours(theme: Theme): readonly (readonly [Rgb, number])[] {
  const { good } = inks[theme];
  const turning = categories[theme][6] ?? good;
  return [
    [good, 0],
    [good, 110],
    [good, 180],
    [good, 245],
    [turning, 105],
  ];
}
