import type { PlaceTable } from "../../domain/area-table.ts";
import type { LegendStop } from "../../domain/layer.ts";
import { hexOf, type Rgb } from "../../lib/colour.ts";
import { cssOf } from "../ink.ts";
import { type Atlas, type Picture, packAtlas } from "./atlas.ts";

/** A symbol: SVG path data in a square of 24 × 24, filled with one colour on the other. */
export interface Symbol24 {
  readonly code: string;
  readonly path: string;
  readonly colour: Rgb;
}

/** How large symbols are, and what surrounds them. */
export interface SymbolOptions {
  /** Edge of the square in CSS pixels. */
  readonly size: number;
  readonly halo: Rgb;
  /** Width of the halo in CSS pixels. */
  readonly haloWidth: number;
}

/** Device pixels a CSS pixel, for pictures that the browser draws. */
export function pixelScale(): number {
  return Math.max(1, Math.min(2, window.devicePixelRatio));
}

/** A symbol as a picture with its halo around it. */
export function symbolPicture({ path, colour }: Symbol24, { size, halo, haloWidth }: SymbolOptions): Picture {
  const edge = Math.ceil(size + 2 * haloWidth + 1);
  return {
    width: edge,
    height: edge,
    draw(context) {
      context.scale(size / 24, size / 24);
      context.translate(-12, -12);
      const shape = new Path2D(path);
      context.lineJoin = "round";
      context.lineWidth = (2 * haloWidth * 24) / size;
      context.strokeStyle = cssOf(halo);
      context.stroke(shape);
      context.fillStyle = cssOf(colour);
      context.fill(shape, "evenodd");
    },
  };
}

/** One picture for each symbol, in their order. */
export function symbolAtlas(symbols: readonly Symbol24[], options: SymbolOptions): Atlas {
  return packAtlas(
    symbols.map((symbol) => symbolPicture(symbol, options)),
    pixelScale(),
  );
}

/** Longitude and latitude interleaved. */
export function positionsOf({ rows, lon, lat }: PlaceTable): Float64Array {
  const positions = new Float64Array(2 * rows);
  for (let row = 0; row < rows; row++) {
    positions[2 * row] = lon[row] ?? 0;
    positions[2 * row + 1] = lat[row] ?? 0;
  }
  return positions;
}

/** Legend entries for the symbols that occur, with how often they do. */
export function symbolStops(symbols: readonly Symbol24[], indices: ArrayLike<number>): LegendStop[] {
  const counts = symbols.map(() => 0);
  for (let i = 0; i < indices.length; i++) {
    const index = indices[i] ?? 0;
    counts[index] = (counts[index] ?? 0) + 1;
  }
  return symbols
    .map(({ code, path, colour }, i) => ({ colour: hexOf(colour), code, path, count: counts[i] ?? 0 }))
    .filter((stop) => stop.count > 0);
}
