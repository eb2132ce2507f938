import type { LegendSpec } from "../../domain/layer.ts";
import { hexOf } from "../../lib/colour.ts";
import { inks } from "../ink.ts";
import type { AreaClassesData, AreaClassesStyle } from "./style.ts";

/** The classes of the scale in its order, then others that areas have, with how many areas each has. */
export function areaClassesLegend({ codes, small }: AreaClassesData, style: AreaClassesStyle): LegendSpec | null {
  if (codes.length === 0) return null;
  const counts = new Array<number>(style.classes.length).fill(0);
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1;
  const place = (code: string) => (style.always.includes(code) ? style.always.indexOf(code) : style.always.length);
  const inOrder = [...style.classes.entries()].sort(([, a], [, b]) => place(a.code) - place(b.code));
  const stops = inOrder.flatMap(([i, { code, colour }]) => {
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
