import type { Random } from "../../src/lib/random.ts";
import { distance, type Point, smoothLine } from "./geometry.ts";
import type { RoadClass } from "./model.ts";

/** A line of the plan that everything else is fitted between: a main road, the river, the canal, the railway. */
export interface PlanLine {
  readonly kind: "road" | "river" | "rail";
  readonly points: readonly Point[];
  readonly class?: RoadClass;
  /** Roads of one lattice line share it, so that they get one name. */
  readonly line?: number;
}

/** The main lines of the town on the straight plan. */
export interface Skeleton {
  readonly lines: readonly PlanLine[];
  readonly river: readonly Point[];
  readonly canal: readonly Point[];
  readonly rail: readonly Point[];
  /** Crossings of the lattice of main roads, `crossings[column][row]`. */
  readonly crossings: readonly (readonly Point[])[];
  readonly columns: readonly number[];
  readonly rows: readonly number[];
  /** Lattice column of the elevated north–south road and row of the ring expressway. */
  readonly trunkColumn: number;
  readonly expressRow: number;
}

/** Distances between main roads that start well west (south) of the town and end well beyond it. */
function spacings(random: Random, half: number, wide: readonly number[]): number[] {
  const result = [-half - random.between(0, 120)];
  for (let i = 0; result[result.length - 1] < half; i++) {
    result.push(result[result.length - 1] + (wide.includes(i) ? random.between(500, 560) : random.between(370, 470)));
  }
  return result;
}

function nearestIndex(values: readonly number[], target: number): number {
  return values.reduce((best, value, i) => (Math.abs(value - target) < Math.abs(values[best] - target) ? i : best), 0);
}

/** Lays out main roads, waters and the railway. */
export function layOutSkeleton(random: Random): Skeleton {
  const riverColumn = 2;
  const columns = spacings(random, 1750, [riverColumn, riverColumn + 1]);
  const rows = spacings(random, 2150, []);
  const crossings = columns.map((u) =>
    rows.map((v): Point => [u + random.between(-26, 26), v + random.between(-26, 26)]),
  );
  const trunkColumn = Math.max(riverColumn + 3, nearestIndex(columns, 330));
  const expressRow = nearestIndex(rows, 1330);
  const bendRow = nearestIndex(rows, random.between(-300, 300));
  const river = layRiver(random, { columns, rows, riverColumn, bendRow });
  const canalRow = nearestIndex(rows, random.between(450, 800));
  const canal = layCanal(random, { columns, rows, river, row: canalRow });
  const railRow = nearestIndex(rows, -1500);
  const rail = layRail(random, columns, (rows[railRow] + rows[railRow + 1]) / 2);
  const lattice = { columns, rows, crossings, trunkColumn, expressRow };
  const roads = latticeRoads(random, lattice);
  const oldStreet = layOldStreet(random, { ...lattice, avoidRow: canalRow });
  const waters: PlanLine[] = [
    { kind: "river", points: river },
    { kind: "river", points: canal },
    { kind: "rail", points: rail },
  ];
  return { ...lattice, river, canal, rail, lines: [...roads, oldStreet, ...waters] };
}

interface Lattice {
  readonly columns: readonly number[];
  readonly rows: readonly number[];
  readonly crossings: readonly (readonly Point[])[];
  readonly trunkColumn: number;
  readonly expressRow: number;
}

/** Road lines of the lattice; every second one is wider, and a few stretches of the lesser ones are left out. */
function latticeRoads(random: Random, lattice: Lattice): PlanLine[] {
  const { columns, rows, crossings, trunkColumn, expressRow } = lattice;
  const roads: PlanLine[] = [];
  const columnClass = (i: number): RoadClass =>
    i === trunkColumn ? "trunk" : (i - trunkColumn) % 2 === 0 ? "primary" : "secondary";
  const rowClass = (j: number): RoadClass =>
    j === expressRow ? "expressway" : (j - expressRow) % 3 === 0 ? "primary" : "secondary";
  const isKept = (roadClass: RoadClass) => roadClass !== "secondary" || !random.chance(0.13);
  columns.forEach((_, i) => {
    for (let j = 1; j < rows.length; j++) {
      const roadClass = columnClass(i);
      if (!isKept(roadClass)) continue;
      roads.push({ kind: "road", class: roadClass, line: i, points: [crossings[i][j - 1], crossings[i][j]] });
    }
  });
  rows.forEach((_, j) => {
    for (let i = 1; i < columns.length; i++) {
      const roadClass = rowClass(j);
      if (!isKept(roadClass)) continue;
      roads.push({ kind: "road", class: roadClass, line: 100 + j, points: [crossings[i - 1][j], crossings[i][j]] });
    }
  });
  return roads;
}

interface RiverPlan {
  readonly columns: readonly number[];
  readonly rows: readonly number[];
  readonly riverColumn: number;
  readonly bendRow: number;
}

/** A meandering river that runs from north to south inside one column and changes to the next one in the middle. */
function layRiver(random: Random, { columns, rows, riverColumn, bendRow }: RiverPlan): Point[] {
  const middle = (column: number) => (columns[column] + columns[column + 1]) / 2;
  const points: Point[] = [];
  for (let j = rows.length - 1; j >= 0; j--) {
    const column = j > bendRow ? riverColumn : riverColumn + 1;
    points.push([middle(column) + random.between(-45, 45), rows[j]]);
    if (j === 0 || j === bendRow + 1) continue;
    const swing = (j % 2 === 0 ? 1 : -1) * random.between(40, 85);
    points.push([middle(column) + swing, (rows[j] + rows[j - 1]) / 2 + random.between(-30, 30)]);
  }
  return smoothLine(points, 28);
}

interface CanalPlan {
  readonly columns: readonly number[];
  readonly rows: readonly number[];
  readonly river: readonly Point[];
  readonly row: number;
}

/** A straighter canal from the east that ends in the river. */
function layCanal(random: Random, { columns, rows, river, row }: CanalPlan): Point[] {
  const level = (rows[row] + rows[row + 1]) / 2;
  const mouth = river.reduce((best, p) => (Math.abs(p[1] - level) < Math.abs(best[1] - level) ? p : best), river[0]);
  const points: Point[] = [];
  for (let i = columns.length - 1; i >= 0 && columns[i] > mouth[0] + 60; i--) {
    points.push([columns[i], level + random.between(-45, 45)]);
  }
  return smoothLine([...points, mouth], 40);
}

/** The railway, west to east, in a long curve. */
function layRail(random: Random, columns: readonly number[], level: number): Point[] {
  const sag = random.between(50, 75) * (random.chance(0.5) ? 1 : -1);
  const [west, east] = [columns[0], columns[columns.length - 1]];
  const points = columns.map((u): Point => {
    const share = (u - west) / (east - west);
    return [u, level + sag * Math.sin(share * Math.PI * 1.5 + 0.4)];
  });
  return smoothLine(points, 45);
}

/** The old high street: a bent diagonal from one crossing to another, in the quarter west of the elevated road. */
function layOldStreet(random: Random, lattice: Lattice & { readonly avoidRow: number }): PlanLine {
  const { crossings, trunkColumn, rows } = lattice;
  const middle = nearestIndex(rows, -250);
  const row = middle === lattice.avoidRow || middle + 1 === lattice.avoidRow ? middle - 2 : middle;
  const from = crossings[trunkColumn][row];
  const to = crossings[trunkColumn + 2][row + 1];
  const bow = random.between(25, 45);
  const length = distance(from, to);
  const middlePoint: Point = [
    (from[0] + to[0]) / 2 - ((to[1] - from[1]) / length) * bow,
    (from[1] + to[1]) / 2 + ((to[0] - from[0]) / length) * bow,
  ];
  return { kind: "road", class: "secondary", line: 200, points: smoothLine([from, middlePoint, to], 45) };
}
