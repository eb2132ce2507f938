import type { Viewport } from "../../domain/viewport.ts";
import { mercatorX, mercatorY } from "../../lib/mercator.ts";

/** Where degrees lie on a picture, in CSS pixels from its top left corner. */
export interface Projection {
  x(lon: number): number;
  y(lat: number): number;
}

/** The projection of what a map shows. */
export function projectionOf({ box, widthPx, heightPx }: Viewport): Projection {
  const [west, south, east, north] = box;
  const [left, top] = [mercatorX(west), mercatorY(north)];
  const perX = widthPx / (mercatorX(east) - left);
  const perY = heightPx / (mercatorY(south) - top);
  return { x: (lon) => (mercatorX(lon) - left) * perX, y: (lat) => (mercatorY(lat) - top) * perY };
}
