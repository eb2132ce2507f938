import type { Layer } from "@deck.gl/core";
import type { AreaTable } from "../../domain/area-table.ts";
import type { Theme } from "../../domain/document.ts";
import type { LayerKind } from "../../domain/layer.ts";
import { remembered } from "../../lib/remembered.ts";
import { SegmentsLayer } from "../gl/segments-layer.ts";
import { outlinesOf } from "../gl/shapes.ts";
import { inks, withAlpha } from "../ink.ts";

/** One area that stands out: the pointed or the chosen one. */
export interface Highlight {
  readonly areas: AreaTable;
  readonly row: number;
  readonly role: "hovered" | "selected";
}

/** The outlines of the pointed and the chosen area, over everything but symbols and names. */
export const highlight: LayerKind<"highlight", readonly Highlight[], { readonly theme: Theme }, Layer> = {
  id: "highlight",
  build(data, { theme }) {
    const ink = inks[theme];
    return data.flatMap(({ areas, row, role }) => {
      const { polygons } = areas;
      const segments = remembered(polygons, `outline ${row}`, () => outlinesOf(polygons, row));
      const line = (id: string, color: typeof ink.halo, widthPixels: number) =>
        new SegmentsLayer({ id: `highlight-${role}${id}`, data: segments, color: withAlpha(color, 255), widthPixels });
      return role === "selected"
        ? [line("-halo", ink.halo, 5), line("", ink.selection, 2.5)]
        : [line("", ink.outline, 2)];
    });
  },
  legend: () => null,
};
