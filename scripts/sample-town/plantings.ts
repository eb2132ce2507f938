import { cumulate, type Random } from "../../src/lib/random.ts";
import type { Disc, Unseen } from "./cameras.ts";
import type { CasePlaces } from "./case-places.ts";
import { items, type PlaceKind } from "./catalogue.ts";
import { distance, type Point } from "./geometry.ts";
import type { Place } from "./place-base.ts";
import type { StationPlan } from "./stations.ts";
import type { Town } from "./town.ts";

/** Extra cases of chosen items in a disc and a time. */
export interface Cluster {
  readonly id: string;
  readonly kind: "hotspot" | "emerging" | "outbreak";
  readonly middle: Point;
  readonly radiusM: number;
  /** Sub-codes its cases draw from, with equal shares. */
  readonly subCodes: readonly string[];
  /** Share of all cases that it adds. */
  readonly share: number;
  /** Month (0 = January 2024) → part of the extra cases. */
  readonly months: Readonly<Record<number, number>>;
  /** An outbreak's first and last day, and how the cases spread over them. */
  readonly days?: { readonly from: string; readonly weights: readonly number[] };
  /** Sites inside the disc and their running sums. */
  readonly sites: Int32Array;
  readonly sums: Float64Array;
}

/** Everything that is planted in the town for analyses to find. */
export interface Plantings {
  readonly clusters: readonly Cluster[];
  readonly unseen: Unseen;
  readonly slowGrid: number;
  readonly slowFactor: number;
  readonly bottleneckDept: string;
  readonly bottleneckFactor: number;
}

const allMonths = Object.fromEntries(Array.from({ length: 24 }, (_, month) => [month, 1]));

interface Wish {
  readonly id: string;
  readonly kind: Cluster["kind"];
  readonly radiusM: number;
  readonly subCodes: readonly string[];
  readonly places: PlaceKind;
  readonly share: number;
  readonly months: Readonly<Record<number, number>>;
  readonly days?: Cluster["days"];
  near(town: Town): Point;
}

const wishes: readonly Wish[] = [
  {
    id: "hotspot-street-trade",
    kind: "hotspot",
    radiusM: 230,
    subCodes: ["E0401", "E0406"],
    places: "vendor",
    share: 0.02,
    months: allMonths,
    near: (town) => town.land.centre,
  },
  {
    id: "hotspot-posters",
    kind: "hotspot",
    radiusM: 175,
    subCodes: ["E0201"],
    places: "poster",
    share: 0.011,
    months: allMonths,
    near: () => [-620, 820],
  },
  {
    id: "hotspot-piled-goods",
    kind: "hotspot",
    radiusM: 290,
    subCodes: ["E0136"],
    places: "pavement",
    share: 0.014,
    months: allMonths,
    near: () => [-560, -620],
  },
  {
    id: "emerging-litter-bins",
    kind: "emerging",
    radiusM: 200,
    subCodes: ["C0305"],
    places: "pavement",
    share: 0.0085,
    months: { 19: 0.07, 20: 0.13, 21: 0.2, 22: 0.27, 23: 0.33 },
    near: () => [640, -560],
  },
  {
    id: "outbreak-drains",
    kind: "outbreak",
    radiusM: 150,
    subCodes: ["E0503"],
    places: "drain",
    share: 0.0009,
    months: { 22: 1 },
    days: { from: "2025-11-18", weights: [0.2, 0.26, 0.2, 0.15, 0.11, 0.08] },
    near: () => [420, 900],
  },
];

/** Chooses where everything is planted. */
export function plant(
  town: Town,
  given: { casePlaces: CasePlaces; places: readonly Place[]; stations: StationPlan },
  random: Random,
): Plantings {
  const { casePlaces, places, stations } = given;
  const clusters = wishes.map((wish) => grow(wish, town, casePlaces, random));
  return {
    clusters,
    unseen: chooseUnseen(town, { casePlaces, places, clusters }, random),
    slowGrid: chooseSlowGrid(town, stations),
    slowFactor: 2.6,
    bottleneckDept: "greening",
    bottleneckFactor: 5,
  };
}

/** Sets a cluster on the housing parcel nearest to where it is wanted; within its disc the middle gets most. */
function grow(wish: Wish, town: Town, casePlaces: CasePlaces, random: Random): Cluster {
  const [x, y] = wish.near(town);
  const wanted: Point = [x + random.between(-90, 90), y + random.between(-90, 90)];
  const homes = town.land.parcels.filter((p) => p.use === "residential" || p.use === "commercial");
  const middle = homes.reduce((a, b) => (distance(b.centre, wanted) < distance(a.centre, wanted) ? b : a)).centre;
  const weights = casePlaces.weights(wish.places);
  const inside: number[] = [];
  for (let i = 0; i < casePlaces.count; i++) {
    if (weights[i] > 0 && distance(siteMiddle(casePlaces, i), middle) < wish.radiusM) inside.push(i);
  }
  if (inside.length === 0) throw new Error(`plantings: no place for ${wish.id}`);
  const sums = cumulate(
    inside.map((i) => weights[i] * (1.3 - distance(siteMiddle(casePlaces, i), middle) / wish.radiusM)),
  );
  return { ...wish, middle, sites: Int32Array.from(inside), sums };
}

function siteMiddle(places: CasePlaces, i: number): Point {
  return [(places.ax[i] + places.bx[i]) / 2, (places.ay[i] + places.by[i]) / 2];
}

interface UnseenGiven {
  readonly casePlaces: CasePlaces;
  readonly places: readonly Place[];
  readonly clusters: readonly Cluster[];
}

/** Four busy discs and six key places that no camera will look at. */
function chooseUnseen(town: Town, { casePlaces, places, clusters }: UnseenGiven, random: Random): Unseen {
  const demand = new Float64Array(town.land.parcels.length);
  for (const item of items) {
    const weights = casePlaces.weights(item.places);
    const total = casePlaces.sums(item.places)[casePlaces.count - 1];
    for (let i = 0; i < casePlaces.count; i++) demand[casePlaces.parcel[i]] += (item.weight * weights[i]) / total;
  }
  const isInner = (at: Point) => town.outline.every((p) => distance(p, at) > 230);
  const radiusM = 185;
  const demandAround = (at: Point) =>
    town.land.parcels.reduce((sum, p) => sum + (distance(p.centre, at) < radiusM ? demand[p.index] : 0), 0);
  const piled = clusters.find((cluster) => cluster.id === "hotspot-piled-goods");
  const discs: Disc[] = piled ? [{ middle: piled.middle, radiusM: 195 }] : [];
  const ranked = town.land.parcels
    .filter((p) => isInner(p.centre))
    .map((p) => ({ at: p.centre, demand: demandAround(p.centre) * random.between(0.9, 1.1) }))
    .sort((a, b) => b.demand - a.demand);
  for (const { at } of ranked) {
    if (discs.length === 4) break;
    if (discs.every((disc) => distance(disc.middle, at) > 620)) discs.push({ middle: at, radiusM });
  }
  const inDisc = places.filter((p) => p.isKeyPlace && discs.some((d) => distance(d.middle, p.at) < d.radiusM + 15));
  const wanted = { bank: 2, supermarket: 2, gas_station: 1, school_gate: 1 };
  const single = Object.entries(wanted).flatMap(([type, count]) => {
    const open = places.filter((p) => p.type === type && !inDisc.includes(p) && isInner(p.at));
    return open.sort((a, b) => (a.name < b.name ? -1 : 1)).slice(0, count);
  });
  return { discs, places: [...inDisc, ...single] };
}

/** The duty grid nearest to a station, not too small, away from the remote corner. */
function chooseSlowGrid(town: Town, { stations, remote }: StationPlan): number {
  const grids = [...new Set(town.areas.dutyGridOf)].map((grid) => {
    const members = town.land.parcels.filter((p) => town.areas.dutyGridOf[p.index] === grid);
    const mean = (axis: 0 | 1) => members.reduce((sum, p) => sum + p.centre[axis], 0) / members.length;
    const middle: Point = [mean(0), mean(1)];
    const toStation = members.reduce(
      (sum, p) => sum + Math.min(...stations.map((s) => distance(s.at, p.centre))) / members.length,
      0,
    );
    const homes = members.filter((p) => p.use === "residential").length;
    const isOverloaded = members.some((p) => town.areas.communityOf[p.index] === town.areas.overloaded);
    const isUsable = homes > 25 && !isOverloaded && distance(middle, remote.middle) > remote.radiusM;
    return { grid, score: isUsable ? -toStation : -1e6 - toStation };
  });
  return grids.reduce((a, b) => (b.score > a.score ? b : a)).grid;
}
