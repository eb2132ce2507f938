import type { Theme } from "../../domain/document.ts";
import type { Polygons } from "../../domain/geometry.ts";
import type { Segments } from "../gl/segments-layer.ts";

/** Blind spots in order of weight, each made of some areas of a set. */
export interface GapsData {
  readonly polygons: Polygons;
  /** Area → the blind spot it belongs to, -1 for none. */
  readonly gapOf: Int32Array;
  /** Outlines of the blind spots, without the borders inside. */
  readonly outlines: Segments;
  readonly count: number;
}

/** How blind spots are coloured, and which stand out. */
export interface GapsStyle {
  readonly theme: Theme;
  /** The pointed or chosen blind spots, -1 for none. */
  readonly hovered: number;
  readonly selected: number;
}
