import type { LegendSpec } from "../../domain/layer.ts";
import { symbolStops } from "../gl/symbols.ts";
import { type CamerasData, type CamerasStyle, cameraSymbolIndex, cameraSymbols } from "./style.ts";

/** The statuses that occur. */
export function camerasLegend({ rows, kind }: CamerasData, { theme }: CamerasStyle): LegendSpec | null {
  if (rows === 0) return null;
  const stops = symbolStops(cameraSymbols(theme), kind.map(cameraSymbolIndex));
  return { id: "cameras", kind: "symbols", title: "cameras", unit: null, stops };
}
