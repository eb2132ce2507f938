import { roadClasses } from "./vocabulary.ts";

/** How somebody gets from a station to a case. */
export const travelModes = ["walk", "ebike", "car", "fire"] as const;
export type TravelMode = (typeof travelModes)[number];

/** What a mode may use and how fast it is before the user changes it. */
export interface ModeRules {
  /** Speed in km/h by road class, in the order of `roadClasses`; 0 closes the class. */
  readonly kmh: readonly number[];
  /** What a road must be open to. */
  readonly needs: "walking" | "driving" | "either";
  /** Whether one-ways hold. */
  readonly keepsOneWay: boolean;
  /** Whether roads that are barriers (expressways, say) can be gone along. */
  readonly usesBarriers: boolean;
  /** Whether the posted speed is a limit. */
  readonly keepsLimits: boolean;
}

/** Planning speeds: on foot 4.5 km/h, patrol by e-bike 15, cars and fire engines about 30 in town, by class of road. */
export const modeRules: Readonly<Record<TravelMode, ModeRules>> = {
  walk: {
    kmh: [0, 4.5, 4.5, 4.5, 4.5, 4.5, 4.5],
    needs: "walking",
    keepsOneWay: false,
    usesBarriers: false,
    keepsLimits: false,
  },
  ebike: {
    kmh: [0, 15, 15, 15, 15, 12, 8],
    needs: "either",
    keepsOneWay: true,
    usesBarriers: false,
    keepsLimits: true,
  },
  car: {
    kmh: [60, 40, 35, 30, 25, 15, 0],
    needs: "driving",
    keepsOneWay: true,
    usesBarriers: true,
    keepsLimits: true,
  },
  fire: {
    kmh: [60, 40, 35, 30, 25, 15, 0],
    needs: "driving",
    keepsOneWay: true,
    usesBarriers: true,
    keepsLimits: false,
  },
};

/** How fast somebody walks between a place and its road, km/h. */
export const walkingKmh = 4.5;

/** What decides how fast a road is, edge by edge: codes are positions in `roadClasses`, flags 0 or 1. */
export interface RoadFacts {
  readonly roadClass: Uint8Array;
  readonly oneWay: Uint8Array;
  /** Posted speed in km/h, NaN where unknown. */
  readonly limitKmh: Float64Array;
  readonly walkOk: Uint8Array;
  readonly driveOk: Uint8Array;
  readonly barrier: Uint8Array;
}

/** The code of a road class; classes that are not known count as branch roads. */
export function roadClassCode(name: string): number {
  const code = roadClasses.findIndex((known) => known === name);
  return code >= 0 ? code : roadClasses.indexOf("branch");
}
