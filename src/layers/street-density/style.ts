import type { Theme } from "../../domain/document.ts";
import { type Rgb, sequential } from "../../lib/colour.ts";

/** Pieces of street with the density of cases along them. */
export interface StreetDensityData {
  /** Longitude and latitude of both ends of each piece, four numbers a piece. */
  readonly ends: Float64Array;
  /** Cases per km of street of each piece. */
  readonly perKm: Float64Array;
  readonly max: number;
}

/** How streets are drawn. */
export interface StreetDensityStyle {
  readonly theme: Theme;
  /** Streets that stand out, by the ends of their pieces. */
  readonly marks: readonly { readonly role: "hovered" | "selected"; readonly ends: Float64Array }[];
}

/** Steps of colour and width; below the first a street stays as it is. */
export const stepCount = 8;

/** The step of a density on an even scale, −1 where it is next to nothing. */
export function stepOf(perKm: number, max: number): number {
  return max > 0 ? Math.min(stepCount - 1, Math.ceil((perKm / max) * (stepCount + 1)) - 2) : -1;
}

/** Where a step begins, in cases per km. */
export function stepStart(step: number, max: number): number {
  return max * ((step + 1) / (stepCount + 1));
}

/** Colour of a step, and its width in pixels. */
export function stepLook(step: number, theme: Theme): { readonly colour: Rgb; readonly widthPixels: number } {
  const share = step / (stepCount - 1);
  return { colour: sequential[theme](0.15 + 0.85 * share), widthPixels: 1.5 + 5 * share };
}
