import type { AreaTable } from "../domain/area-table.ts";
import type { Viewport } from "../domain/viewport.ts";
import { snapPolygons } from "../lib/polygon-set.ts";
import { remembered } from "../lib/remembered.ts";

/** The areas as exactly as the screen can show them: a power of two of degrees near half a pixel, so zooming a little changes nothing. */
export function asSeen(table: AreaTable, viewport: Viewport | null): AreaTable {
  if (!viewport) return table;
  const [west, , east] = viewport.box;
  const step = 2 ** Math.floor(Math.log2(((east - west) / viewport.widthPx) * 0.75));
  return remembered(table, `step ${step}`, () => ({ ...table, polygons: snapPolygons(table.polygons, step) }));
}
