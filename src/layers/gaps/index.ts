import type { Layer } from "@deck.gl/core";
import { SolidPolygonLayer } from "@deck.gl/layers";
import type { LayerKind } from "../../domain/layer.ts";
import { remembered } from "../../lib/remembered.ts";
import { numberBadges } from "../gl/number-badges.ts";
import { SegmentsLayer } from "../gl/segments-layer.ts";
import { type Part, partsOf } from "../gl/shapes.ts";
import { SpritesLayer } from "../gl/sprites-layer.ts";
import { inks, withAlpha } from "../ink.ts";
import { gapAlpha, gapsLegend, strongGapAlpha } from "./legend.ts";
import type { GapsData, GapsStyle } from "./style.ts";

/** Blind spots: outlined, the weightiest numbered. */
export const gaps: LayerKind<"gaps", GapsData, GapsStyle, Layer> = {
  id: "gaps",
  build(data, { theme, hovered, selected }) {
    const { bad, halo } = inks[theme];
    const numbered = data.labels.length / 2;
    const parts = remembered(data, "parts", () =>
      partsOf(data.polygons).filter(({ row }) => (data.gapOf[row] ?? -1) >= 0),
    );
    const sprites = remembered(data, "badges", () => ({
      length: numbered,
      positions: data.labels,
      frames: Uint16Array.from({ length: numbered }, (_, i) => i),
    }));
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
      new SpritesLayer({
        id: "gaps-numbers",
        data: sprites,
        atlas: numberBadges({ fill: bad, text: halo, halo }, Math.max(1, numbered)),
      }),
    ];
  },
  legend: gapsLegend,
};
