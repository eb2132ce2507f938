import type { LegendStop } from "../../domain/layer.ts";

const sure = /^(hot|cold)-(\d\d)$/;
const between: readonly string[] = ["not-significant", "neither"];

/** Stops that are degrees of certainty from cold to hot, in that order, and the others; `null` where they are no scale. */
export function strengthScale(
  stops: readonly LegendStop[],
): { readonly steps: readonly LegendStop[]; readonly others: readonly LegendStop[] } | null {
  const place = ({ code = "" }: LegendStop) => {
    const [, side, percent] = sure.exec(code) ?? [];
    if (side === undefined) return between.includes(code) ? 0 : Number.NaN;
    return (side === "hot" ? 1 : -1) * Number(percent);
  };
  if (!stops.some(({ code = "" }) => sure.test(code))) return null;
  const steps = stops.filter((stop) => !Number.isNaN(place(stop))).sort((a, b) => place(a) - place(b));
  return { steps, others: stops.filter((stop) => Number.isNaN(place(stop))) };
}

/** Stops whose codes say that they are hot or cold (`new-hot`, `now-cold`), and the others. */
export function pairsOf(stops: readonly LegendStop[]) {
  const side = (name: string) => stops.filter(({ code = "" }) => code.endsWith(`-${name}`));
  const [hot, cold] = [side("hot"), side("cold")];
  return { hot, cold, others: stops.filter((stop) => !hot.includes(stop) && !cold.includes(stop)) };
}
