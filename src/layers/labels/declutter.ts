/** A box on the screen around a place: its centre in Web Mercator 0..1, its size in pixels. */
export interface LabelBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** The zoom below which it is never shown. */
  readonly minZoom: number;
}

const tilePixels = 512;
const firstZoom = 8;
const lastZoom = 20;
const zoomStep = 0.25;

/**
 * The zoom from which each box can be shown without touching one shown before it; boxes come in order of importance.
 * Boxes drift apart as the zoom grows, so a box once shown stays, and nothing jumps while the map is moved. A box that
 * finds no room up to zoom 20 gets `Infinity`.
 */
export function minZoomsWithoutOverlap(boxes: readonly LabelBox[]): Float32Array {
  const minZooms = new Float32Array(boxes.length).fill(Number.POSITIVE_INFINITY);
  for (let zoom = firstZoom; zoom <= lastZoom; zoom += zoomStep) placeAt(boxes, minZooms, zoom);
  return minZooms;
}

function placeAt(boxes: readonly LabelBox[], minZooms: Float32Array, zoom: number): void {
  const world = tilePixels * 2 ** zoom;
  const placed: LabelBox[] = [];
  const overlaps = (one: LabelBox, other: LabelBox) =>
    Math.abs(one.x - other.x) * world < (one.width + other.width) / 2 &&
    Math.abs(one.y - other.y) * world < (one.height + other.height) / 2;
  boxes.forEach((box, i) => {
    if ((minZooms[i] ?? 0) < zoom) placed.push(box);
  });
  boxes.forEach((box, i) => {
    if ((minZooms[i] ?? 0) < zoom || box.minZoom > zoom || placed.some((other) => overlaps(box, other))) return;
    minZooms[i] = zoom;
    placed.push(box);
  });
}
