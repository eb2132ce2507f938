import type { Layer } from "@deck.gl/core";
import type { LayerKind } from "../../domain/layer.ts";
import { remembered } from "../../lib/remembered.ts";
import { type Segments, SegmentsLayer } from "../gl/segments-layer.ts";
import { inks, withAlpha } from "../ink.ts";
import { streetDensityLegend } from "./legend.ts";
import { type StreetDensityData, type StreetDensityStyle, stepCount, stepLook, stepOf } from "./style.ts";

/** Streets coloured and widened by the density of cases along them. */
export const streetDensity: LayerKind<"street-density", StreetDensityData, StreetDensityStyle, Layer> = {
  id: "street-density",
  build(data, { theme, marks }) {
    const steps = remembered(data, "steps", () => piecesByStep(data));
    const lines = steps.map((pieces, step) => {
      const { colour, widthPixels } = stepLook(step, theme);
      return new SegmentsLayer({
        id: `street-density-${step}`,
        data: pieces,
        color: withAlpha(colour, 235),
        widthPixels,
      });
    });
    return [...marks.flatMap((mark) => edgeOf(mark, theme)), ...lines];
  },
  legend: streetDensityLegend,
};

type Mark = StreetDensityStyle["marks"][number];

const segmentsOf = ({ ends }: Mark): Segments =>
  remembered(ends, "segments", () => ({ length: ends.length / 4, ends }));

/** A marked street stands out by an edge on both sides, below the colours, which stay as they are. */
function edgeOf(mark: Mark, theme: StreetDensityStyle["theme"]): Layer[] {
  const { selection, outline, halo } = inks[theme];
  const chosen = mark.role === "selected";
  const line = (name: string, colour: typeof halo, widthPixels: number) =>
    new SegmentsLayer({
      id: `street-density-${mark.role}${name}`,
      data: segmentsOf(mark),
      color: withAlpha(colour, 255),
      widthPixels,
    });
  return [line("", chosen ? selection : outline, chosen ? 14 : 12), line("-inside", halo, 9)];
}

function piecesByStep({ ends, perKm, max }: StreetDensityData): Segments[] {
  const rows = Array.from({ length: stepCount }, (): number[] => []);
  for (const [i, value] of perKm.entries()) rows[stepOf(value, max)]?.push(i);
  return rows.map((own) => ({
    length: own.length,
    ends: Float64Array.from({ length: 4 * own.length }, (_, k) => ends[4 * (own[k >> 2] ?? 0) + (k & 3)] ?? 0),
  }));
}
