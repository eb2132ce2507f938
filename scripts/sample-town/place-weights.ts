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

/** What the weights of a site are made of: lengths of road and pavement, people behind the door, and its surroundings. */
interface SiteView {
  readonly site: Site;
  readonly near: Nearness;
  readonly centre: Point;
  readonly use: string;
  readonly middle: Point;
  readonly length: number;
  readonly road: number;
  readonly pavement: number;
  readonly door: number;
  readonly isMain: boolean;
}

const ground = ({ site, use }: SiteView, wanted: string) => (site.spot === "ground" && use === wanted ? 1 : 0);

const isAtWater = ({ middle, near }: SiteView) =>
  distanceToLine(middle, near.river) < 75 || distanceToLine(middle, near.canal) < 60;

/** How likely cases of a kind are at a site, before evening out. */
const weightRules: Record<PlaceKind, (view: SiteView) => number> = {
  road: (v) => v.road,
  drain: (v) => v.road,
  mainroad: (v) => (v.isMain ? v.road : 0),
  parking: (v) => v.road * (v.isMain ? 1 : 0.8),
  pavement: (v) => v.pavement,
  poster: (v) => v.pavement,
  vendor: (v) => v.pavement * (0.9 + 0.25 * v.site.shops),
  metro: (v) => v.pavement * (closeTo(v.middle, v.near.metro, 190) ? 1.8 : 1),
  station: (v) => v.pavement * (closeTo(v.middle, v.near.metro, 220) ? 9 : 0.5) + 120 * ground(v, "rail_station"),
  bus: (v) => (closeTo(v.middle, v.near.bus, 30) ? v.pavement : 0),
  corner: (v) => (v.isMain ? v.pavement * 0.4 : v.pavement),
  night: (v) => v.pavement * (0.2 + v.site.shops),
  market: (v) => v.pavement * (closeTo(v.middle, v.near.market, 130) ? 1 : 0.002),
  centre: (v) => v.pavement * (distance(v.middle, v.centre) < 420 ? 6 : 0.5),
  shop: (v) => (v.site.spot === "front" ? v.length * (v.use === "commercial" ? 1.3 : 1) : 0),
  waste: (v) => v.door * 0.6 + v.pavement * 0.55,
  estate: (v) => v.door,
  tower: (v) => (v.site.floors >= 11 ? v.door : 0),
  site: (v) => 30 * ground(v, "construction") + 0.02 * v.pavement,
  park: (v) => ground(v, "park") + 0.2 * ground(v, "square") + 0.0006 * v.pavement,
  river: (v) => (isAtWater(v) ? v.pavement + v.road * 0.3 : 0),
  public: (v) => ground(v, "public") + 0.3 * ground(v, "hospital") + 0.001 * v.door,
};

/** The weights of all sites for a kind of place. */
export function weigh(
  kind: PlaceKind,
  sites: readonly Site[],
  { town, near }: { town: Town; near: Nearness },
): Float64Array {
  return Float64Array.from(sites, (site) => {
    const length = distance(site.a, site.b);
    const along = length * (roadFactor[site.roadClass] ?? 1);
    return weightRules[kind]({
      site,
      near,
      centre: town.land.centre,
      use: town.land.parcels[site.parcel].use,
      middle: [(site.a[0] + site.b[0]) / 2, (site.a[1] + site.b[1]) / 2],
      length,
      road: site.spot === "road" ? along : 0,
      pavement: site.spot === "pavement" ? along : 0,
      door: site.spot === "door" ? site.residents : 0,
      isMain: ["trunk", "primary", "secondary"].includes(site.roadClass),
    });
  });
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
