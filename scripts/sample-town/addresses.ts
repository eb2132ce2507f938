import { distance, type Point } from "./geometry.ts";
import type { Estate, Parcel, ParcelSide } from "./model.ts";
import type { Street } from "./streets.ts";

/** Says where things are in the Shanghai manner: 彭江路 218 弄 for estates, 彭江路 218 号 along streets. */
export interface Addresses {
  /** The named street along a side, if one runs there. */
  streetOf(side: ParcelSide): Street | undefined;
  onStreet(street: Street, at: Point): string;
  ofParcel(parcel: Parcel): string;
  ofEstate(estate: number): string;
  /** The side of a parcel with the most important named street, if any. */
  frontOf(parcel: Parcel): ParcelSide | undefined;
}

/** House numbers grow by 2 every 15 m from the north or west end; even numbers on one side. */
function houseNumber(street: Street, at: Point): number {
  const along = street.isUpright ? street.middle[1] - at[1] : at[0] - street.middle[0];
  const step = Math.max(1, Math.round((along + street.lengthM / 2) / 15));
  const isEven = street.isUpright ? at[0] > street.middle[0] : at[1] > street.middle[1];
  return step * 2 + (isEven ? 0 : 1);
}

const rank = { expressway: 0, trunk: 3, primary: 4, secondary: 5, branch: 4, lane: 0, path: 0 };

export function createAddresses(
  parcels: readonly Parcel[],
  estates: readonly Estate[],
  streets: readonly Street[],
): Addresses {
  const byKey = new Map(streets.flatMap((street) => street.keys.map((key) => [key, street] as const)));
  const streetOf = (side: ParcelSide) => {
    const street = byKey.get(side.key);
    return street && rank[street.class] > 0 ? street : undefined;
  };
  const length = (side: ParcelSide) => distance(side.line[0], side.line[side.line.length - 1]);
  const frontOf = (parcel: Parcel) => {
    const named = parcel.sides.filter((side) => streetOf(side) && length(side) > 15);
    const worth = (side: ParcelSide) => length(side) * rank[streetOf(side)?.class ?? "path"];
    return named.length > 0 ? named.reduce((a, b) => (worth(b) > worth(a) ? b : a)) : undefined;
  };
  const onStreet = (street: Street, at: Point) => `${street.name}${houseNumber(street, at)}号`;
  const frontAddress = (parcel: Parcel) => {
    const front = frontOf(parcel);
    const street = front && streetOf(front);
    return street ? onStreet(street, front.line[front.line.length >> 1]) : undefined;
  };
  const byBlock = new Map<number, string>();
  for (const parcel of parcels) {
    const address = frontAddress(parcel);
    if (address && !byBlock.has(parcel.block)) byBlock.set(parcel.block, address);
  }
  const ofBlock = (block: number) => byBlock.get(block) ?? "和平大道";
  return {
    streetOf,
    onStreet,
    frontOf,
    ofParcel: (parcel) => frontAddress(parcel) ?? ofBlock(parcel.block),
    ofEstate: (estate) => ofBlock(estates[estate].block).replace(/号$/, "弄"),
  };
}
