import type { Layer } from "@deck.gl/core";
import type { LayerKind } from "../../domain/layer.ts";
import { remembered } from "../../lib/remembered.ts";
import { codePixels } from "../gl/code-image.ts";
import { RasterLayer } from "../gl/raster-layer.ts";
import { coverageDepthLegend } from "./legend.ts";
import { type CoverageDepthData, type CoverageDepthStyle, depthColours } from "./style.ts";

/** How many cameras see each piece of ground. */
export const coverageDepth: LayerKind<"coverage-depth", CoverageDepthData, CoverageDepthStyle, Layer> = {
  id: "coverage-depth",
  build(data, { theme }) {
    const { codes, width, height, box } = data;
    if (codes.length === 0) return [];
    const image = remembered(data, theme, () => ({ pixels: codePixels(codes, depthColours(theme)), width, height }));
    return [new RasterLayer({ id: "coverage-depth", image, box })];
  },
  legend: coverageDepthLegend,
};
