import { remembered } from "../../../lib/remembered.ts";
import { type BrokenRule, targetM2 } from "../kernel/cell-rules.ts";
import { dividedOf } from "./known.ts";
import type { CellCheck, Divided, OverCells } from "./types.ts";

/** One breach of a rule: the cell, and of buildings and estates what is cut and into how many. */
export interface Breach {
  readonly rule: BrokenRule["rule"] | "crossing" | "building" | "estate";
  readonly cell: number;
  readonly name: string;
  /** How many cells, or communities, have a part of it. */
  readonly parts: number;
  /** Of the order: the cell with the number before, else -1. */
  readonly before: number;
  readonly lon: number;
  readonly lat: number;
}

/** Unit cells with a part in several communities, or else in several subdistricts, each part at least a share of the cell. */
export function crossingCells({ table, crossing, crossingStreets }: CellCheck, least: number): readonly Divided[] {
  const output = crossing ?? crossingStreets;
  if (!output) return [];
  const places = { names: table.ids, points: table.labelPoints };
  return remembered(output, `cells ${least}`, () => dividedOf(output, places, least));
}

/** What stands in several cells with at least a share of it in each. */
export function cutByCells({ outlines, output }: OverCells, least: number): readonly Divided[] {
  return remembered(output, `cut ${least}`, () => {
    const points = middles(outlines.polygons);
    return dividedOf(output, { names: outlines.names, points }, least);
  });
}

/** A larger estate comes nearer to the size of a cell by being divided: that several share it is no breach. */
const mostEstateM2 = Math.SQRT2 * targetM2;

/** Estates of about the size of one cell that are cut. */
export function cutEstates(over: OverCells, least: number): readonly Divided[] {
  return cutByCells(over, least).filter(({ parts }) => sizeOf(parts) <= mostEstateM2);
}

const sizeOf = (parts: Divided["parts"]) => parts.reduce((sum, { size }) => sum + size, 0);

/** How many estates are of about the size of one cell, or smaller. */
export function estatesOfOneCell({ output }: OverCells): number {
  const sizes = new Map<number, number>();
  output.pairOne.forEach((row, i) => {
    if (row >= 0) sizes.set(row, (sizes.get(row) ?? 0) + (output.pairM2[i] ?? 0));
  });
  return [...sizes.values()].filter((m2) => m2 <= mostEstateM2).length;
}

/** The middle of each outline's first ring. */
function middles({ coordinates, ringOffsets, polygonOffsets, featureOffsets }: OverCells["outlines"]["polygons"]) {
  const out = new Float64Array(2 * (featureOffsets.length - 1)).fill(Number.NaN);
  for (let f = 0; 2 * f < out.length; f++) {
    const ring = polygonOffsets[featureOffsets[f] ?? 0] ?? 0;
    const [from, to] = [ringOffsets[ring] ?? 0, (ringOffsets[ring + 1] ?? 1) - 1];
    for (const axis of [0, 1]) {
      let sum = 0;
      for (let v = from; v < to; v++) sum += coordinates[2 * v + axis] ?? Number.NaN;
      out[2 * f + axis] = sum / (to - from);
    }
  }
  return out;
}

/** Every breach of the rules of unit cells, those that cut something first. */
export function breachesOf(check: CellCheck, least: number): readonly Breach[] {
  return remembered(check, `breaches ${least}`, () => {
    const { labelPoints } = check.table;
    const atCell = (cell: number) => ({
      lon: labelPoints[2 * cell] ?? Number.NaN,
      lat: labelPoints[2 * cell + 1] ?? Number.NaN,
    });
    const whole = { name: "", parts: 1, before: -1 };
    const cut = (rule: "building" | "estate", found: readonly Divided[]) =>
      found.map(({ name, parts, lon, lat }): Breach => {
        return { ...whole, rule, cell: parts[0]?.area ?? -1, name, parts: parts.length, lon, lat };
      });
    const crossing = crossingCells(check, least).map(({ row, parts }): Breach => {
      return { ...whole, rule: "crossing", cell: row, parts: parts.length, ...atCell(row) };
    });
    return [
      ...crossing,
      ...cut("estate", check.estates ? cutEstates(check.estates, least) : []),
      ...cut("building", check.buildings ? cutByCells(check.buildings, least) : []),
      ...check.broken.map(({ rule, cell, before }): Breach => ({ ...whole, rule, cell, before, ...atCell(cell) })),
    ];
  });
}
