import type { LegendSpec } from "../../domain/layer.ts";
import { hexOf } from "../../lib/colour.ts";
import { inks } from "../ink.ts";
import type { BoundariesData, BoundariesStyle } from "./style.ts";

/** One line for each level drawn; the code of a stop is the level. */
export function boundariesLegend(data: BoundariesData, { theme }: BoundariesStyle): LegendSpec | null {
  if (data.length === 0) return null;
  const colour = hexOf(inks[theme].outline);
  const stops = data.map(({ level, rows }) => ({ colour, code: level, count: rows, path: "M2 12H22" }));
  return { id: "boundaries", kind: "symbols", title: "boundaries", unit: null, stops };
}
