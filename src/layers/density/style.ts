import type { Theme } from "../../domain/document.ts";
import type { RampScale } from "../../domain/layer.ts";
import type { Box } from "../../domain/manifest.ts";

/** A smoothed field of cases per km² over a box, rows from north to south, cells even in Web Mercator. */
export interface DensityData {
  readonly field: Float32Array;
  readonly width: number;
  readonly height: number;
  readonly box: Box;
}

/** How a field is coloured. */
export interface DensityStyle {
  readonly theme: Theme;
  readonly scale: RampScale;
  /** Cases per km² at the end of the ramp; absent: the largest of the field. */
  readonly max?: number;
}
