import type { Random } from "../../src/lib/random.ts";
import { centroid, distance, isInside, type Point, signedArea } from "./geometry.ts";
import type { LandUsePlan } from "./land-use.ts";
import type { EdgeLabel } from "./mesh.ts";
import type { Parcel } from "./model.ts";
import { type Atom, divide } from "./partition.ts";

/** Number of communities, duty grids and basic management units. */
export const counts = { communities: 12, dutyGrids: 14, basicUnits: 3 };

/** Which parcels make up which area. */
export interface AreaPlan {
  /** By parcel: its community, duty grid, basic unit, and the serial of its cell. */
  readonly communityOf: Int32Array;
  readonly dutyGridOf: Int32Array;
  readonly basicUnitOf: Int32Array;
  /** The community that is planned too large. */
  readonly overloaded: number;
}

/** How unsuitable a border of areas is along such a line: best on main roads, waters and the railway. */
function borderCost(label: EdgeLabel): number {
  if (label.kind === "river" || label.kind === "rail") return 0.12;
  if (label.kind === "wall") return 3;
  const costs = { expressway: 0.1, trunk: 0.12, primary: 0.15, secondary: 0.35, branch: 0.8, lane: 2.4, path: 3 };
  return costs[label.class ?? "lane"];
}

/** Groups the given parcels by a key and links the groups along their common borders. */
export function linkGroups(
  parcels: readonly Parcel[],
  groupOf: ArrayLike<number>,
  options: { weight(parcel: Parcel): number; cost?(parcel: Parcel, across: number, label: EdgeLabel): number },
): { atoms: Atom[]; groups: number[] } {
  const groups = [...new Set(parcels.map((parcel) => groupOf[parcel.index]))].sort((a, b) => a - b);
  const indexOf = new Map(groups.map((group, i) => [group, i]));
  const builds = groups.map(() => ({ x: 0, y: 0, area: 0, weight: 0, neighbours: new Map<number, number>() }));
  for (const parcel of parcels) {
    const build = builds[indexOf.get(groupOf[parcel.index]) ?? 0];
    build.x += parcel.centre[0] * parcel.areaM2;
    build.y += parcel.centre[1] * parcel.areaM2;
    build.area += parcel.areaM2;
    build.weight += options.weight(parcel);
    for (const side of parcel.sides) {
      if (side.across < 0 || groupOf[side.across] === groupOf[parcel.index]) continue;
      const other = indexOf.get(groupOf[side.across]);
      if (other === undefined) continue;
      const length = distance(side.line[0], side.line[side.line.length - 1]);
      const cost = options.cost?.(parcel, side.across, side.label) ?? borderCost(side.label);
      build.neighbours.set(other, (build.neighbours.get(other) ?? 0) + length * cost);
    }
  }
  const atoms = builds.map(
    ({ x, y, area, weight, neighbours }): Atom => ({ centre: [x / area, y / area], weight, neighbours }),
  );
  return { atoms, groups };
}

/** Draws communities, duty grids and basic units along streets; `capacity` is the housing of each parcel. */
export function drawAreas(land: LandUsePlan, capacity: ArrayLike<number>, random: Random): AreaPlan {
  const { parcels } = land;
  const ground = wholeCells(parcels);
  const communityOf = drawCommunities(land, { ground, capacity }, random);
  const meanCapacity = Array.from(capacity).reduce((a, b) => a + b, 0) / parcels.length;
  const { atoms, groups } = linkGroups(parcels, ground, {
    weight: (p) => p.areaM2 / 1e4 + (0.5 * capacity[p.index]) / meanCapacity,
    cost: (p, across, label) => borderCost(label) * (communityOf[p.index] === communityOf[across] ? 1 : 0.1),
  });
  const grids = divide(atoms, counts.dutyGrids, random);
  const dutyGridOf = spreadOut(parcels, ground, groups, grids);
  const units = linkGroups(parcels, communityOf, { weight: (p) => p.areaM2 / 1e4 });
  const basicUnitOf = spreadOut(parcels, communityOf, units.groups, divide(units.atoms, counts.basicUnits, random));
  return {
    communityOf: fromNorth(parcels, communityOf),
    dutyGridOf: fromNorth(parcels, dutyGridOf),
    basicUnitOf: fromNorth(parcels, basicUnitOf),
    overloaded: overloadedOf(land, fromNorth(parcels, communityOf)),
  };
}

function overloadedOf(land: LandUsePlan, communityOf: Int32Array): number {
  const [west] = land.overloaded.quarters;
  const member = land.parcels.find((parcel) => west.has(parcel.quarter));
  if (!member) throw new Error("areas: the overloaded community has no ground");
  return communityOf[member.index];
}

/** Blocks, joined where a unit cell reaches over two of them, so that no area cuts a cell. */
function wholeCells(parcels: readonly Parcel[]): Int32Array {
  const firstBlock = new Map<number, number>();
  const joined = new Map<number, number>();
  const rootOf = (block: number): number => {
    const up = joined.get(block) ?? block;
    return up === block ? block : rootOf(up);
  };
  for (const parcel of parcels) {
    const first = firstBlock.get(parcel.cell);
    if (first === undefined) firstBlock.set(parcel.cell, parcel.block);
    else joined.set(rootOf(parcel.block), rootOf(first));
  }
  return Int32Array.from(parcels, (parcel) => rootOf(parcel.block));
}

interface Housing {
  readonly ground: Int32Array;
  readonly capacity: ArrayLike<number>;
}

/** The overloaded community is given; the rest of the town is divided evenly around it. */
function drawCommunities(land: LandUsePlan, { ground, capacity }: Housing, random: Random): Int32Array {
  const { parcels } = land;
  const [west, east] = land.overloaded.quarters;
  const inOverloaded = new Set(
    parcels.filter((p) => west.has(p.quarter) || east.has(p.quarter)).map((p) => ground[p.index]),
  );
  const rest = parcels.filter((p) => !inOverloaded.has(ground[p.index]));
  const mean = rest.reduce((sum, p) => sum + capacity[p.index], 0) / rest.length;
  const { atoms, groups } = linkGroups(rest, ground, { weight: (p) => capacity[p.index] / mean + p.areaM2 / 4e4 });
  const part = divide(atoms, counts.communities - 1, random);
  const byGroup = new Map(groups.map((group, i) => [group, part[i]]));
  return Int32Array.from(parcels, (p) => byGroup.get(ground[p.index]) ?? counts.communities - 1);
}

function spreadOut(
  parcels: readonly Parcel[],
  groupOf: ArrayLike<number>,
  groups: readonly number[],
  part: Int32Array,
): Int32Array {
  const byGroup = new Map(groups.map((group, i) => [group, part[i]]));
  return Int32Array.from(parcels, (p) => byGroup.get(groupOf[p.index]) ?? -1);
}

/** Renumbers areas from north to south, west to east, by bands of 700 m. */
function fromNorth(parcels: readonly Parcel[], areaOf: Int32Array): Int32Array {
  const rank = (area: number) => {
    const members = parcels.filter((p) => areaOf[p.index] === area);
    const x = members.reduce((sum, p) => sum + p.centre[0], 0) / members.length;
    const y = members.reduce((sum, p) => sum + p.centre[1], 0) / members.length;
    return -Math.round(y / 700) * 1e5 + x;
  };
  const order = [...new Set(areaOf)].map((area) => ({ area, rank: rank(area) })).sort((a, b) => a.rank - b.rank);
  const numberOf = new Map(order.map(({ area }, i) => [area, i]));
  return areaOf.map((area) => numberOf.get(area) ?? -1);
}

/** Outlines of a set of parcels: outer rings counter-clockwise, each with its holes. */
export function outlines(parcels: readonly Parcel[], isMember: (index: number) => boolean): Point[][][] {
  const sides = parcels
    .filter((parcel) => isMember(parcel.index))
    .flatMap((parcel) =>
      parcel.sides.flatMap((side) => {
        if (side.across >= 0 && isMember(side.across)) return [];
        return [orientedLine(parcel, side.line)];
      }),
    );
  const rings = chain(sides);
  const outer = rings.filter((ring) => signedArea(ring) > 0);
  const holes = rings.filter((ring) => signedArea(ring) < 0);
  return outer.map((ring) => [ring, ...holes.filter((hole) => isInside(centroid(hole), ring))]);
}

/** A side in the direction in which the parcel lies to its left. */
function orientedLine(parcel: Parcel, line: readonly Point[]): readonly Point[] {
  const start = parcel.ring.findIndex((p) => p[0] === line[0][0] && p[1] === line[0][1]);
  const next = parcel.ring[(start + 1) % parcel.ring.length];
  const isForward = next[0] === line[1][0] && next[1] === line[1][1];
  return isForward ? line : [...line].reverse();
}

/** Joins directed lines to closed rings; where several go on, the sharpest left turn keeps rings apart. */
function chain(lines: readonly (readonly Point[])[]): Point[][] {
  const keyOf = (p: Point) => `${p[0]},${p[1]}`;
  const starts = new Map<string, (readonly Point[])[]>();
  for (const line of lines) starts.set(keyOf(line[0]), [...(starts.get(keyOf(line[0])) ?? []), line]);
  const used = new Set<readonly Point[]>();
  return lines.flatMap((first) => {
    if (used.has(first)) return [];
    const ring: Point[] = [];
    for (let line: readonly Point[] | undefined = first; line && !used.has(line); ) {
      used.add(line);
      ring.push(...line.slice(0, -1));
      const [before, end] = [line[line.length - 2], line[line.length - 1]];
      const open: (readonly Point[])[] = (starts.get(keyOf(end)) ?? []).filter((l) => !used.has(l));
      line = sharpestLeft(open, before, end);
    }
    return [ring];
  });
}

function sharpestLeft(options: readonly (readonly Point[])[], before: Point, end: Point): readonly Point[] | undefined {
  const heading = Math.atan2(end[1] - before[1], end[0] - before[0]);
  const turn = (line: readonly Point[]) => {
    const angle = Math.atan2(line[1][1] - line[0][1], line[1][0] - line[0][0]) - heading;
    return Math.atan2(Math.sin(angle), Math.cos(angle));
  };
  return [...options].sort((a, b) => turn(b) - turn(a))[0];
}
