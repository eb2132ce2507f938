import type { Layer } from "@deck.gl/core";
import type { LayerKind } from "../../domain/layer.ts";
import { remembered } from "../../lib/remembered.ts";
import { SegmentsLayer } from "../gl/segments-layer.ts";
import { outlinesOf } from "../gl/shapes.ts";
import { inks, withAlpha } from "../ink.ts";
import { boundariesLegend } from "./legend.ts";
import { type BoundariesData, type BoundariesStyle, lineOf } from "./style.ts";

/** The outlines of the areas of some levels, stronger the coarser. */
export const boundaries: LayerKind<"boundaries", BoundariesData, BoundariesStyle, Layer> = {
  id: "boundaries",
  build(data, { theme }) {
    return data.map(({ level, polygons }) => {
      const { widthPixels, alpha } = lineOf(level);
      return new SegmentsLayer({
        id: `boundaries-${level}`,
        data: remembered(polygons, "outlines", () => outlinesOf(polygons)),
        color: withAlpha(inks[theme].outline, alpha),
        widthPixels,
      });
    });
  },
  legend: boundariesLegend,
};
