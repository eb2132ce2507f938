import type { Layer } from "@deck.gl/core";
import type { AreaTable } from "../../domain/area-table.ts";
import type { Theme } from "../../domain/document.ts";
import type { LayerKind } from "../../domain/layer.ts";
import type { Rgb } from "../../lib/colour.ts";
import { remembered } from "../../lib/remembered.ts";
import { SegmentsLayer } from "../gl/segments-layer.ts";
import { outlinesOf } from "../gl/shapes.ts";
import { cssOf, type Ink, inks, withAlpha } from "../ink.ts";
import type { Still } from "../still.ts";

/** One area that stands out: the pointed or the chosen one. */
export interface Highlight {
  readonly areas: AreaTable;
  readonly row: number;
  readonly role: "hovered" | "selected";
}

/** The outlines of the pointed and the chosen area, over everything but symbols and names. */
export const highlight: LayerKind<"highlight", readonly Highlight[], { readonly theme: Theme }, Layer, Still> = {
  id: "highlight",
  build(data, { theme }) {
    return data.flatMap((one) =>
      linesOf(one, inks[theme]).map(
        ({ id, colour, widthPixels }) =>
          new SegmentsLayer({
            id: `highlight-${one.role}${id}`,
            data: outlineOf(one),
            color: withAlpha(colour, 255),
            widthPixels,
          }),
      ),
    );
  },
  paint(still, data, { theme }) {
    for (const one of data) {
      for (const { colour, widthPixels } of linesOf(one, inks[theme])) {
        still.segments(outlineOf(one), { colour: cssOf(colour), widthPixels });
      }
    }
  },
  legend: () => null,
};

const outlineOf = ({ areas: { polygons }, row }: Highlight) =>
  remembered(polygons, `outline ${row}`, () => outlinesOf(polygons, row));

/** A pointed area has one line, a chosen one stands off from what is around it. */
function linesOf({ role }: Highlight, ink: Ink): { id: string; colour: Rgb; widthPixels: number }[] {
  if (role === "hovered") return [{ id: "", colour: ink.outline, widthPixels: 2 }];
  return [
    { id: "-halo", colour: ink.halo, widthPixels: 5 },
    { id: "", colour: ink.selection, widthPixels: 2.5 },
  ];
}
