import type { PlaceTable } from "../../domain/area-table.ts";
import type { Theme } from "../../domain/document.ts";
import type { LegendSpec } from "../../domain/layer.ts";
import { symbolStops } from "../gl/symbols.ts";
import { facilityGroupIndex, facilitySymbols } from "./groups.ts";

/** The groups that occur; the code of a stop is the group. */
export function facilitiesLegend({ rows, kind }: PlaceTable, { theme }: { readonly theme: Theme }): LegendSpec | null {
  if (rows === 0) return null;
  const stops = symbolStops(facilitySymbols(theme), kind.map(facilityGroupIndex));
  return { id: "facilities", kind: "symbols", title: "facilities", unit: null, stops };
}
