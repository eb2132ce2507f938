import type { Layer } from "@deck.gl/core";
import { SolidPolygonLayer } from "@deck.gl/layers";
import type { LayerKind } from "../../domain/layer.ts";
import { remembered } from "../../lib/remembered.ts";
import { SegmentsLayer } from "../gl/segments-layer.ts";
import { outlinesOf, type Part, partsOf } from "../gl/shapes.ts";
import { inks, withAlpha } from "../ink.ts";
import { bandAlpha, isochronesLegend } from "./legend.ts";
import { bandColours, type IsochronesData, type IsochronesStyle } from "./style.ts";

const borderAlpha = 150;

/** Isochrones as bands of minutes, with the borders between the areas nearest to each station. */
export const isochrones: LayerKind<"isochrones", IsochronesData, IsochronesStyle, Layer> = {
  id: "isochrones",
  build({ bands, breaks, stationAreas }, { theme }) {
    const colours = bandColours(theme, breaks.length).map((colour) => withAlpha(colour, bandAlpha));
    return [
      new SolidPolygonLayer<Part>({
        id: "isochrones",
        data: remembered(bands, "parts", () => partsOf(bands)),
        getPolygon: (part) => part.polygon,
        positionFormat: "XY",
        getFillColor: (part) => colours[part.row] ?? [0, 0, 0, 0],
        updateTriggers: { getFillColor: [theme, breaks.length] },
      }),
      new SegmentsLayer({
        id: "isochrones-stations",
        data: remembered(stationAreas, "outlines", () => outlinesOf(stationAreas)),
        color: withAlpha(inks[theme].outline, borderAlpha),
        widthPixels: 1.5,
      }),
    ];
  },
  legend: isochronesLegend,
};
