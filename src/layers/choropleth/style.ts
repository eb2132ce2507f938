import type { AreaTable } from "../../domain/area-table.ts";
import type { Theme } from "../../domain/document.ts";
import { type ClassEdges, classCountOf } from "../../lib/classes.ts";
import { colourSteps, diverging, type Rgb, sequential } from "../../lib/colour.ts";

/** Areas of one level, each with a value: NaN is "no data". */
export interface ChoroplethData {
  readonly areas: AreaTable;
  readonly values: Float64Array;
  /** 1 where the number behind the value is small; absent: nowhere. */
  readonly small?: Uint8Array;
}

/** How the values are classed, coloured and named. */
export interface ChoroplethStyle {
  readonly theme: Theme;
  readonly edges: ClassEdges;
  readonly colours: "sequential" | "diverging";
  /** Keys of the measure and its unit for the legend. */
  readonly title: string;
  readonly unit: string | null;
}

/** Opacity of the areas, 0 to 255: what is below shows through. */
export const fillAlpha = 210;
/** Opacity of areas without data, 0 to 255. */
export const noDataAlpha = 110;

/** The colours of the classes, from the lowest to the highest. */
export function classColours({ theme, edges, colours }: ChoroplethStyle): Rgb[] {
  const ramp = colours === "sequential" ? sequential[theme] : diverging[theme];
  return colourSteps(ramp, classCountOf(edges));
}
