import type { LegendSpec } from "../../domain/layer.ts";
import { classCountOf, classOf } from "../../lib/classes.ts";
import { groundColour, hexOf, laidOver, type Rgb } from "../../lib/colour.ts";
import { inks } from "../ink.ts";
import { type ChoroplethData, type ChoroplethStyle, classColours, fillAlpha, noDataAlpha } from "./style.ts";

/** The classes in the colours they have on the map, with their ranges and how many areas each has. */
export function choroplethLegend({ values, small }: ChoroplethData, style: ChoroplethStyle): LegendSpec | null {
  const { edges, title, unit, theme } = style;
  const counts = new Array<number>(classCountOf(edges)).fill(0);
  let missing = 0;
  for (const value of values) {
    const index = classOf(edges, value);
    if (index < 0) missing += 1;
    else counts[index] = (counts[index] ?? 0) + 1;
  }
  if (values.length === 0) return null;
  const onGround = (colour: Rgb, alpha: number) => hexOf(laidOver(groundColour[theme], colour, alpha / 255));
  const stops = classColours(style).map((colour, i) => ({
    colour: onGround(colour, fillAlpha),
    from: edges[i] ?? 0,
    to: edges[i + 1] ?? 0,
    count: counts[i] ?? 0,
  }));
  return {
    id: "choropleth",
    kind: "classes",
    title,
    unit,
    stops,
    ...(missing > 0 && { noData: onGround(inks[theme].noData, noDataAlpha) }),
    ...(small?.includes(1) && { smallNumbers: true }),
  };
}
