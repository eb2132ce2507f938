import type { Box } from "../../../domain/manifest.ts";
import type { Viewport } from "../../../domain/viewport.ts";
import type { Footprints } from "../../../lib/coverage-raster.ts";
import type { Plane } from "../../../lib/plane.ts";
import type { RasterFrame } from "../../../lib/scanline.ts";
import type { LiveCity } from "./live.ts";

/** A part of the city's raster that is drawn: cells from (column, row) on, `stride` × `stride` of them a pixel. */
export interface Window {
  readonly column: number;
  readonly row: number;
  readonly width: number;
  readonly height: number;
  readonly stride: number;
  readonly box: Box;
}

/** Codes of pixels, row by row from the north. */
export interface Picture {
  readonly window: Window;
  readonly codes: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly box: Box;
}

const mostPixels = 1_500_000;

/** What of the raster the screen shows, not finer than its pixels. */
export function windowOf({ frame, plane }: Pick<LiveCity, "frame" | "plane">, viewport: Viewport | null): Window {
  const [west, south, east, north] = viewport?.box ?? [-180, -90, 180, 90];
  const columnOf = (lon: number) => Math.floor(((lon - plane.lon) * plane.metresPerLon - frame.x) / frame.cell);
  const rowOf = (lat: number) => Math.floor(((lat - plane.lat) * plane.metresPerLat - frame.y) / frame.cell);
  const within = (value: number, most: number) => Math.max(0, Math.min(most, value));
  const column = within(columnOf(west) - 8, frame.columns);
  const row = within(rowOf(south) - 8, frame.rows);
  const across = within(columnOf(east) + 8, frame.columns) - column;
  const up = within(rowOf(north) + 8, frame.rows) - row;
  const cellsAPixel = viewport ? (columnOf(east) - columnOf(west)) / viewport.widthPx : 1;
  const fits = Math.sqrt((Math.max(0, across) * Math.max(0, up)) / mostPixels);
  const stride = Math.max(1, Math.round(cellsAPixel), Math.ceil(fits));
  return placed({ frame, plane }, { column, row, width: Math.max(0, across), height: Math.max(0, up), stride });
}

/** The window around what some things cover, in cells. */
export function windowAround(
  city: Pick<LiveCity, "frame" | "plane">,
  { start, runs }: Footprints,
  things: readonly number[],
): Window {
  let [left, right, bottom, top] = [Number.POSITIVE_INFINITY, 0, Number.POSITIVE_INFINITY, 0];
  for (const thing of things) {
    for (let k = 3 * (start[thing] ?? 0); k < 3 * (start[thing + 1] ?? 0); k += 3) {
      bottom = Math.min(bottom, runs[k] ?? 0);
      top = Math.max(top, (runs[k] ?? 0) + 1);
      left = Math.min(left, runs[k + 1] ?? 0);
      right = Math.max(right, runs[k + 2] ?? 0);
    }
  }
  if (right <= left) return placed(city, { column: 0, row: 0, width: 0, height: 0, stride: 1 });
  const stride = Math.max(1, Math.ceil(Math.sqrt(((right - left) * (top - bottom)) / mostPixels)));
  return placed(city, { column: left, row: bottom, width: right - left, height: top - bottom, stride });
}

function placed(
  { frame, plane }: { readonly frame: RasterFrame; readonly plane: Plane },
  part: Omit<Window, "box">,
): Window {
  const { column, row, stride } = part;
  const [width, height] = [Math.ceil(part.width / stride) * stride, Math.ceil(part.height / stride) * stride];
  const lonOf = (cells: number) => (frame.x + cells * frame.cell) / plane.metresPerLon + plane.lon;
  const latOf = (cells: number) => (frame.y + cells * frame.cell) / plane.metresPerLat + plane.lat;
  const box: Box = [lonOf(column), latOf(row), lonOf(column + width), latOf(row + height)];
  return { column, row, width, height, stride, box };
}

/** An empty picture of a window. */
export function emptyPicture(window: Window): Picture {
  const [width, height] = [window.width / window.stride, window.height / window.stride];
  return { window, codes: new Uint8Array(width * height), width, height, box: window.box };
}

/** Calls `visit` with every cell of a thing that is in the window, and the pixel it is drawn in. */
export function eachCell(
  { window: { column, row, width, height, stride }, width: pixels, height: lines }: Picture,
  { start, runs }: Footprints,
  { thing, visit }: { thing: number; visit: (pixel: number, column: number, row: number) => void },
): void {
  for (let k = 3 * (start[thing] ?? 0); k < 3 * (start[thing + 1] ?? 0); k += 3) {
    const r = (runs[k] ?? 0) - row;
    if (r < 0 || r >= height) continue;
    const line = (lines - 1 - Math.floor(r / stride)) * pixels;
    const to = Math.min(width, (runs[k + 2] ?? 0) - column);
    for (let c = Math.max(0, (runs[k + 1] ?? 0) - column); c < to; c++) {
      visit(line + Math.floor(c / stride), column + c, row + r);
    }
  }
}

const reachable = 4;

/** How many cameras see each pixel at most: 1, 2, 3 and more; `reachable` where one could only turn there. */
export function depthPictureOf(city: LiveCity, window: Window): Picture {
  const picture = emptyPicture(window);
  for (let camera = 0; camera < city.reachOn.length; camera++) if (city.isOn(camera)) paintDepth(city, picture, camera);
  return picture;
}

/** The same picture after one camera was switched: only its own footprint is painted anew. */
export function repainted(city: LiveCity, before: Picture, camera: number): Picture {
  const picture = { ...before, codes: before.codes.slice() };
  eachCell(picture, city.footprints, {
    thing: camera,
    visit: (pixel) => {
      picture.codes[pixel] = 0;
    },
  });
  const { stride } = picture.window;
  const around = windowAround(city, city.footprints, [camera]);
  const margin = stride;
  for (let other = 0; other < city.reachOn.length; other++) {
    if (city.isOn(other) && touches(city.footprints, other, around, margin)) paintDepth(city, picture, other);
  }
  return picture;
}

function touches(
  { start, runs }: Footprints,
  thing: number,
  { column, row, width, height }: Window,
  margin: number,
): boolean {
  const first = 3 * (start[thing] ?? 0);
  const end = 3 * (start[thing + 1] ?? 0);
  if (first === end) return false;
  if ((runs[first] ?? 0) > row + height + margin || (runs[end - 3] ?? 0) < row - margin) return false;
  for (let k = first; k < end; k += 3) {
    const r = runs[k] ?? 0;
    if (r < row - margin || r > row + height + margin) continue;
    if ((runs[k + 1] ?? 0) <= column + width + margin && (runs[k + 2] ?? 0) >= column - margin) return true;
  }
  return false;
}

function paintDepth(city: LiveCity, picture: Picture, camera: number): void {
  const { codes } = picture;
  const always = city.live.on[camera] !== 0;
  const rank = (code: number) => (code === reachable ? 0.5 : code);
  eachCell(picture, city.footprints, {
    thing: camera,
    visit: (pixel, column, row) => {
      const code = always ? Math.min(3, city.live.raster.depthAt(column, row)) : reachable;
      if (rank(code) > rank(codes[pixel] ?? 0)) codes[pixel] = code;
    },
  });
}
