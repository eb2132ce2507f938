import { cumulate, type Random } from "../../src/lib/random.ts";
import { type PlaceKind, placeKinds } from "./catalogue.ts";
import { distance, isInside, type Point, type Ring } from "./geometry.ts";
import type { ParcelSide } from "./model.ts";
import type { Place } from "./place-base.ts";
import { evenKinds, levelled, nearness, type Site, weigh } from "./place-weights.ts";
import { roadWidths } from "./streets.ts";
import type { Town } from "./town.ts";

/** All sites as columns, and for every place kind the running sums of their weights. */
export interface CasePlaces {
  readonly count: number;
  readonly ax: Float64Array;
  readonly ay: Float64Array;
  readonly bx: Float64Array;
  readonly by: Float64Array;
  readonly sideX: Float64Array;
  readonly sideY: Float64Array;
  readonly near: Float64Array;
  readonly far: Float64Array;
  readonly parcel: Int32Array;
  readonly address: readonly string[];
  weights(kind: PlaceKind): Float64Array;
  /** Running sums of the weights. */
  sums(kind: PlaceKind): Float64Array;
}

/** Finds every site of the town and weighs it for every kind of place. */
export function findCasePlaces(town: Town, places: readonly Place[], random: Random): CasePlaces {
  const sites = [...kerbSites(town), ...frontSites(town), ...doorSites(town), ...groundSites(town, random)];
  const near = nearness(town, places);
  const weights = new Map<PlaceKind, Float64Array>();
  const sums = new Map<PlaceKind, Float64Array>();
  for (const kind of placeKinds) {
    const raw = weigh(kind, sites, { town, near });
    const values = evenKinds.includes(kind) ? levelled(town, sites, raw, random) : raw;
    weights.set(kind, values);
    sums.set(kind, cumulate(values));
    if (values.every((value) => value === 0)) throw new Error(`case places: no site for ${kind}`);
  }
  const of = (columns: ReadonlyMap<PlaceKind, Float64Array>) => (kind: PlaceKind) =>
    columns.get(kind) ?? new Float64Array(0);
  const column = (value: (site: Site) => number) => Float64Array.from(sites, value);
  return {
    count: sites.length,
    ax: column((s) => s.a[0]),
    ay: column((s) => s.a[1]),
    bx: column((s) => s.b[0]),
    by: column((s) => s.b[1]),
    sideX: column((s) => s.side[0]),
    sideY: column((s) => s.side[1]),
    near: column((s) => s.near),
    far: column((s) => s.far),
    parcel: Int32Array.from(sites, (s) => s.parcel),
    address: sites.map((s) => s.address),
    weights: of(weights),
    sums: of(sums),
  };
}

/** The unit vector from a side into its parcel. */
function inward([a, b]: readonly [Point, Point], ring: Ring): Point {
  const length = distance(a, b) || 1;
  const left: Point = [-(b[1] - a[1]) / length, (b[0] - a[0]) / length];
  const inside: Point = [(a[0] + b[0]) / 2 + left[0] * 1.5, (a[1] + b[1]) / 2 + left[1] * 1.5];
  return isInside(inside, ring) ? left : [-left[0], -left[1]];
}

function shortened(a: Point, b: Point, metres: number): [Point, Point] {
  const share = Math.min(0.3, metres / (distance(a, b) || 1));
  return [
    [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share],
    [b[0] + (a[0] - b[0]) * share, b[1] + (a[1] - b[1]) * share],
  ];
}

/** The half of each road that borders a parcel, and its pavement. */
function kerbSites(town: Town): Site[] {
  const streetByKey = new Map(town.streets.flatMap((street) => street.keys.map((key) => [key, street] as const)));
  return town.land.parcels.flatMap((parcel) => {
    const estateAddress = parcel.estate >= 0 ? town.addresses.ofEstate(parcel.estate) : town.addresses.ofParcel(parcel);
    return parcel.sides.flatMap((side: ParcelSide) => {
      const street = streetByKey.get(side.key);
      if (side.label.kind !== "road" || !street || !town.roads.keys.has(side.key)) return [];
      const half = roadWidths[street.class] / 2;
      return side.line.slice(1).flatMap((end, i) => {
        const [a, b] = shortened(side.line[i], end, 5);
        const middle: Point = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
        const address =
          street.name && street.class !== "lane" ? town.addresses.onStreet(street, middle) : estateAddress;
        const common = {
          a,
          b,
          side: inward([a, b], parcel.ring),
          parcel: parcel.index,
          roadClass: street.class,
          shops: street.shops,
          residents: 0,
          floors: 0,
          address,
        };
        return [
          { ...common, spot: "road" as const, near: 1.6, far: Math.max(2.2, half * 0.72) },
          { ...common, spot: "pavement" as const, near: half * 0.75, far: half + 2.5 },
        ];
      });
    });
  });
}

/** Before the doors of shops. */
function frontSites(town: Town): Site[] {
  return town.buildings.flatMap((building): Site[] => {
    if (building.use !== "commercial") return [];
    const parcel = town.land.parcels[building.parcel];
    const { centre, halfLength, halfDepth, angle } = building.box;
    const outward = sideAway(parcel.centre, centre, angle);
    const along: Point = [Math.cos(angle) * halfLength, Math.sin(angle) * halfLength];
    return [
      {
        spot: "front",
        a: [centre[0] - along[0], centre[1] - along[1]],
        b: [centre[0] + along[0], centre[1] + along[1]],
        side: outward,
        near: halfDepth + 0.5,
        far: halfDepth + 3,
        parcel: parcel.index,
        roadClass: "",
        shops: 1,
        residents: 0,
        floors: building.floors,
        address: town.addresses.ofParcel(parcel),
      },
    ];
  });
}

function sideAway(from: Point, centre: Point, angle: number): Point {
  const up: Point = [-Math.sin(angle), Math.cos(angle)];
  return (centre[0] - from[0]) * up[0] + (centre[1] - from[1]) * up[1] > 0 ? up : [-up[0], -up[1]];
}

/** At the foot of houses, on the north side where the stairs are. */
function doorSites(town: Town): Site[] {
  const numbers = new Map<number, number>();
  return town.buildings.flatMap((building, i): Site[] => {
    if (building.estate < 0) return [];
    const number = (numbers.get(building.estate) ?? 0) + 1;
    numbers.set(building.estate, number);
    const { centre, halfLength, halfDepth, angle } = building.box;
    const along: Point = [Math.cos(angle) * halfLength * 0.9, Math.sin(angle) * halfLength * 0.9];
    return [
      {
        spot: "door",
        a: [centre[0] - along[0], centre[1] - along[1]],
        b: [centre[0] + along[0], centre[1] + along[1]],
        side: [-Math.sin(angle), Math.cos(angle)],
        near: halfDepth * -0.4,
        far: halfDepth + 3,
        parcel: building.parcel,
        roadClass: "",
        shops: 0,
        residents: town.housing.residents[i],
        floors: building.floors,
        address: `${town.addresses.ofEstate(building.estate)}${number}号`,
      },
    ];
  });
}

/** Open ground: parks, building sites, industry, squares. */
function groundSites(town: Town, random: Random): Site[] {
  const open = ["park", "construction", "industrial", "square", "rail_station", "market", "public", "hospital"];
  return town.land.parcels.flatMap((parcel) => {
    if (!open.includes(parcel.use)) return [];
    const reach = Math.sqrt(parcel.areaM2) * 0.26;
    return Array.from({ length: 5 }, (): Site => {
      const angle = random.between(0, Math.PI * 2);
      const [cos, sin] = [Math.cos(angle) * reach, Math.sin(angle) * reach];
      return {
        spot: "ground",
        a: [parcel.centre[0] - cos, parcel.centre[1] - sin],
        b: [parcel.centre[0] + cos, parcel.centre[1] + sin],
        side: [-sin / reach, cos / reach],
        near: -4,
        far: 4,
        parcel: parcel.index,
        roadClass: "",
        shops: 0,
        residents: 0,
        floors: 0,
        address: town.addresses.ofParcel(parcel),
      };
    });
  });
}
