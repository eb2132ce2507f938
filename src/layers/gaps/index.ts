import type { Layer } from "@deck.gl/core";
import { SolidPolygonLayer } from "@deck.gl/layers";
import type { LayerKind } from "../../domain/layer.ts";
import { remembered } from "../../lib/remembered.ts";
import { SegmentsLayer } from "../gl/segments-layer.ts";
import { type Part, partsOf } from "../gl/shapes.ts";
import { inks, withAlpha } from "../ink.ts";
import { gapAlpha, gapsLegend, strongGapAlpha } from "./legend.ts";
import type { GapsData, GapsStyle } from "./style.ts";

/** Blind spots, outlined. */
export const gaps: LayerKind<"gaps", GapsData, GapsStyle, Layer> = {
  id: "gaps",
  build(data, { theme, hovered, selected }) {
    const { bad } = inks[theme];
    const parts = remembered(data, "parts", () =>
      partsOf(data.polygons).filter(({ row }) => (data.gapOf[row] ?? -1) >= 0),
    );
    const alphaOf = (gap: number) => (gap === hovered || gap === selected ? strongGapAlpha : gapAlpha);
    return [
      new SolidPolygonLayer<Part>({
        id: "gaps",
        data: parts,
        getPolygon: (part) => part.polygon,
        positionFormat: "XY",
        getFillColor: (part) => withAlpha(bad, alphaOf(data.gapOf[part.row] ?? -1)),
        updateTriggers: { getFillColor: [theme, hovered, selected] },
      }),
      new SegmentsLayer({ id: "gaps-outlines", data: data.outlines, color: withAlpha(bad, 235), widthPixels: 2 }),
    ];
  },
  legend: gapsLegend,
};
