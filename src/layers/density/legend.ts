import type { LegendSpec } from "../../domain/layer.ts";
import { groundColour, hexOf, laidOver, sequential } from "../../lib/colour.ts";
import { densityAlpha } from "./image.ts";
import { densityScale, largest } from "./scale.ts";
import type { DensityData, DensityStyle } from "./style.ts";

const stopCount = 9;

/** The ramp as it looks on the map at nine even positions, with the cases per km² that they stand for. */
export function densityLegend({ field }: DensityData, style: DensityStyle): LegendSpec | null {
  const max = style.max ?? largest(field);
  if (!(max > 0)) return null;
  const { theme } = style;
  const scale = densityScale(style.scale, field, max);
  const stops = Array.from({ length: stopCount }, (_, i) => {
    const position = i / (stopCount - 1);
    const colour = laidOver(groundColour[theme], sequential[theme](position), densityAlpha(position));
    return { colour: hexOf(colour), from: scale.value(position) };
  });
  return { id: "density", kind: "ramp", title: "density", unit: "cases_per_km2", stops, scale: style.scale };
}
