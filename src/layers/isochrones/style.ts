import type { Theme } from "../../domain/document.ts";
import type { Polygons } from "../../domain/geometry.ts";
import { colourSteps, type Rgb, sequential } from "../../lib/colour.ts";

/** What is reached from stations, band by band of minutes, and the areas nearest to each station. */
export interface IsochronesData {
  /** Reached since the break before, a feature a break. */
  readonly bands: Polygons;
  /** Ascending minutes. */
  readonly breaks: Float64Array;
  /** A feature a station. */
  readonly stationAreas: Polygons;
  /** Which analysis' texts have the names of the legend. */
  readonly analysis: string;
}

/** How isochrones are coloured. */
export interface IsochronesStyle {
  readonly theme: Theme;
}

/** The colours of bands, the soonest strongest. */
export function bandColours(theme: Theme, count: number): Rgb[] {
  return colourSteps(sequential[theme], count + 1)
    .slice(1)
    .reverse();
}
