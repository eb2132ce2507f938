import type { CoverageResult } from "./compute.ts";
import type { Figures, LiveCity } from "./live.ts";

/** Seen ground is looked for so far around a blind place, metres. */
export const farMetres = 300;

/** A key place (its number among them), the share of its front that is seen, and metres to seen ground. */
export interface WatchedPlace {
  readonly place: number;
  readonly seen: number;
  /** Infinity beyond `farMetres`; 0 where some of the front is seen. */
  readonly metres: number;
}

/** Key places, the least seen first; of equals, the one farther from seen ground. */
export function worstPlaces({ output }: CoverageResult, { placeSeen }: Figures, city: LiveCity): WatchedPlace[] {
  const all = Array.from(placeSeen, (seen, place): WatchedPlace => {
    const [lon, lat] = [output?.placeFrontLon[place] ?? Number.NaN, output?.placeFrontLat[place] ?? Number.NaN];
    return { place, seen, metres: seen > 0 ? 0 : city.metresToSeen(lon, lat, farMetres) };
  });
  const far = ({ metres }: WatchedPlace) => Math.min(metres, 1e9);
  return all.sort((a, b) => a.seen - b.seen || far(b) - far(a) || a.place - b.place);
}
