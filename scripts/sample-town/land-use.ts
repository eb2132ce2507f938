import type { Random } from "../../src/lib/random.ts";
import { distance, distanceToLine, distanceToSegment, type Point } from "./geometry.ts";
import type { Estate, EstateStyle, LandUse, Parcel } from "./model.ts";
import { sideLength } from "./parcels.ts";
import type { Plan } from "./plan.ts";

/** The two halves of the community that is planned too large, by quarters, and the street between them. */
export interface Overloaded {
  readonly quarters: readonly [west: ReadonlySet<number>, east: ReadonlySet<number>];
  /** Lattice line of the dividing road. */
  readonly line: number;
}

/** The town with a use for every parcel. */
export interface LandUsePlan {
  readonly parcels: readonly Parcel[];
  readonly estates: readonly Estate[];
  readonly overloaded: Overloaded;
  /** Where the shops, offices and the mall gather. */
  readonly centre: Point;
  /** Where the railway crosses the elevated road. */
  readonly station: Point;
}

const isMainRoad = (side: Parcel["sides"][number]) =>
  side.label.kind === "road" && ["trunk", "primary", "secondary"].includes(side.label.class ?? "");

/** Gives every parcel its use and every housing block its estate. */
export function planLandUse(plan: Plan, parcels: readonly Parcel[], random: Random): LandUsePlan {
  const overloaded = chooseOverloaded(plan, parcels);
  const kept = new Set([...overloaded.quarters[0], ...overloaded.quarters[1]]);
  const { trunkColumn, crossings, rail } = plan.skeleton;
  const lattice = crossings[trunkColumn].map(plan.bend);
  const centre = lattice.reduce((best, p) => (distance(p, [150, 330]) < distance(best, [150, 330]) ? p : best));
  const railLine = rail.map(plan.bend);
  const station = railLine.reduce((best, p) => (distanceToLine(p, lattice) < distanceToLine(best, lattice) ? p : best));
  const free = parcels.filter((parcel) => !kept.has(parcel.quarter));
  assignCentre(free, centre, station);
  assignIndustry(free, railLine, station);
  assignParks(plan, free, random);
  assignServices(free, parcels, random);
  const estates = foundEstates(plan, { parcels, kept, centre }, random);
  return { parcels, estates, overloaded, centre, station };
}

/** Four quarters around a main north–south road, two on each side, without water or rails between them. */
function chooseOverloaded(plan: Plan, parcels: readonly Parcel[]): Overloaded {
  const { columns, rows, crossings, trunkColumn } = plan.skeleton;
  const candidates = columns.flatMap((_, line) =>
    rows.slice(2).map((_, j) => {
      const ends = [crossings[line][j], crossings[line][j + 2]] as const;
      const sides = quartersAlong(plan, parcels, line, ends);
      const area = (group: ReadonlySet<number>) =>
        parcels.reduce((sum, parcel) => sum + (group.has(parcel.quarter) ? parcel.areaM2 : 0), 0);
      const [west, east] = sides.map(area);
      const total = west + east;
      const isUsable =
        Math.min(west, east) > 0.24e6 &&
        total < 0.95e6 &&
        sides.every((side) => side.size <= 2) &&
        isApart(sides) &&
        leavesOnePiece(parcels, sides);
      const balance = Math.min(west, east) / Math.max(west, east, 1);
      const isMain = line !== trunkColumn && (line - trunkColumn) % 2 === 0 ? 0.3 : 0;
      return { line, sides, score: isUsable ? balance + isMain + (line === trunkColumn ? -0.5 : 0) : -1 };
    }),
  );
  const best = candidates.reduce((one, two) => (two.score > one.score ? two : one));
  if (best.score < 0) throw new Error("land use: no place for the overloaded community on this plan");
  return { line: best.line, quarters: [best.sides[0], best.sides[1]] };
}

/** Whether the town without these quarters still hangs together. */
function leavesOnePiece(parcels: readonly Parcel[], sides: readonly ReadonlySet<number>[]): boolean {
  const isLeft = (index: number) => index >= 0 && !sides.some((side) => side.has(parcels[index].quarter));
  const start = parcels.findIndex((parcel) => isLeft(parcel.index));
  const seen = new Set([start]);
  const queue = [start];
  for (let index = queue.pop(); index !== undefined; index = queue.pop()) {
    for (const { across } of parcels[index].sides) {
      if (!isLeft(across) || seen.has(across)) continue;
      seen.add(across);
      queue.push(across);
    }
  }
  return seen.size === parcels.filter((parcel) => isLeft(parcel.index)).length;
}

function isApart([one, two]: readonly [ReadonlySet<number>, ReadonlySet<number>]): boolean {
  return [...one].every((quarter) => !two.has(quarter));
}

function quartersAlong(
  plan: Plan,
  parcels: readonly Parcel[],
  line: number,
  [south, north]: readonly [Point, Point],
): [Set<number>, Set<number>] {
  const sides: [Set<number>, Set<number>] = [new Set(), new Set()];
  const middle = plan.bend([(south[0] + north[0]) / 2, (south[1] + north[1]) / 2]);
  const [from, to] = [plan.bend(south), plan.bend(north)];
  for (const parcel of parcels) {
    for (const side of parcel.sides) {
      if (side.label.line !== line || side.label.kind !== "road") continue;
      const p = side.line[side.line.length >> 1];
      if (distanceToSegment(p, from, to) > 60 || distance(p, middle) > distance(from, to) / 2 - 20) continue;
      const isWest =
        (to[0] - from[0]) * (parcel.centre[1] - from[1]) > (to[1] - from[1]) * (parcel.centre[0] - from[0]);
      sides[isWest ? 0 : 1].add(parcel.quarter);
    }
  }
  return sides;
}

function nearest(parcels: readonly Parcel[], to: Point, count: number, use: LandUse): Parcel[] {
  const chosen = parcels
    .filter((parcel) => parcel.use === "residential")
    .sort((a, b) => distance(a.centre, to) - distance(b.centre, to))
    .slice(0, count);
  for (const parcel of chosen) parcel.use = use;
  return chosen;
}

function assignCentre(parcels: readonly Parcel[], centre: Point, station: Point): void {
  const ring = nearest(parcels, centre, 18, "commercial");
  ring[2].use = "square";
  ring.slice(9).forEach((parcel, i) => {
    if (i % 2 === 0) parcel.use = "office";
  });
  nearest(parcels, station, 3, "rail_station")[2].use = "commercial";
}

/** An industrial park along the railway, at its end further from the station. */
function assignIndustry(parcels: readonly Parcel[], rail: readonly Point[], station: Point): void {
  const near = parcels.filter((parcel) => distanceToLine(parcel.centre, rail) < 420);
  const far = near.reduce((best, p) => (distance(p.centre, station) > distance(best.centre, station) ? p : best));
  nearest(near, far.centre, 64, "industrial");
}

function assignParks(plan: Plan, parcels: readonly Parcel[], random: Random): void {
  const river = plan.skeleton.river.map(plan.bend);
  const canal = plan.skeleton.canal.map(plan.bend);
  const waterside = parcels.filter((p) => p.use === "residential" && distanceToLine(p.centre, river) < 150);
  const heart = waterside.reduce((best, p) =>
    distance(p.centre, [-250, 120]) < distance(best.centre, [-250, 120]) ? p : best,
  );
  const chosen = nearest(parcels, heart.centre, 11, "park");
  const spots = parcels.filter(
    (p) => p.use === "residential" && Math.min(distanceToLine(p.centre, river), distanceToLine(p.centre, canal)) < 110,
  );
  for (let i = 0; i < 40 && chosen.length < 22; i++) {
    const spot = random.pick(spots);
    if (chosen.some((other) => distance(other.centre, spot.centre) < 620)) continue;
    chosen.push(spot, ...nearest(parcels, spot.centre, random.chance(0.5) ? 2 : 3, "park"));
  }
}

/** Public services at even distances: each takes the free parcel that is farthest from its own kind. */
function assignServices(free: readonly Parcel[], all: readonly Parcel[], random: Random): void {
  const onStreet = (parcel: Parcel) =>
    sideLength(parcel, (side) => side.label.class === "branch" || isMainRoad(side)) > 70;
  spread(free.filter(onStreet), "hospital", 1, random)[0].use = "hospital";
  const hospital = free.find((parcel) => parcel.use === "hospital");
  if (hospital)
    nearest(
      free.filter((p) => p.block === hospital.block),
      hospital.centre,
      2,
      "hospital",
    );
  spread(all.filter(onStreet), "middle_school", 5, random, 2);
  spread(all.filter(onStreet), "primary_school", 9, random);
  spread(all.filter(onStreet), "kindergarten", 15, random);
  spread(all.filter(onStreet), "market", 7, random);
  spread(all.filter(onStreet), "public", 9, random);
  spread(free.filter(onStreet), "construction", 5, random);
}

function spread(parcels: readonly Parcel[], use: LandUse, count: number, random: Random, size = 1): Parcel[] {
  const chosen: Parcel[] = [];
  for (let i = 0; i < count; i++) {
    const open = parcels.filter((parcel) => parcel.use === "residential");
    const tries = Array.from({ length: 24 }, () => random.pick(open));
    const gap = (parcel: Parcel) =>
      Math.min(...chosen.map((other) => distance(other.centre, parcel.centre)), edgeGap(parcel));
    const best = tries.reduce((one, two) => (gap(two) > gap(one) ? two : one));
    best.use = use;
    chosen.push(best);
    if (size > 1)
      nearest(
        parcels.filter((p) => p.block === best.block),
        best.centre,
        size - 1,
        use,
      );
  }
  return chosen;
}

/** A service likes to be inside the town rather than at its rim. */
function edgeGap(parcel: Parcel): number {
  return parcel.sides.some((side) => side.across < 0) ? 120 : 900;
}

interface EstateGround {
  readonly parcels: readonly Parcel[];
  readonly kept: ReadonlySet<number>;
  readonly centre: Point;
}

const builtYears: Record<EstateStyle, readonly [number, number]> = {
  old: [1979, 1995],
  commercial: [1997, 2014],
  affordable: [2009, 2019],
  resettlement: [1996, 2006],
  villa: [2001, 2009],
  lilong: [1931, 1958],
};

/** One estate for the housing parcels of each block; its style follows its place in the town. */
function foundEstates(plan: Plan, ground: EstateGround, random: Random): Estate[] {
  const blocks = new Map<number, Parcel[]>();
  for (const parcel of ground.parcels) {
    if (parcel.use === "residential") blocks.set(parcel.block, [...(blocks.get(parcel.block) ?? []), parcel]);
  }
  const river = plan.skeleton.river.map(plan.bend);
  const oldStreet = plan.skeleton.lines.find((line) => line.line === 200)?.points.map(plan.bend) ?? [];
  const phase = random.between(0, 6.28);
  return [...blocks].map(([block, members], index): Estate => {
    const [x, y] = members[0].centre;
    const wave = Math.sin(x / 330 + phase) + Math.sin(y / 410 - phase) + random.gaussian() * 0.45;
    const style = styleOf({
      toOldStreet: distanceToLine(members[0].centre, oldStreet),
      toRiver: distanceToLine(members[0].centre, river),
      toCentre: distance(members[0].centre, ground.centre),
      isDense: ground.kept.has(members[0].quarter),
      y,
      wave,
    });
    for (const parcel of members) parcel.estate = index;
    const [from, to] = builtYears[style];
    return { index, block, style, builtYear: Math.floor(random.between(from, to)), name: "" };
  });
}

interface EstateSite {
  readonly toOldStreet: number;
  readonly toRiver: number;
  readonly toCentre: number;
  readonly isDense: boolean;
  readonly y: number;
  readonly wave: number;
}

function styleOf(site: EstateSite): EstateStyle {
  if (site.isDense) return site.wave > 0.5 ? "affordable" : site.wave > -0.3 ? "resettlement" : "old";
  if (site.toOldStreet < 150) return "lilong";
  if (site.toRiver < 190 && site.y > 700) return "villa";
  if (site.toCentre < 600 || site.wave > 0.55) return site.wave > 1.25 ? "affordable" : "commercial";
  return site.wave < -1.15 ? "resettlement" : "old";
}
