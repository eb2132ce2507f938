import type { Layer } from "@deck.gl/core";
import { SolidPolygonLayer } from "@deck.gl/layers";
import type { LayerKind } from "../../domain/layer.ts";
import { remembered } from "../../lib/remembered.ts";
import { HatchLayer } from "../choropleth/hatch-layer.ts";
import { SegmentsLayer } from "../gl/segments-layer.ts";
import { outlinesOf, type Part, partsOf } from "../gl/shapes.ts";
import { SpritesLayer } from "../gl/sprites-layer.ts";
import { pixelScale } from "../gl/symbols.ts";
import { inks, withAlpha } from "../ink.ts";
import { areaClassesLegend } from "./legend.ts";
import { areaMarks } from "./marks.ts";
import type { AreaClass, AreaClassesData, AreaClassesStyle } from "./style.ts";

const fillAlpha = 215;
const noDataAlpha = 120;
const hatchAlpha = 110;
const borderAlpha = 40;

/** Areas coloured by the class they belong to; a class without colour lets the map through. */
export const areaClasses: LayerKind<"area-classes", AreaClassesData, AreaClassesStyle, Layer> = {
  id: "area-classes",
  build(data, style) {
    const { polygons } = data.areas;
    return [
      fillLayer(data, style),
      ...hatchLayers(data, style),
      new SegmentsLayer({
        id: "area-classes-borders",
        data: remembered(polygons, "outlines", () => outlinesOf(polygons)),
        color: withAlpha(inks[style.theme].border, borderAlpha),
        widthPixels: 1,
      }),
      ...markLayers(data, style),
    ];
  },
  legend: areaClassesLegend,
};

function fillLayer({ areas: { polygons }, codes }: AreaClassesData, { theme, classes }: AreaClassesStyle): Layer {
  const colours = classes.map((one) => fillOf(one, theme));
  return new SolidPolygonLayer<Part>({
    id: "area-classes",
    data: remembered(polygons, "parts", () => partsOf(polygons)),
    getPolygon: (part) => part.polygon,
    positionFormat: "XY",
    getFillColor: (part) => colours[codes[part.row] ?? 0] ?? [0, 0, 0, 0],
    updateTriggers: { getFillColor: [codes, theme, classes] },
  });
}

function fillOf({ colour }: AreaClass, theme: AreaClassesStyle["theme"]): [number, number, number, number] {
  if (colour === null) return [0, 0, 0, 0];
  return colour === "no-data" ? withAlpha(inks[theme].noData, noDataAlpha) : withAlpha(colour, fillAlpha);
}

function markLayers({ areas, codes }: AreaClassesData, { marks, theme }: AreaClassesStyle): Layer[] {
  if (!marks) return [];
  const key = `${theme} ${marks.join()} ${pixelScale()}`;
  const { sprites, atlas } = remembered(codes, key, () => areaMarks({ areas, codes }, marks, theme));
  return sprites.length > 0 ? [new SpritesLayer({ id: "area-classes-marks", data: sprites, atlas })] : [];
}

function hatchLayers({ areas: { polygons }, small }: AreaClassesData, { theme }: AreaClassesStyle): Layer[] {
  if (!small?.includes(1)) return [];
  const data = remembered(small, `parts ${polygons.coordinates.length}`, () =>
    partsOf(polygons).filter((part) => small[part.row] === 1),
  );
  return [
    new HatchLayer({
      id: "area-classes-small",
      data,
      getPolygon: (part: Part) => part.polygon,
      positionFormat: "XY",
      getFillColor: withAlpha(inks[theme].outline, hatchAlpha),
    }),
  ];
}
