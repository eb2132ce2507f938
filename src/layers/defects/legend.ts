import type { LegendSpec } from "../../domain/layer.ts";
import { categories, groundColour, hexOf, laidOver, type Rgb } from "../../lib/colour.ts";
import { inks } from "../ink.ts";
import type { DefectsData, DefectsStyle } from "./style.ts";

/** Opacity of a face, 0 to 255. */
export const faceAlpha = 90;
/** Opacity of the one that stands out. */
export const strongAlpha = 190;

/** The colour of a class by its place: the first, which is the worst, in the colour of what is bad. */
export function classColour(code: number, { theme }: Pick<DefectsStyle, "theme">): Rgb {
  const { bad, good, idle } = inks[theme];
  const [, , green, , , , pink] = categories[theme];
  return [bad, good, pink, idle, green][code] ?? bad;
}

/** The classes that occur, with how many there are of each. */
export function defectsLegend(data: DefectsData, style: DefectsStyle): LegendSpec | null {
  const stops = data.classes.flatMap((code, i) => {
    const count = data.counts[i] ?? 0;
    if (count === 0) return [];
    return [{ colour: hexOf(laidOver(groundColour[style.theme], classColour(i, style), 0.7)), code, count }];
  });
  if (stops.length === 0) return null;
  return { id: "defects", kind: "classes", title: "legend", unit: null, analysis: "boundary", stops };
}
