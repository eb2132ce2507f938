import type { Theme } from "../../domain/document.ts";
import type { Box } from "../../domain/manifest.ts";
import { colourSteps, type Rgb, sequential } from "../../lib/colour.ts";
import { inks } from "../ink.ts";

/** What some cameras see, as a raster from north to south: codes are indices into `bandCodes`. */
export interface FootprintsData {
  readonly codes: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly box: Box;
}

/** How footprints are coloured. */
export interface FootprintsStyle {
  readonly theme: Theme;
}

/** Nothing, the four bands of pixel density from far to near, and what goes dark with the camera pointed at. */
export const bandCodes = ["none", "detect", "observe", "recognise", "identify", "only"] as const;

/** Colour and opacity (0 to 255) of each code. */
export function bandColours(theme: Theme): readonly (readonly [Rgb, number])[] {
  const { bad } = inks[theme];
  const steps = colourSteps(sequential[theme], 5).slice(1);
  return [[bad, 0], ...steps.map((colour): readonly [Rgb, number] => [colour, 205]), [bad, 235]];
}
