import type { Camera } from "../domain/document.ts";
import type { Box } from "../domain/manifest.ts";
import type { Viewport } from "../domain/viewport.ts";
import { latitudeOf, longitudeOf, mercatorX, mercatorY } from "./mercator.ts";

/** CSS pixels of the whole world in Web Mercator at zoom 0. */
export const worldPixels = 512;

/** Width and height of a map in CSS pixels. */
export type MapSize = Pick<Viewport, "widthPx" | "heightPx">;

/** The camera that shows a box as large as it fits, with so many CSS pixels of room around it. */
export function cameraOf(box: Box, { widthPx, heightPx }: MapSize, paddingPx = 0): Camera {
  const [west, south, east, north] = box;
  const [x0, x1, y0, y1] = [mercatorX(west), mercatorX(east), mercatorY(north), mercatorY(south)];
  const room = (pixels: number) => Math.max(1, pixels - 2 * paddingPx) / worldPixels;
  const scale = Math.min(room(widthPx) / (x1 - x0), room(heightPx) / (y1 - y0));
  return { lon: (west + east) / 2, lat: latitudeOf((y0 + y1) / 2), zoom: Math.log2(scale) };
}

/** What a map of a size shows with a camera. */
export function viewportOf({ lon, lat, zoom }: Camera, { widthPx, heightPx }: MapSize): Viewport {
  const world = worldPixels * 2 ** zoom;
  const [x, y] = [mercatorX(lon), mercatorY(lat)];
  const [right, down] = [widthPx / 2 / world, heightPx / 2 / world];
  const box: Box = [longitudeOf(x - right), latitudeOf(y + down), longitudeOf(x + right), latitudeOf(y - down)];
  return { box, widthPx, heightPx };
}

/** The zoom at which a map shows what it shows. */
export function zoomOf({ box: [west, , east], widthPx }: Viewport): number {
  return Math.log2((360 * widthPx) / (worldPixels * (east - west)));
}
