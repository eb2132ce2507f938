import type { roadClasses } from "../domain/vocabulary.ts";

/** How important a road is. */
export type RoadClass = (typeof roadClasses)[number];

/** The zooms at which widths are given; between them they grow exponentially. */
export const widthZooms = [11, 14, 18] as const;
/** By how much the steps of a width grow from zoom to zoom. */
export const widthBase = 1.6;

/** Widths of a road class in pixels at the three zooms. */
export const roadWidths: Readonly<Record<RoadClass, readonly [number, number, number]>> = {
  expressway: [2, 7, 44],
  trunk: [1.6, 6, 38],
  primary: [1.3, 5, 32],
  secondary: [0.8, 3.6, 24],
  branch: [0.4, 2.2, 16],
  lane: [0.2, 1.2, 9],
  path: [0, 0.5, 3],
};

/** Pixels that a casing is wider than its road, at the three zooms. */
export const casingPixels: readonly [number, number, number] = [0.6, 1.4, 2];

/** Zoom, width, zoom, width: straight between them. */
export const railwayWidth = [11, 1, 17, 4] as const;
/** Of the ties, as `railwayWidth`. */
export const tieWidth = [13, 0.6, 17, 2.4] as const;
/** Lengths of a tie and a gap, in widths. */
export const tieDashes = [4, 4] as const;

/** The zooms from which parts of the base map are drawn. */
export const firstZooms = { buildings: 13, narrow: 13.5, casing: 12, ties: 13 } as const;

/** Whether a road has a casing and is drawn at every zoom. */
export function isWideRoad(roadClass: RoadClass): boolean {
  return roadClass !== "lane" && roadClass !== "path";
}

/** Width of a road at a zoom in pixels, `extra` pixels wider. */
export function roadWidth(roadClass: RoadClass, zoom: number, extra: readonly [number, number, number]): number {
  const [far, middle, near] = widthZooms;
  const at = (stop: 0 | 1 | 2) => roadWidths[roadClass][stop] + extra[stop];
  const [z0, z1, low, high] = zoom < middle ? [far, middle, at(0), at(1)] : [middle, near, at(1), at(2)];
  const part = (widthBase ** (clamped(zoom, z0, z1) - z0) - 1) / (widthBase ** (z1 - z0) - 1);
  return low + part * (high - low);
}

/** A width that grows evenly with the zoom, in pixels. */
export function evenWidth([z0, low, z1, high]: readonly [number, number, number, number], zoom: number): number {
  return low + ((clamped(zoom, z0, z1) - z0) / (z1 - z0)) * (high - low);
}

function clamped(zoom: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, zoom));
}
