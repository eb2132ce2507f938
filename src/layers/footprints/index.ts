import type { Layer } from "@deck.gl/core";
import type { LayerKind } from "../../domain/layer.ts";
import { remembered } from "../../lib/remembered.ts";
import { codePixels } from "../gl/code-image.ts";
import { RasterLayer } from "../gl/raster-layer.ts";
import { footprintsLegend } from "./legend.ts";
import { bandColours, type FootprintsData, type FootprintsStyle } from "./style.ts";

/** What single cameras see, by band of pixel density. */
export const footprints: LayerKind<"footprints", FootprintsData, FootprintsStyle, Layer> = {
  id: "footprints",
  build(data, { theme }) {
    const { codes, width, height, box } = data;
    if (codes.length === 0) return [];
    const image = remembered(data, theme, () => ({ pixels: codePixels(codes, bandColours(theme)), width, height }));
    return [new RasterLayer({ id: "footprints", image, box })];
  },
  legend: footprintsLegend,
};
