import { opticsOf } from "../../../lib/optics.ts";
import type { CoverageResult } from "./compute.ts";
import type { Figures, LiveCity } from "./live.ts";
import { cameraFields } from "./optics.ts";

/** Seen ground is looked for so far around a blind place, metres. */
export const farMetres = 300;

/** Why a place is not seen, worst first: no camera is aimed at it, only one that turns could be, or something is in the way. */
export const causes = ["no-camera", "turning", "blocked", "seen"] as const;

/** A key place (its number among them), the share of its front that is seen, and metres to seen ground. */
export interface WatchedPlace {
  readonly place: number;
  readonly seen: number;
  readonly cause: (typeof causes)[number];
  /** Infinity beyond `farMetres`; 0 where some of the front is seen. */
  readonly metres: number;
}

/** Key places, the least seen first; of equals, by cause, then the one farther from seen ground. */
export function worstPlaces(result: CoverageResult, { placeSeen }: Figures, city: LiveCity): WatchedPlace[] {
  const aimed = aimOf(result, city);
  const all = Array.from(placeSeen, (seen, place): WatchedPlace => {
    const [lon, lat] = [
      result.output?.placeFrontLon[place] ?? Number.NaN,
      result.output?.placeFrontLat[place] ?? Number.NaN,
    ];
    if (seen > 0) return { place, seen, cause: "seen", metres: 0 };
    return { place, seen, cause: aimed(city.x(lon), city.y(lat)), metres: city.metresToSeen(lon, lat, farMetres) };
  });
  const rank = ({ cause }: WatchedPlace) => causes.indexOf(cause);
  const far = ({ metres }: WatchedPlace) => Math.min(metres, 1e9);
  return all.sort((a, b) => a.seen - b.seen || rank(a) - rank(b) || far(b) - far(a) || a.place - b.place);
}

/** Tells of a place whether a camera that is on is aimed at it, whatever stands between. */
function aimOf({ city: { cameras }, output }: CoverageResult, city: LiveCity) {
  const views = Array.from(cameras.ids, (_, c) => ({
    x: city.x(output?.cameraLon[c]),
    y: city.y(output?.cameraLat[c]),
    near: output?.cameraNearMetres[c] ?? 0,
    far: output?.cameraFarMetres[c] ?? 0,
    optics: opticsOf(cameraFields(cameras, c)),
    on: city.isOn(c),
  })).filter(({ on }) => on);
  return (x: number, y: number): WatchedPlace["cause"] => {
    let turning = false;
    for (const { x: cx, y: cy, near, far, optics } of views) {
      const metres = Math.hypot(x - cx, y - cy);
      if (metres > far || metres < near) continue;
      if (optics.watch === "panorama") return "blocked";
      if (optics.watch === "disc") turning = true;
      else {
        const azimuth = (Math.atan2(x - cx, y - cy) * 180) / Math.PI;
        const turn = Math.abs(((azimuth - optics.azimuthDeg + 540) % 360) - 180);
        if (turn <= optics.hfovDeg / 2) return "blocked";
      }
    }
    return turning ? "turning" : "no-camera";
  };
}
