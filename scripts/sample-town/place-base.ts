import type { Point } from "./geometry.ts";
import type { Parcel } from "./model.ts";
import type { Town } from "./town.ts";

/** A facility or a key place. */
export interface Place {
  readonly type: string;
  name: string;
  readonly at: Point;
  /** The parcel it stands on. */
  readonly parcel: number;
  readonly address: string;
  readonly floorAreaM2: number;
  readonly capacity: number;
  readonly staff: number;
  readonly isKeyPlace: boolean;
  /** Direction its front looks, radians counter-clockwise from east. */
  readonly facing: number;
  readonly openedYear: number;
}

/** Takes a found place. */
export type AddPlace = (place: Place) => void;

/** Chinese ordinals for numbered schools, branches and rooms. */
export const ordinals = [..."一二三四五六七八九十"].concat(
  "十一",
  "十二",
  "十三",
  "十四",
  "十五",
  "十六",
  "十七",
  "十八",
);

/** A place on a parcel that looks at the parcel's main street. */
export function parcelPlace(town: Town, parcel: Parcel, what: Partial<Place> & { type: string; name: string }): Place {
  const front = town.addresses.frontOf(parcel);
  const middle = front ? front.line[front.line.length >> 1] : parcel.centre;
  return {
    at: parcel.centre,
    parcel: parcel.index,
    address: town.addresses.ofParcel(parcel),
    floorAreaM2: 0,
    capacity: 0,
    staff: 0,
    isKeyPlace: false,
    facing: Math.atan2(middle[1] - parcel.centre[1], middle[0] - parcel.centre[0]),
    openedYear: 1995,
    ...what,
  };
}
