import { type Random, shuffle } from "../../src/lib/random.ts";
import { bearing, type Camera } from "./camera-models.ts";
import { distance, type Point } from "./geometry.ts";
import type { Place } from "./place-base.ts";
import { roadWidths, type Street } from "./streets.ts";
import type { Town } from "./town.ts";

/** A place for a camera, before it gets one. */
export interface Spot {
  readonly at: Point;
  readonly azimuth: number;
  readonly name: string;
  readonly positionType: number;
  readonly useType: number;
  readonly owner: Camera["owner"];
  readonly heightM: number;
}

const positionTypes: Readonly<Record<string, number>> = {
  gov_office: 2,
  transport_hub: 3,
  metro: 3,
  square: 4,
  mall: 6,
  supermarket: 6,
  bank: 6,
  religious_site: 7,
  school_gate: 8,
};

/** Across from the front of a key place, or aside by an angle, looking at it. */
export function spotAt(place: Place, turn: number, random: Random): Spot {
  const away = random.between(13, 19);
  const at: Point = [
    place.at[0] + Math.cos(place.facing + turn) * away,
    place.at[1] + Math.sin(place.facing + turn) * away,
  ];
  return {
    at,
    azimuth: bearing(at, place.at),
    name: `${place.name}全景`,
    positionType: positionTypes[place.type] ?? 9,
    useType: 3,
    owner: "police",
    heightM: random.between(5, 6.5),
  };
}

/** Streets that cameras watch. */
export const isWatched = (street: Street) => !["lane", "path", "expressway"].includes(street.class);

/** At corners of crossings, looking down one of the arms. */
export function crossingSpots(town: Town, random: Random): Spot[] {
  const arms = new Map<number, { to: Point; street: string; width: number; isBig: boolean }[]>();
  for (const { from, to, line, street } of town.roads.edges) {
    if (!isWatched(street)) continue;
    const width = roadWidths[street.class];
    const isBig = street.class !== "branch";
    arms.set(from, [...(arms.get(from) ?? []), { to: line[1], street: street.name, width, isBig }]);
    arms.set(to, [...(arms.get(to) ?? []), { to: line[line.length - 2], street: street.name, width, isBig }]);
  }
  return [...arms].flatMap(([node, list]) => {
    if (list.length < 3) return [];
    const centre = town.roads.nodes[node];
    const names = [...new Set(list.map((arm) => arm.street))];
    return shuffle([...list], random).map((arm, i): Spot => {
      const azimuth = bearing(centre, arm.to);
      const aside = ((azimuth + 90) * Math.PI) / 180;
      const out = arm.width / 2 - 1;
      const at: Point = [centre[0] + Math.sin(aside) * out, centre[1] + Math.cos(aside) * out];
      return {
        at,
        azimuth: (azimuth + random.between(-6, 6) + 360) % 360,
        name: `${names.slice(0, 2).join("")}口${i + 1}`,
        positionType: arm.isBig ? 10 : 9,
        useType: arm.isBig ? 2 : 1,
        owner: arm.isBig && random.chance(0.5) ? "traffic" : "police",
        heightM: random.between(6, 7.5),
      };
    });
  });
}

/** On lamp posts between crossings, looking along the street. */
export function streetSpots(town: Town, random: Random): Spot[] {
  return town.roads.edges.flatMap(({ line, street, lengthM }) => {
    if (!isWatched(street) || lengthM < 60) return [];
    return line.slice(1).flatMap((b, i): Spot[] => {
      const a = line[i];
      const side = random.chance(0.5) ? 1 : -1;
      const length = distance(a, b) || 1;
      const out = (roadWidths[street.class] / 2 - 0.8) * side;
      const at: Point = [
        (a[0] + b[0]) / 2 - ((b[1] - a[1]) / length) * out,
        (a[1] + b[1]) / 2 + ((b[0] - a[0]) / length) * out,
      ];
      const azimuth = (bearing(a, b) + (random.chance(0.5) ? 0 : 180) + random.between(-8, 8) + 360) % 360;
      const isGrid = random.chance(0.45);
      return [
        {
          at,
          azimuth,
          name: `${town.addresses.onStreet(street, at)}路段`,
          positionType: street.shops > 0.5 ? 6 : 9,
          useType: 1,
          owner: isGrid ? "grid_centre" : "police",
          heightM: random.between(4.5, 6.5),
        },
      ];
    });
  });
}

/** At the gates of estates, on the wall, looking at the street. */
export function gateSpots(town: Town, random: Random): Spot[] {
  return town.land.estates.flatMap((estate): Spot[] => {
    const home = town.land.parcels.find((p) => p.estate === estate.index && town.addresses.frontOf(p));
    const front = home && town.addresses.frontOf(home);
    if (!home || !front || random.chance(0.2)) return [];
    const kerb = front.line[front.line.length >> 1];
    const gap = distance(kerb, home.centre) || 1;
    const inset = roadWidths[front.label.class ?? "branch"] / 2 + 3;
    const at: Point = [
      kerb[0] + ((home.centre[0] - kerb[0]) * inset) / gap,
      kerb[1] + ((home.centre[1] - kerb[1]) * inset) / gap,
    ];
    return [
      {
        at,
        azimuth: bearing(home.centre, kerb),
        name: `${estate.name}门口`,
        positionType: 9,
        useType: 1,
        owner: "housing",
        heightM: random.between(3.6, 4.8),
      },
    ];
  });
}
