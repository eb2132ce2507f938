import type { Random } from "../../src/lib/random.ts";
import { centroid, distance, type Point } from "./geometry.ts";
import type { Town } from "./town.ts";

/** A block work station (街区工作站). */
export interface Station {
  readonly id: string;
  readonly name: string;
  readonly at: Point;
  readonly parcel: number;
  readonly crews: number;
}

/** The six stations, and the part of the town that all of them are far from. */
export interface StationPlan {
  readonly stations: readonly Station[];
  readonly remote: { readonly middle: Point; readonly radiusM: number };
}

/** Sets stations evenly over the town but for one corner, which stays far from all of them. */
export function placeStations(town: Town, random: Random): StationPlan {
  const { parcels } = town.land;
  const middle = centroid(town.outline);
  const homes = parcels.filter((p) => p.use === "residential");
  const corner = homes.reduce((a, b) => (distance(b.centre, middle) > distance(a.centre, middle) ? b : a)).centre;
  const radiusM = 1000;
  const open = homes.filter((p) => distance(p.centre, corner) > radiusM && town.addresses.frontOf(p));
  let best: number[] = [];
  let least = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 300; attempt++) {
    const tries = Array.from({ length: 6 }, () => random.below(open.length));
    const cost = parcels
      .filter((p) => distance(p.centre, corner) > radiusM)
      .reduce((sum, p) => sum + Math.min(...tries.map((i) => distance(open[i].centre, p.centre))), 0);
    if (cost < least && new Set(tries).size === 6) [best, least] = [tries, cost];
  }
  const chosen = best.map((i) => open[i]).sort((a, b) => b.centre[1] - a.centre[1]);
  const stations = chosen.map((parcel, i): Station => {
    const front = town.addresses.frontOf(parcel);
    const kerb = front ? front.line[front.line.length >> 1] : parcel.centre;
    const at: Point = [kerb[0] * 0.75 + parcel.centre[0] * 0.25, kerb[1] * 0.75 + parcel.centre[1] * 0.25];
    const part = ["北片", "中片", "南片"][Math.floor(i / 2)];
    return {
      id: `ST${i + 1}`,
      name: `第${i + 1}街区工作站(${part})`,
      at,
      parcel: parcel.index,
      crews: 2 + (i % 3 === 1 ? 1 : 0),
    };
  });
  return { stations, remote: { middle: corner, radiusM } };
}
