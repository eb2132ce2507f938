import { remembered } from "../../../lib/remembered.ts";
import { dividedOf } from "./known.ts";
import type { CellCheck, Divided } from "./types.ts";

/** Unit cells with a part in several communities, each part at least a share of the cell. */
export function crossingCells({ table, crossing }: CellCheck, least: number): readonly Divided[] {
  if (!crossing) return [];
  const places = { names: table.ids, points: table.labelPoints };
  return remembered(crossing, `cells ${least}`, () => dividedOf(crossing, places, least));
}
