import type { LegendSpec } from "../../domain/layer.ts";
import { hexOf } from "../../lib/colour.ts";
import { inks } from "../ink.ts";
import type { AreaClassesData, AreaClassesStyle } from "./style.ts";

/** The classes that areas have, and those that belong to the scale, with how many areas each has. */
export function areaClassesLegend({ codes, small }: AreaClassesData, style: AreaClassesStyle): LegendSpec | null {
  if (codes.length === 0) return null;
  const counts = new Array<number>(style.classes.length).fill(0);
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1;
  const stops = style.classes.flatMap(({ code, colour }, i) => {
    const count = counts[i] ?? 0;
    if (count === 0 && !style.always.includes(code)) return [];
    const shown = colour === null ? "transparent" : hexOf(colour === "no-data" ? inks[style.theme].noData : colour);
    return [{ colour: shown, code, count }];
  });
  return {
    id: "area-classes",
    kind: "classes",
    title: "legend",
    unit: null,
    analysis: style.analysis,
    stops,
    ...(small?.includes(1) && { smallNumbers: true }),
  };
}
