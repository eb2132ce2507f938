import type { Map as MapLibreMap } from "maplibre-gl";
import type { Overlay } from "./overlay.ts";

const hiddenTabMs = 200;

/** The next frame, or a moment later where no frames are drawn because the tab is hidden. */
function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, hiddenTabMs);
    requestAnimationFrame(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** Knows when everything that was set is drawn: the base map has its tiles and lies still, and the layers are drawn. */
export function createSettling(map: MapLibreMap, overlay: Overlay) {
  const baseIsDrawn = () => map.loaded() && !map.isMoving();
  return {
    async settled(): Promise<void> {
      while (!baseIsDrawn() || !overlay.drawNow()) {
        await nextFrame();
        if (document.hidden) return;
      }
    },
  };
}
