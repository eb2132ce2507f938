import type { Random } from "../../src/lib/random.ts";
import { distance, type Point } from "./geometry.ts";
import type { Parcel } from "./model.ts";
import { type AddPlace, parcelPlace } from "./place-base.ts";
import type { Town } from "./town.ts";

/** Every community has its committee office, activity room, police room and medical room in one of its estates. */
export function addEstatePlaces(town: Town, add: AddPlace, random: Random): void {
  const { parcels, estates } = town.land;
  for (const community of [...new Set(town.areas.communityOf)].sort((a, b) => a - b)) {
    const homes = parcels.filter((p) => town.areas.communityOf[p.index] === community && p.estate >= 0);
    const wanted: [string, string, number][] = [
      ["committee_office", "居委会", 240],
      ["activity_room", "居民活动室", 180],
      ["police_room", "警务室", 40],
      ["medical_room", "医疗室", 60],
      ["library", "图书室", 70],
    ];
    const home = random.pick(homes);
    wanted.forEach(([type, name, area], i) => {
      const parcel = i < 2 ? home : random.pick(homes);
      const at: Point = [parcel.centre[0] + random.between(-14, 14), parcel.centre[1] + random.between(-14, 14)];
      const estate = estates[parcel.estate];
      add(
        parcelPlace(town, parcel, {
          type,
          name: `${estate.name}${name}`,
          at,
          address: `${town.addresses.ofEstate(parcel.estate)}1号`,
          floorAreaM2: Math.round(area * random.between(0.6, 1.5)),
          staff: type === "committee_office" ? 9 : 2,
          openedYear: Math.floor(random.between(1990, 2020)),
        }),
      );
    });
  }
}

/** Metro entrances on the elevated road, bus stops along the bigger streets, a temple. */
export function addTransport(town: Town, add: AddPlace, random: Random): void {
  const { trunkColumn, crossings } = town.plan.skeleton;
  const stops = crossings[trunkColumn].map(town.plan.bend).filter((at) => Math.abs(at[1]) < 1300);
  const chosen = [town.land.centre, stops[stops.length - 1], stops[0]];
  chosen.forEach((at, i) => {
    for (const [side, dx] of [
      ["东", 27],
      ["西", -27],
    ] as const) {
      const entrance: Point = [at[0] + dx, at[1] + 24];
      const parcel = nearestParcel(town, entrance);
      const name = `${["和平广场", "和平北路", "和平南路"][i]}地铁站${side}口`;
      add(
        parcelPlace(town, parcel, {
          type: "metro",
          name,
          at: entrance,
          floorAreaM2: 300,
          isKeyPlace: true,
          staff: 6,
          openedYear: 2010,
        }),
      );
    }
  });
  addBusStops(town, add, random);
  const temple = town.land.parcels.find((p) => p.use === "park");
  if (temple)
    add(
      parcelPlace(town, temple, {
        type: "religious_site",
        name: "静泾禅寺",
        at: [temple.centre[0] + 20, temple.centre[1] + 12],
        floorAreaM2: 900,
        staff: 8,
        openedYear: 1992,
      }),
    );
}

function nearestParcel(town: Town, at: Point): Parcel {
  return town.land.parcels.reduce((a, b) => (distance(b.centre, at) < distance(a.centre, at) ? b : a));
}

function addBusStops(town: Town, add: AddPlace, random: Random): void {
  for (const edge of town.roads.edges) {
    if (!["primary", "secondary", "trunk"].includes(edge.street.class) || edge.lengthM < 130 || random.chance(0.45))
      continue;
    const from = edge.line[(edge.line.length - 1) >> 1];
    const to = edge.line[((edge.line.length - 1) >> 1) + 1];
    const length = distance(from, to) || 1;
    const out = edge.street.class === "trunk" ? 22 : 14;
    const at: Point = [
      (from[0] + to[0]) / 2 - ((to[1] - from[1]) / length) * out,
      (from[1] + to[1]) / 2 + ((to[0] - from[0]) / length) * out,
    ];
    const parcel = nearestParcel(town, at);
    if (distance(parcel.centre, at) > 120) continue;
    const address = town.addresses.onStreet(edge.street, at);
    add({
      ...parcelPlace(town, parcel, {
        type: "bus_stop",
        name: `${address.replace("号", "")}号公交站`,
        at,
        openedYear: 2004,
      }),
      address,
    });
  }
}
