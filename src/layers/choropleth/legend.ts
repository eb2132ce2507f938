import type { LegendSpec } from "../../domain/layer.ts";
import { classCountOf, classOf } from "../../lib/classes.ts";
import { hexOf } from "../../lib/colour.ts";
import { inks } from "../ink.ts";
import { type ChoroplethData, type ChoroplethStyle, classColours } from "./style.ts";

/** The classes with their ranges and how many areas each has. */
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
  const stops = classColours(style).map((colour, i) => ({
    colour: hexOf(colour),
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
    ...(missing > 0 && { noData: hexOf(inks[theme].noData) }),
    ...(small?.includes(1) && { smallNumbers: true }),
  };
}
