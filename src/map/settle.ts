import type { Map as MapLibreMap } from "maplibre-gl";
import { nextFrame } from "./next-frame.ts";
import type { Overlay } from "./overlay.ts";

/** A renderer that has not come back by then is not waited for. */
const patienceMs = 20_000;

/** Knows when everything that was set is drawn: the base map has its tiles and lies still, and the layers are drawn. */
export function createSettling(map: MapLibreMap, overlay: Overlay) {
  const baseIsDrawn = () => map.loaded() && !map.isMoving();
  return {
    async settled(): Promise<void> {
      const start = performance.now();
      while (!baseIsDrawn() || !overlay.drawNow()) {
        await nextFrame();
        if (document.hidden || performance.now() - start > patienceMs) return;
      }
    },
  };
}
