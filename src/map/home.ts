import type { Camera } from "../domain/document.ts";
import type { Box } from "../domain/manifest.ts";
import { cameraOf, type MapSize } from "../lib/camera.ts";

/** CSS pixels that are left free around what a map first shows. */
export const homePadding = 24;

/** The camera of a map of a size that shows a box first. */
export function homeCamera(box: Box, size: MapSize): Camera {
  return cameraOf(box, size, homePadding);
}
