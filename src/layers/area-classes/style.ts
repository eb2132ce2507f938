import type { Theme } from "../../domain/document.ts";
import type { Polygons } from "../../domain/geometry.ts";
import type { Rgb } from "../../lib/colour.ts";

/** Areas that each belong to a class. */
export interface AreaClassesData {
  readonly areas: {
    readonly polygons: Polygons;
    /** A point inside each area: longitude and latitude interleaved, degrees. */
    readonly labelPoints: Float64Array;
    readonly areaKm2: Float64Array;
  };
  /** Class of each area: an index into the style's classes. */
  readonly codes: Uint8Array;
  /** 1 where the number behind the class is small; absent: nowhere. */
  readonly small?: Uint8Array;
}

/** One class: its name in the texts of the analysis, and its colour; `null` leaves the map as it is, `"no-data"` greys it. */
export interface AreaClass {
  readonly code: string;
  readonly colour: Rgb | "no-data" | null;
}

/** The classes, their colours and their marks, and whose texts name them. */
export interface AreaClassesStyle {
  readonly theme: Theme;
  readonly classes: readonly AreaClass[];
  /** The analysis whose texts have the names of the classes. */
  readonly analysis: string;
  /** The scale: classes that the legend lists first, in this order, even where no area has them. */
  readonly always: readonly string[];
  /** A letter or two on the areas of each class, where they are large enough; absent: none. */
  readonly marks?: readonly string[];
}
