import type { Camera } from "../domain/document.ts";
import { worldPixels } from "../lib/camera.ts";

const equatorMetres = 40_075_016.686;

/** A length that is easy to read, and how long it is on the screen. */
export interface ScaleBar {
  readonly metres: number;
  readonly pixels: number;
}

/** Metres on the ground that one CSS pixel covers in the middle of the map. */
export function metresPerPixel({ lat, zoom }: Pick<Camera, "lat" | "zoom">): number {
  return (equatorMetres * Math.cos((lat * Math.PI) / 180)) / (worldPixels * 2 ** zoom);
}

/** The longest of 1, 2 or 5 times a power of ten that is at most `maxPixels` long. */
export function scaleBar(camera: Pick<Camera, "lat" | "zoom">, maxPixels: number): ScaleBar {
  const perPixel = metresPerPixel(camera);
  const most = perPixel * maxPixels;
  const power = 10 ** Math.floor(Math.log10(most));
  const metres = power * ([5, 2].find((step) => step * power <= most) ?? 1);
  return { metres, pixels: metres / perPixel };
}
