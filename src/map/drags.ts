import type { Map as MapLibreMap, MapMouseEvent, MapTouchEvent } from "maplibre-gl";

/** Where a drag is: degrees, and pixels from the map's top left corner. */
interface DragPoint {
  readonly lon: number;
  readonly lat: number;
  readonly x: number;
  readonly y: number;
}

/** Hears a drag from its start to its end. */
export type DragListener = (phase: "start" | "move" | "end", point: DragPoint) => boolean;

const pointOf = ({ lngLat, point }: MapMouseEvent | MapTouchEvent): DragPoint => ({
  lon: lngLat.lng,
  lat: lngLat.lat,
  x: point.x,
  y: point.y,
});

/** Tells a listener of drags with the main button or one finger; one that it takes does not move the map. */
export function hearDrags(map: MapLibreMap, listener: DragListener): () => void {
  let last: DragPoint | null = null;

  function start(event: MapMouseEvent | MapTouchEvent): void {
    const { originalEvent } = event;
    const single = "button" in originalEvent ? originalEvent.button === 0 : originalEvent.touches.length === 1;
    if (!single || originalEvent.shiftKey || !listener("start", pointOf(event))) return;
    event.preventDefault();
    last = pointOf(event);
  }

  function move(event: MapMouseEvent | MapTouchEvent): void {
    if (!last) return;
    last = pointOf(event);
    listener("move", last);
  }

  function end(): void {
    if (last) listener("end", last);
    last = null;
  }

  const subscriptions = [
    map.on("mousedown", start),
    map.on("touchstart", start),
    map.on("mousemove", move),
    map.on("touchmove", move),
    map.on("touchend", end),
    map.on("touchcancel", end),
  ];
  window.addEventListener("mouseup", end);
  return () => {
    for (const { unsubscribe } of subscriptions) unsubscribe();
    window.removeEventListener("mouseup", end);
  };
}
