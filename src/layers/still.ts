import type { Box } from "../domain/manifest.ts";
import type { Picture } from "./gl/atlas.ts";
import type { RasterImage } from "./gl/raster-layer.ts";
import type { Segments } from "./gl/segments-layer.ts";

/** A picture of the map that the processor draws, before graphics have started: things at degrees, lowest first. */
export interface Still {
  readonly zoom: number;
  /** A raster over a box, smooth between its cells. */
  image(image: RasterImage, box: Box): void;
  /** Pieces of line, in a colour of CSS. */
  segments(segments: Segments, line: { readonly colour: string; readonly widthPixels: number }): void;
  /** A small picture around a place, turned clockwise. */
  picture(picture: Picture, at: { readonly lon: number; readonly lat: number; readonly angleDeg: number }): void;
}
