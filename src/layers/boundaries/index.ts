import type { Layer } from "@deck.gl/core";
import type { Polygons } from "../../domain/geometry.ts";
import type { LayerKind } from "../../domain/layer.ts";
import { remembered } from "../../lib/remembered.ts";
import { SegmentsLayer } from "../gl/segments-layer.ts";
import { outlinesOf } from "../gl/shapes.ts";
import { cssOf, inks, withAlpha } from "../ink.ts";
import type { Still } from "../still.ts";
import { boundariesLegend } from "./legend.ts";
import { type BoundariesData, type BoundariesStyle, lineOf } from "./style.ts";

/** The outlines of the areas of some levels, stronger the coarser. */
export const boundaries: LayerKind<"boundaries", BoundariesData, BoundariesStyle, Layer, Still> = {
  id: "boundaries",
  build(data, { theme }) {
    return data.map(({ level, polygons }) => {
      const { widthPixels, alpha } = lineOf(level);
      return new SegmentsLayer({
        id: `boundaries-${level}`,
        data: segmentsOf(polygons),
        color: withAlpha(inks[theme].outline, alpha),
        widthPixels,
      });
    });
  },
  paint(still, data, { theme }) {
    for (const { level, polygons } of data) {
      const { widthPixels, alpha } = lineOf(level);
      still.segments(segmentsOf(polygons), { colour: cssOf(inks[theme].outline, alpha / 255), widthPixels });
    }
  },
  legend: boundariesLegend,
};

const segmentsOf = (polygons: Polygons) => remembered(polygons, "outlines", () => outlinesOf(polygons));
