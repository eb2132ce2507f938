import type { Layer } from "@deck.gl/core";
import { SolidPolygonLayer } from "@deck.gl/layers";
import type { LayerKind } from "../../domain/layer.ts";
import { classOf } from "../../lib/classes.ts";
import { remembered } from "../../lib/remembered.ts";
import { SegmentsLayer } from "../gl/segments-layer.ts";
import { outlinesOf, type Part, partsOf } from "../gl/shapes.ts";
import { inks, withAlpha } from "../ink.ts";
import { HatchLayer } from "./hatch-layer.ts";
import { choroplethLegend } from "./legend.ts";
import { type ChoroplethData, type ChoroplethStyle, classColours, fillAlpha, noDataAlpha } from "./style.ts";

/** Areas coloured by the class of their value. */
export const choropleth: LayerKind<"choropleth", ChoroplethData, ChoroplethStyle, Layer> = {
  id: "choropleth",
  build(data, style) {
    const { polygons } = data.areas;
    const ink = inks[style.theme];
    const borders = remembered(polygons, "outlines", () => outlinesOf(polygons));
    return [
      fillLayer(data, style),
      ...hatchLayers(data, style),
      new SegmentsLayer({
        id: "choropleth-borders",
        data: borders,
        color: withAlpha(ink.border, ink.borderAlpha),
        widthPixels: 1,
      }),
    ];
  },
  legend: choroplethLegend,
};

function fillLayer({ areas, values }: ChoroplethData, style: ChoroplethStyle): Layer {
  const { polygons } = areas;
  const { theme, edges } = style;
  const colours = classColours(style).map((colour) => withAlpha(colour, fillAlpha));
  const missing = withAlpha(inks[theme].noData, noDataAlpha);
  return new SolidPolygonLayer<Part>({
    id: "choropleth",
    data: remembered(polygons, "parts", () => partsOf(polygons)),
    getPolygon: (part) => part.polygon,
    positionFormat: "XY",
    getFillColor: (part) => colours[classOf(edges, values[part.row] ?? Number.NaN)] ?? missing,
    updateTriggers: { getFillColor: [values, edges, theme, style.colours] },
  });
}

function hatchLayers({ areas, small }: ChoroplethData, { theme }: ChoroplethStyle): Layer[] {
  if (!small) return [];
  const { polygons } = areas;
  const data = remembered(small, `parts ${polygons.coordinates.length}`, () =>
    partsOf(polygons).filter((part) => small[part.row] === 1),
  );
  if (data.length === 0) return [];
  return [
    new HatchLayer({
      id: "choropleth-small",
      data,
      getPolygon: (part: Part) => part.polygon,
      positionFormat: "XY",
      getFillColor: withAlpha(inks[theme].hatch, 190),
    }),
  ];
}
