import type { AreaTable, PlaceTable } from "../../domain/area-table.ts";
import type { Polygons } from "../../domain/geometry.ts";
import type { Box } from "../../domain/manifest.ts";
import { densityPixels } from "../../layers/density/image.ts";
import { densityScale, largest } from "../../layers/density/scale.ts";
import { hexOf, type Ramp, type Rgb } from "../../lib/colour.ts";
import { mercatorX, mercatorY } from "../../lib/mercator.ts";
import type { BaseFeatures } from "../../state/read-tables.ts";
import { type Drawing, type Fonts, write } from "./charts.ts";
import type { Painting } from "./queue.ts";

/** Where degrees are on a picture of so many pixels. */
export interface Projection {
  readonly x: (lon: number) => number;
  readonly y: (lat: number) => number;
}

/** A box in the middle of a picture, as large as fits. */
export function fitBox([west, south, east, north]: Box, width: number, height: number): Projection {
  const [x0, x1, y0, y1] = [mercatorX(west), mercatorX(east), mercatorY(north), mercatorY(south)];
  const scale = Math.min(width / (x1 - x0), height / (y1 - y0)) * 0.98;
  const left = (width - (x1 - x0) * scale) / 2;
  const top = (height - (y1 - y0) * scale) / 2;
  return { x: (lon) => left + (mercatorX(lon) - x0) * scale, y: (lat) => top + (mercatorY(lat) - y0) * scale };
}

/** The colours of the quiet ground. */
export interface GroundColours {
  readonly land: string;
  readonly water: string;
  readonly green: string;
  readonly road: string;
  readonly railway: string;
}

type Shape = BaseFeatures["basemap"]["shapes"][number];

/** So many shapes are drawn in one step. */
const shapesAStep = 60;

/** The base map without names: water, green, roads. */
export function* paintGround(
  context: Drawing,
  { basemap, roads }: BaseFeatures,
  place: Projection & { colours: GroundColours; px: number },
): Painting {
  const { colours, px } = place;
  const fills: Readonly<Record<string, string>> = { water: colours.water, green: colours.green };
  for (const [row, shape] of basemap.shapes.entries()) {
    if (row % shapesAStep === shapesAStep - 1) yield;
    const kind = basemap.kinds[row] ?? "";
    context.beginPath();
    trace(context, shape, place);
    const fill = fills[kind];
    if (fill && shape.polygonEnds.length > 0) {
      context.fillStyle = fill;
      context.fill("evenodd");
    } else if (kind === "railway") {
      context.strokeStyle = colours.railway;
      context.lineWidth = px;
      context.stroke();
    }
  }
  context.strokeStyle = colours.road;
  context.lineCap = "round";
  for (const [row, shape] of roads.shapes.entries()) {
    if (row % shapesAStep === shapesAStep - 1) yield;
    context.lineWidth = px * (/expressway|trunk|primary/.test(roads.classes[row] ?? "") ? 4 : 1.6);
    context.beginPath();
    trace(context, shape, place);
    context.stroke();
  }
}

function trace(context: Drawing, { coords, ringEnds }: Shape, { x, y }: Projection): void {
  const ends = ringEnds.length > 0 ? ringEnds : [coords.length / 2];
  let vertex = 0;
  for (const end of ends) {
    for (let first = true; vertex < end; vertex++, first = false) {
      const [left, top] = [x(coords[2 * vertex] ?? 0), y(coords[2 * vertex + 1] ?? 0)];
      if (first) context.moveTo(left, top);
      else context.lineTo(left, top);
    }
  }
}

function traceArea(context: Drawing, polygons: Polygons, row: number, { x, y }: Projection): void {
  const { coordinates, ringOffsets, polygonOffsets, featureOffsets } = polygons;
  const rings = [
    polygonOffsets[featureOffsets[row] ?? 0] ?? 0,
    polygonOffsets[featureOffsets[row + 1] ?? 0] ?? 0,
  ] as const;
  context.beginPath();
  for (let ring = rings[0]; ring < rings[1]; ring++) {
    const [from, to] = [ringOffsets[ring] ?? 0, ringOffsets[ring + 1] ?? 0];
    for (let vertex = from; vertex < to; vertex++) {
      const [left, top] = [x(coordinates[2 * vertex] ?? 0), y(coordinates[2 * vertex + 1] ?? 0)];
      if (vertex === from) context.moveTo(left, top);
      else context.lineTo(left, top);
    }
  }
}

/** Areas filled by a colour each (`null`: none), with hairline borders; the chosen one has a wide one. */
export function* paintAreas(
  context: Drawing,
  { polygons, rows }: AreaTable,
  style: Projection & { fill: (row: number) => Rgb | null; border: string; px: number; chosen: number; ink: string },
): Painting {
  for (let row = 0; row < rows; row++) {
    if (row % shapesAStep === shapesAStep - 1) yield;
    const colour = style.fill(row);
    traceArea(context, polygons, row, style);
    if (colour) {
      context.globalAlpha = 0.82;
      context.fillStyle = hexOf(colour);
      context.fill("evenodd");
      context.globalAlpha = 1;
    }
    context.strokeStyle = style.border;
    context.lineWidth = style.px;
    context.stroke();
  }
  if (style.chosen < 0) return;
  traceArea(context, polygons, style.chosen, style);
  context.strokeStyle = style.ink;
  context.lineWidth = style.px * 4;
  context.stroke();
}

export interface Density {
  readonly field: Float32Array;
  readonly width: number;
  readonly height: number;
  readonly box: Box;
}

let raster: OffscreenCanvas | null = null;

/** A raster of density, smooth between its cells. One small canvas serves all. */
export function paintDensity(context: Drawing, density: Density, { x, y, ramp }: Projection & { ramp: Ramp }): void {
  const { field, width, height, box } = density;
  raster ??= new OffscreenCanvas(width, height);
  Object.assign(raster, { width, height });
  const pixels = densityPixels(field, densityScale("sqrt", field, largest(field)), ramp);
  const small = raster.getContext("2d", { willReadFrequently: true });
  if (!small) return;
  small.putImageData(new ImageData(new Uint8ClampedArray(pixels), width, height), 0, 0);
  const [west, south, east, north] = box;
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = "high";
  context.drawImage(raster, x(west), y(north), x(east) - x(west), y(south) - y(north));
}

/** Cameras as points; those that are not in use are hollow. */
export function paintPlaces(
  context: Drawing,
  { rows, lon, lat, kind }: PlaceTable,
  { x, y, colour, radiusPx, isIdle }: Projection & { colour: Rgb; radiusPx: number; isIdle: (kind: string) => boolean },
): void {
  context.fillStyle = hexOf(colour);
  context.strokeStyle = hexOf(colour);
  context.lineWidth = radiusPx / 3;
  for (let row = 0; row < rows; row++) {
    context.beginPath();
    context.arc(x(lon[row] ?? Number.NaN), y(lat[row] ?? Number.NaN), radiusPx, 0, 2 * Math.PI);
    if (isIdle(kind[row] ?? "")) context.stroke();
    else context.fill();
  }
}

export interface Label {
  readonly row: number;
  readonly text: string;
}

/** Names of areas in the order of their importance; one that would lie over another is left out. */
export function paintLabels(
  context: Drawing,
  { labelPoints }: AreaTable,
  style: Projection & { labels: readonly Label[]; fonts: Fonts; width: number; height: number },
): void {
  const { labels, fonts, width, height, x, y } = style;
  const placed: (readonly [number, number, number, number])[] = [];
  write(context, fonts, 600);
  context.textAlign = "center";
  context.lineJoin = "round";
  context.lineWidth = fonts.textPx / 4;
  context.strokeStyle = hexOf(fonts.palette.panel);
  context.fillStyle = hexOf(fonts.palette.ink);
  for (const { row, text } of labels) {
    const half = context.measureText(text).width / 2 + fonts.textPx * 0.2;
    const across = Math.min(width - half, Math.max(half, x(labelPoints[2 * row] ?? Number.NaN)));
    const down = y(labelPoints[2 * row + 1] ?? Number.NaN);
    const box = [across - half, down - fonts.textPx * 0.65, across + half, down + fonts.textPx * 0.65] as const;
    const meets = placed.some(
      (other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1],
    );
    if (meets || Number.isNaN(down) || box[1] < 0 || box[3] > height) continue;
    placed.push(box);
    context.strokeText(text, across, down);
    context.fillText(text, across, down);
  }
  context.textAlign = "left";
}
