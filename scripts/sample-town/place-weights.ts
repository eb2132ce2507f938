import type { Random } from "../../src/lib/random.ts";
import type { PlaceKind } from "./catalogue.ts";
import { distance, distanceToLine, type Point } from "./geometry.ts";
import type { Place } from "./place-base.ts";
import type { Town } from "./town.ts";

/** What kind of spot a site is. */
const spots = ["road", "pavement", "front", "door", "ground"] as const;
type Spot = (typeof spots)[number];

/** A stretch along which cases can lie: from `a` to `b`, `near` to `far` metres to its side. */
export interface Site {
  readonly spot: Spot;
  readonly a: Point;
  readonly b: Point;
  readonly side: Point;
  readonly near: number;
  readonly far: number;
  readonly parcel: number;
  readonly roadClass: string;
  readonly shops: number;
  readonly residents: number;
  readonly floors: number;
  readonly address: string;
}

/** Things that cases gather near. */
export interface Nearness {
  readonly metro: readonly Point[];
  readonly bus: readonly Point[];
  readonly market: readonly Point[];
  readonly river: readonly Point[];
  readonly canal: readonly Point[];
}

/** Where those things are. */
export function nearness(town: Town, places: readonly Place[]): Nearness {
  const of = (type: string) => places.filter((place) => place.type === type).map((place) => place.at);
  return { metro: of("metro"), bus: of("bus_stop"), market: of("market"), river: town.river, canal: town.canal };
}

const closeTo = (at: Point, points: readonly Point[], metres: number) =>
  points.some((point) => distance(point, at) < metres);

const roadFactor: Readonly<Record<string, number>> = {
  expressway: 0.15,
  trunk: 0.9,
  primary: 1,
  secondary: 1.05,
  branch: 1,
  lane: 0.55,
  path: 0.3,
};

/** How likely cases of a kind are at a site, before evening out. */
export function weightOf(kind: PlaceKind, site: Site, { town, near }: { town: Town; near: Nearness }): number {
  const length = distance(site.a, site.b);
  const use = town.land.parcels[site.parcel].use;
  const middle: Point = [(site.a[0] + site.b[0]) / 2, (site.a[1] + site.b[1]) / 2];
  const road = site.spot === "road" ? length * (roadFactor[site.roadClass] ?? 1) : 0;
  const pavement = site.spot === "pavement" ? length * (roadFactor[site.roadClass] ?? 1) : 0;
  const isMain = ["trunk", "primary", "secondary"].includes(site.roadClass);
  const door = site.spot === "door" ? site.residents : 0;
  const ground = (wanted: string) => (site.spot === "ground" && use === wanted ? 1 : 0);
  switch (kind) {
    case "road":
    case "drain":
      return road;
    case "mainroad":
    case "parking":
      return isMain ? road : kind === "parking" ? road * 0.8 : 0;
    case "pavement":
    case "poster":
      return pavement;
    case "vendor":
      return pavement * (0.9 + 0.25 * site.shops);
    case "metro":
      return pavement * (closeTo(middle, near.metro, 190) ? 1.8 : 1);
    case "station":
      return pavement * (closeTo(middle, near.metro, 220) ? 9 : 0.5) + 120 * ground("rail_station");
    case "bus":
      return closeTo(middle, near.bus, 30) ? pavement : 0;
    case "corner":
      return isMain ? pavement * 0.4 : pavement;
    case "night":
      return pavement * (0.2 + site.shops);
    case "market":
      return closeTo(middle, near.market, 130) ? pavement : 0.002 * pavement;
    case "centre":
      return pavement * (distance(middle, town.land.centre) < 420 ? 6 : 0.5);
    case "shop":
      return site.spot === "front" ? length * (use === "commercial" ? 1.3 : 1) : 0;
    case "waste":
      return door * 0.6 + pavement * 0.55;
    case "estate":
      return door;
    case "tower":
      return site.floors >= 11 ? door : 0;
    case "site":
      return 30 * ground("construction") + 0.02 * pavement;
    case "park":
      return ground("park") + 0.2 * ground("square") + 0.0006 * pavement;
    case "river":
      return distanceToLine(middle, near.river) < 75 || distanceToLine(middle, near.canal) < 60
        ? pavement + road * 0.3
        : 0;
    case "public":
      return ground("public") + 0.3 * ground("hospital") + 0.001 * door;
  }
}

/** Kinds without an own geography: their cells differ by land use and chance only, so that planted clusters stand out. */
export const evenKinds: readonly PlaceKind[] = [
  "road",
  "drain",
  "pavement",
  "poster",
  "vendor",
  "metro",
  "corner",
  "parking",
];

/** Rescales weights so that every cell gets its due: its area, a land-use factor and independent chance. */
export function levelled(town: Town, sites: readonly Site[], raw: Float64Array, random: Random): Float64Array {
  const cells = 1 + Math.max(...town.land.parcels.map((parcel) => parcel.cell));
  const due = new Float64Array(cells);
  for (const parcel of town.land.parcels) {
    const factor = parcel.use === "park" ? 0.6 : parcel.use === "industrial" ? 0.7 : 1;
    due[parcel.cell] += Math.sqrt(parcel.areaM2) * factor;
  }
  for (let i = 0; i < cells; i++) due[i] *= Math.exp(0.16 * random.gaussian());
  const has = new Float64Array(cells);
  sites.forEach((site, i) => {
    has[town.land.parcels[site.parcel].cell] += raw[i];
  });
  return raw.map((weight, i) => {
    const { cell } = town.land.parcels[sites[i].parcel];
    return has[cell] > 0 ? (weight / has[cell]) * due[cell] : 0;
  });
}
