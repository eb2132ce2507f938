import { hotspotClasses } from "../../analyses/hotspots/kernel/classes.ts";

const signs: Readonly<Record<string, number | undefined>> = {
  "hot-99": 3,
  "hot-95": 2,
  "hot-90": 1,
  "cold-90": -1,
  "cold-95": -2,
  "cold-99": -3,
  "high-high": 3,
  "high-low": 1,
  "low-high": -1,
  "low-low": -3,
};

/** A class of the hotspots as a sign: 3, 2, 1 are hot at 99, 95, 90 %, the negative ones are cold, 0 is neither. */
export function signOf(code: number): number {
  return signs[hotspotClasses[code] ?? ""] ?? 0;
}
