import type { PlaceTable } from "../../domain/area-table.ts";
import type { Theme } from "../../domain/document.ts";
import type { LegendSpec } from "../../domain/layer.ts";
import { symbolStops } from "../gl/symbols.ts";
import { stationSymbol } from "./style.ts";

/** One symbol for all stations. */
export function stationsLegend({ rows }: PlaceTable, { theme }: { readonly theme: Theme }): LegendSpec | null {
  if (rows === 0) return null;
  const stops = symbolStops([stationSymbol(theme)], new Uint8Array(rows));
  return { id: "stations", kind: "symbols", title: "stations", unit: null, stops };
}
