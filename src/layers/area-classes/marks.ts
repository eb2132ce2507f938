import type { Theme } from "../../domain/document.ts";
import { type Atlas, packAtlas } from "../gl/atlas.ts";
import type { Sprites } from "../gl/sprites-layer.ts";
import { pixelScale } from "../gl/symbols.ts";
import { inks } from "../ink.ts";
import { labelPicture } from "../labels/picture.ts";
import { labelFace } from "../labels/style.ts";
import type { AreaClassesData } from "./style.ts";

/** A mark needs an area so wide on the screen. */
const widthPx = 14;
/** Metres of a pixel at zoom 0 on the equator, with tiles of 512 pixels. */
const metresPerPixel = 78_271.5;

/** The marks of the areas whose class has one, each seen from the zoom at which its area has room for it. */
export function areaMarks(
  { areas, codes }: AreaClassesData,
  marks: readonly string[],
  theme: Theme,
): { readonly sprites: Sprites; readonly atlas: Atlas } {
  const rows = [...codes.keys()].filter((row) => (marks[codes[row] ?? 0] ?? "") !== "");
  const used = [...new Set(rows.map((row) => codes[row] ?? 0))];
  const face = labelFace("value", theme);
  const pictures = used.map((code) => labelPicture(marks[code] ?? "", face, { halo: inks[theme].halo, angleDeg: 0 }));
  const sprites: Sprites = {
    length: rows.length,
    positions: Float64Array.from(rows.flatMap((row) => pointOf(areas.labelPoints, row))),
    frames: Uint16Array.from(rows, (row) => used.indexOf(codes[row] ?? 0)),
    angles: new Float32Array(rows.length),
    minZooms: Float32Array.from(rows, (row) => zoomFor(areas.areaKm2[row] ?? 0, pointOf(areas.labelPoints, row)[1])),
  };
  return { sprites, atlas: packAtlas(pictures, pixelScale()) };
}

function pointOf(points: Float64Array, row: number): [number, number] {
  return [points[2 * row] ?? Number.NaN, points[2 * row + 1] ?? Number.NaN];
}

function zoomFor(km2: number, lat: number): number {
  const sideMetres = 1000 * Math.sqrt(km2);
  return sideMetres > 0 ? Math.log2((metresPerPixel * Math.cos((lat * Math.PI) / 180) * widthPx) / sideMetres) : 24;
}
