import type { Random } from "../../src/lib/random.ts";
import {
  type BuildingUse,
  estateRows,
  infillRows,
  otherRows,
  type RowRules,
  schoolRows,
  smallHouse,
} from "./building-forms.ts";
import { type Box, boxesTouch, boxToSegment, corners, distanceToSegment, isInside, type Point } from "./geometry.ts";
import type { EdgeLabel } from "./mesh.ts";
import type { Estate, Parcel, ParcelSide } from "./model.ts";
import { roadWidths, type Street } from "./streets.ts";

/** A building: a box on the ground with its height. */
export interface Building {
  readonly box: Box;
  readonly parcel: number;
  readonly use: BuildingUse;
  readonly floors: number;
  readonly heightM: number;
  readonly estate: number;
  readonly builtYear: number;
  /** A row of shops along a street. */
  readonly isShopRow: boolean;
}

/** What stands in the way of building: a line and the distance to keep from it. */
export interface Obstacle {
  readonly a: Point;
  readonly b: Point;
  readonly keep: number;
}

/** Half widths of the waters and the tracks, in metres. */
export const halfWidths = { river: 15, canal: 8, rail: 11 };

/** How far buildings keep from the middle of what runs along a parcel's side. */
export function setback(label: EdgeLabel): number {
  if (label.kind === "wall") return 4.5;
  if (label.kind === "river") return halfWidths.river + 20;
  if (label.kind === "rail") return halfWidths.rail + 16;
  const pavement = { expressway: 14, trunk: 12, primary: 10, secondary: 7, branch: 5, lane: 4, path: 3 };
  const roadClass = label.class ?? "branch";
  return roadWidths[roadClass] / 2 + pavement[roadClass];
}

/** Fills every parcel: shops along shopping streets first, then what the parcel is for. */
export function raiseBuildings(
  ground: {
    parcels: readonly Parcel[];
    estates: readonly Estate[];
    streets: readonly Street[];
    lines: readonly Obstacle[];
  },
  random: Random,
): Building[] {
  const streetOf = new Map(ground.streets.flatMap((street) => street.keys.map((key) => [key, street] as const)));
  return ground.parcels.flatMap((parcel) => {
    const estate = ground.estates[parcel.estate];
    const site = createSite(parcel, ground.lines, estate?.builtYear ?? Math.floor(random.between(1985, 2018)));
    if (parcel.use === "residential" || parcel.use === "commercial") {
      for (const side of parcel.sides) raiseShops(site, side, streetOf.get(side.key), random);
    }
    fill(site, estate, random);
    return site.built;
  });
}

/** A parcel while it is built on. */
interface Site {
  readonly parcel: Parcel;
  readonly obstacles: readonly Obstacle[];
  readonly built: Building[];
  readonly builtYear: number;
}

function createSite(parcel: Parcel, lines: readonly Obstacle[], builtYear: number): Site {
  const own = parcel.sides.flatMap((side) =>
    side.line.slice(1).map((b, i) => ({ a: side.line[i], b, keep: setback(side.label) })),
  );
  const reach = Math.sqrt(parcel.areaM2) + 60;
  const near = lines.filter(
    ({ a }) => Math.abs(a[0] - parcel.centre[0]) < reach && Math.abs(a[1] - parcel.centre[1]) < reach,
  );
  return { parcel, obstacles: [...own, ...near], built: [], builtYear };
}

function isFree(site: Site, box: Box, gap: number, easing = 0): boolean {
  if (!isInside(box.centre, site.parcel.ring)) return false;
  const radius = box.halfLength + box.halfDepth;
  for (const { a, b, keep } of site.obstacles) {
    if (distanceToSegment(box.centre, a, b) < keep + radius && boxToSegment(box, a, b) < keep - easing) return false;
  }
  return site.built.every((other) => !boxesTouch(other.box, box, gap));
}

function put(
  site: Site,
  box: Box,
  what: { rules: Pick<RowRules, "use" | "storeyM">; floors: number; isShopRow?: boolean },
): void {
  site.built.push({
    box,
    parcel: site.parcel.index,
    use: what.rules.use,
    floors: what.floors,
    heightM: Math.round(what.floors * what.rules.storeyM * 10 + 6) / 10,
    estate: what.rules.use === "residential" ? site.parcel.estate : -1,
    builtYear: site.builtYear,
    isShopRow: what.isShopRow ?? false,
  });
}

/** Rows of small shops with their fronts on the pavement of a shopping street. */
function raiseShops(site: Site, side: ParcelSide, street: Street | undefined, random: Random): void {
  if (!street || !["primary", "secondary", "branch"].includes(street.class) || street.shops < 0.3) return;
  const depth = random.between(8.5, 11);
  for (let i = 1; i < side.line.length; i++) {
    const [a, b] = [side.line[i - 1], side.line[i]];
    const angle = Math.atan2(b[1] - a[1], b[0] - a[0]);
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
    const inward = inwardOf(site.parcel, a, b);
    const away = setback(side.label) + depth / 2 + 0.2;
    for (let at = random.between(2, 8); at < length - 8; ) {
      const wanted = random.between(16, 36);
      const size = Math.min(wanted, length - at - 1);
      const along = at + size / 2;
      at += size + (random.chance(0.75) ? 1.2 : random.between(6, 14));
      if (size < 10 || random.float() > street.shops) continue;
      const centre: Point = [
        a[0] + Math.cos(angle) * along + inward[0] * away,
        a[1] + Math.sin(angle) * along + inward[1] * away,
      ];
      const box = { centre, halfLength: size / 2, halfDepth: depth / 2, angle };
      const floors = random.chance(0.6) ? 2 : random.chance(0.6) ? 1 : 3;
      if (isFree(site, box, 0.8, 0.1))
        put(site, box, { rules: { use: "commercial", storeyM: 3.9 }, floors, isShopRow: true });
    }
  }
}

function inwardOf(parcel: Parcel, a: Point, b: Point): Point {
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
  const left: Point = [-(b[1] - a[1]) / length, (b[0] - a[0]) / length];
  const middle: Point = [(a[0] + b[0]) / 2 + left[0] * 3, (a[1] + b[1]) / 2 + left[1] * 3];
  return isInside(middle, parcel.ring) ? left : [-left[0], -left[1]];
}

function fill(site: Site, estate: Estate | undefined, random: Random): void {
  const { use } = site.parcel;
  if (use === "residential" && estate) {
    fillRows(site, { rules: estateRows[estate.style], band: [0, 1], phase: (estate.index * 7.3) % 11 }, random);
    const infill = infillRows[estate.style];
    if (infill) fillRows(site, { rules: infill, band: [0, 1], phase: 0 }, random);
    if (random.chance(0.4)) fillRows(site, { rules: smallHouse, band: [0, 1], phase: 3 }, random);
    return;
  }
  if (use.endsWith("school") || use === "kindergarten") {
    fillRows(site, { rules: schoolRows, band: use === "kindergarten" ? [0.35, 1] : [0.52, 1], phase: 2 }, random);
    return;
  }
  const rules = otherRows[use];
  if (!rules) return;
  const band: readonly [number, number] = use === "rail_station" ? [0.3, 0.9] : [0, 1];
  fillRows(site, { rules, band, phase: random.between(0, 9) }, random);
}

interface Fill {
  readonly rules: RowRules;
  /** Part of the parcel's depth that is built on, 0 = south, 1 = north. */
  readonly band: readonly [number, number];
  readonly phase: number;
}

/** Sets rows that face south, as far as the parcel's borders and what stands already allow. */
function fillRows(site: Site, { rules, band, phase }: Fill, random: Random): void {
  const { angle, ring, centre } = site.parcel;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const along = ring.map(([x, y]) => (x - centre[0]) * cos + (y - centre[1]) * sin);
  const across = ring.map(([x, y]) => (y - centre[1]) * cos - (x - centre[0]) * sin);
  const [west, east, south, north] = [Math.min(...along), Math.max(...along), Math.min(...across), Math.max(...across)];
  const at = (x: number, y: number): Point => [centre[0] + x * cos - y * sin, centre[1] + x * sin + y * cos];
  const [from, to] = [south + (north - south) * band[0], south + (north - south) * band[1]];
  const step = 3;
  const floors = Math.round(random.between(rules.floors[0], rules.floors[1]));
  for (let y = to - rules.depth / 2 - phase * 0.3; y > from + rules.depth / 2; ) {
    const runs: [number, number][] = [];
    for (let x = west; x < east; x += step) {
      const slice = { centre: at(x + step / 2, y), halfLength: step / 2, halfDepth: rules.depth / 2, angle };
      if (!isFree(site, slice, rules.use === "residential" ? 6.5 : 5)) continue;
      const last = runs[runs.length - 1];
      if (last && last[1] >= x - 1e-9) last[1] = x + step;
      else runs.push([x, x + step]);
    }
    const usable = runs.filter(([start, end]) => end - start >= rules.length[0]);
    if (usable.length === 0) {
      y -= 3;
      continue;
    }
    for (const run of usable) setRow(site, { run, y, at, floors }, rules, random);
    y -= rules.pitch;
  }
}

interface Row {
  readonly run: readonly [number, number];
  readonly y: number;
  readonly floors: number;
  at(x: number, y: number): Point;
}

function setRow(site: Site, row: Row, rules: RowRules, random: Random): void {
  const [start, end] = row.run;
  const wanted = random.between(rules.length[0], rules.length[1]);
  const count = Math.max(1, Math.floor((end - start + rules.gap) / (wanted + rules.gap)));
  const size = Math.min((end - start - rules.gap * (count - 1)) / count, rules.length[1]);
  const slack = (end - start - count * size - rules.gap * (count - 1)) / 2;
  for (let i = 0; i < count; i++) {
    if (random.chance(rules.open)) continue;
    const x = start + slack + size / 2 + i * (size + rules.gap);
    const box = {
      centre: row.at(x, row.y),
      halfLength: size / 2,
      halfDepth: rules.depth / 2,
      angle: site.parcel.angle,
    };
    const spread = rules.floors[1] - rules.floors[0];
    const floors = Math.round(
      Math.max(rules.floors[0], Math.min(rules.floors[1], row.floors + random.between(-0.2, 0.2) * spread)),
    );
    put(site, box, { rules, floors });
  }
}

export function footprint(building: Building): Point[] {
  return corners(building.box);
}
