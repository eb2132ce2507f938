import {
  cellArea,
  cellToBoundary,
  cellToLatLng,
  getHexagonAreaAvg,
  getHexagonEdgeLengthAvg,
  gridDisk,
  latLngToCell,
  polygonToCells,
  UNITS,
} from "h3-js";
import { type Csr, csrFromPairs } from "./csr.ts";

/** Most cells over a box; more would take minutes and a gigabyte. */
const mostCells = 500_000;
const finest = 15;

/** A box in degrees: west, south, east, north. */
export type DegreesBox = readonly [west: number, south: number, east: number, north: number];

/** The level of H3 (0 to 15) whose cells are on average nearest in width, between opposite sides, to a size in metres. */
export function h3ResolutionFor(widthMetres: number): number {
  let nearest = 0;
  const away = (resolution: number) => Math.abs(Math.log(h3WidthMetres(resolution) / widthMetres));
  for (let resolution = 1; resolution <= finest; resolution++)
    if (away(resolution) < away(nearest)) nearest = resolution;
  return nearest;
}

/** Mean distance between opposite sides of the cells of a level of H3, in metres. */
export function h3WidthMetres(resolution: number): number {
  return Math.sqrt(3) * getHexagonEdgeLengthAvg(resolution, UNITS.m);
}

/** The H3 cell of a place, as its usual hexadecimal index. */
export function h3CellAt(lon: number, lat: number, resolution: number): string {
  return latLngToCell(lat, lon, resolution);
}

/** The H3 cells whose centre lies in a box, in order of their index; throws when they are more than 500,000. */
export function h3CellsInBox([west, south, east, north]: DegreesBox, resolution: number): string[] {
  if (!(west < east && south < north)) return [];
  const middle = ((south + north) / 2) * (Math.PI / 180);
  const km2 = (east - west) * 111.2 * Math.cos(middle) * (north - south) * 111.2;
  const cells = km2 / getHexagonAreaAvg(resolution, UNITS.km2);
  if (cells > mostCells)
    throw new Error(`${Math.round(cells)} cells of H3 level ${resolution} are more than ${mostCells}`);
  const ring = [
    [south, west],
    [south, east],
    [north, east],
    [north, west],
  ];
  return polygonToCells(ring, resolution).sort();
}

/** Which of the cells share a side: six each inside, five around the twelve pentagons of the Earth. */
export function h3Neighbours(cells: readonly string[]): Csr {
  const rowOf = new Map(cells.map((cell, row) => [cell, row]));
  const from: number[] = [];
  const to: number[] = [];
  for (const [row, cell] of cells.entries()) {
    for (const other of gridDisk(cell, 1)) {
      const neighbour = rowOf.get(other);
      if (neighbour === undefined || neighbour === row) continue;
      from.push(row);
      to.push(neighbour);
    }
  }
  return csrFromPairs(cells.length, from, to);
}

/** Centre of a cell in degrees. */
export function h3Centre(cell: string): readonly [lon: number, lat: number] {
  const [lat, lon] = cellToLatLng(cell);
  return [lon, lat];
}

/** Area of a cell on the sphere, in square kilometres. */
export function h3AreaKm2(cell: string): number {
  return cellArea(cell, UNITS.km2);
}

/** Outlines of cells, one closed ring each, counter-clockwise in degrees. */
export function h3Outlines(cells: readonly string[]): { coordinates: Float64Array; ringOffsets: Uint32Array } {
  const coordinates: number[] = [];
  const ringOffsets = new Uint32Array(cells.length + 1);
  for (const [row, cell] of cells.entries()) {
    for (const [lon, lat] of cellToBoundary(cell, true)) coordinates.push(lon, lat);
    ringOffsets[row + 1] = coordinates.length / 2;
  }
  return { coordinates: Float64Array.from(coordinates), ringOffsets };
}

/** The 64 bits of an index as two columns of 32. */
export function h3Bits(cells: readonly string[]): { high: Uint32Array; low: Uint32Array } {
  const bits = (cell: string, from: number, to?: number) => Number.parseInt(cell.padStart(16, "0").slice(from, to), 16);
  return {
    high: Uint32Array.from(cells, (cell) => bits(cell, 0, 8)),
    low: Uint32Array.from(cells, (cell) => bits(cell, 8)),
  };
}
