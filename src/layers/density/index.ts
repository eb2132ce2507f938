import type { Layer } from "@deck.gl/core";
import type { LayerKind } from "../../domain/layer.ts";
import { sequential } from "../../lib/colour.ts";
import { remembered } from "../../lib/remembered.ts";
import { type RasterImage, RasterLayer } from "../gl/raster-layer.ts";
import type { Still } from "../still.ts";
import { densityPixels } from "./image.ts";
import { densityLegend } from "./legend.ts";
import { densityScale, largest } from "./scale.ts";
import type { DensityData, DensityStyle } from "./style.ts";

/** A raster of cases per km², as one textured quad. */
export const density: LayerKind<"density", DensityData, DensityStyle, Layer, Still> = {
  id: "density",
  build: (data, style) => [new RasterLayer({ id: "density", image: imageOf(data, style), box: data.box })],
  paint: (still, data, style) => still.image(imageOf(data, style), data.box),
  legend: densityLegend,
};

function imageOf(data: DensityData, style: DensityStyle): RasterImage {
  const { field, width, height } = data;
  return remembered(data, `${style.theme} ${style.scale} ${style.max}`, () => {
    const scale = densityScale(style.scale, field, style.max ?? largest(field));
    return { pixels: densityPixels(field, scale, sequential[style.theme]), width, height };
  });
}
