import { type Random, shuffle } from "../../src/lib/random.ts";
import { type Camera, couldSee, equip } from "./camera-models.ts";
import { crossingSpots, gateSpots, isWatched, type Spot, spotAt, streetSpots } from "./camera-spots.ts";
import { distance, isInside, type Point, pointAlong } from "./geometry.ts";
import type { Place } from "./place-base.ts";
import type { Town } from "./town.ts";

/** Number of cameras in the town. */
export const cameraCount = 543;

/** Number of them at the gates of estates. */
const gateCount = 75;

/** A disc of the town that no camera may look into. */
export interface Disc {
  readonly middle: Point;
  readonly radiusM: number;
}

/** What must stay unseen. */
export interface Unseen {
  readonly discs: readonly Disc[];
  readonly places: readonly Place[];
}

/** Hangs the cameras: key places first, then crossings, streets and estate gates, never looking where they must not. */
export function hangCameras(
  town: Town,
  { places, unseen }: { places: readonly Place[]; unseen: Unseen },
  random: Random,
): Camera[] {
  const cameras: Camera[] = [];
  const hang = (spot: Spot, gap: number) => {
    if (cameras.length === cameraCount || cameras.some((other) => distance(other.at, spot.at) < gap)) return false;
    const camera = equip(spot, random);
    if (looksAtUnseen(camera, unseen)) return false;
    return cameras.push(camera) > 0;
  };
  for (const place of places) {
    if (!place.isKeyPlace || unseen.places.includes(place)) continue;
    [0, 0.6, -0.6, 1.1, -1.1, 0.3, -0.3].some((turn) => hang(spotAt(place, turn, random), 3));
  }
  const inside = (spots: readonly Spot[]) =>
    shuffle(
      spots.filter(({ at }) => isInside(at, town.outline)),
      random,
    );
  for (const spot of inside(gateSpots(town, random)).slice(0, gateCount)) hang(spot, 9);
  const candidates = inside([...crossingSpots(town, random), ...streetSpots(town, random)]).map((spot) =>
    equip(spot, random),
  );
  const open = candidates.filter((camera) => !looksAtUnseen(camera, unseen));
  watchStreets(cameras, open, streetPoints(town));
  if (cameras.length < cameraCount) throw new Error(`cameras: only ${cameras.length} of ${cameraCount} found a place`);
  return cameras;
}

/** A point of a street, and how much it matters to see it. */
interface StreetPoint {
  readonly at: Point;
  readonly weight: number;
}

/** Points every 14 m along the town's streets; shopping streets matter most. */
function streetPoints(town: Town): StreetPoint[] {
  return town.roads.edges.flatMap(({ line, street, lengthM }) => {
    if (!isWatched(street)) return [];
    const count = Math.max(1, Math.round(lengthM / 14));
    const weight = (street.class === "branch" ? 0.75 : 1) + street.shops * 0.7;
    return Array.from({ length: count }, (_, i) => ({
      at: pointAlong(line, ((i + 0.5) * lengthM) / count).point,
      weight,
    })).filter(({ at }) => isInside(at, town.outline));
  });
}

/** Adds the candidate that shows most streets not seen yet, again and again, until all cameras are used. */
function watchStreets(cameras: Camera[], candidates: readonly Camera[], points: readonly StreetPoint[]): void {
  const isSeen = points.map(({ at }) => cameras.some((camera) => couldSee(camera, at, 0)));
  const views = candidates.map((camera) => [...points.keys()].filter((p) => couldSee(camera, points[p].at, 0)));
  const gainOf = (i: number) => {
    const gain = views[i].reduce((sum, p) => sum + (isSeen[p] ? 0.04 : points[p].weight), 0);
    return cameras.some((other) => distance(other.at, candidates[i].at) < 4) ? 0 : gain * turning(candidates[i]);
  };
  let queue = candidates.map((_, i) => ({ i, gain: gainOf(i) })).sort((a, b) => b.gain - a.gain);
  while (cameras.length < cameraCount && queue.length > 0) {
    const [best, ...rest] = queue;
    const gain = gainOf(best.i);
    if (rest.length > 0 && gain < rest[0].gain) {
      const place = rest.findIndex((other) => other.gain <= gain);
      rest.splice(place < 0 ? rest.length : place, 0, { i: best.i, gain });
      queue = rest;
      continue;
    }
    cameras.push(candidates[best.i]);
    for (const p of views[best.i]) isSeen[p] = true;
    queue = rest;
  }
}

/** A camera that turns sees each direction part of the time. */
function turning({ model }: Camera): number {
  return model.ptzType === 1 || model.ptzType === 4 ? 0.4 : 1;
}

/** Key places that no camera could see, even if no building stood in the way. */
export function unseenKeyPlaces(places: readonly Place[], cameras: readonly Camera[]): Place[] {
  return places.filter((place) => place.isKeyPlace && !cameras.some((camera) => couldSee(camera, place.at, 0)));
}

function looksAtUnseen(camera: Camera, unseen: Unseen): boolean {
  if (unseen.places.some((place) => couldSee(camera, place.at, 12))) return true;
  return unseen.discs.some(({ middle, radiusM }) => {
    if (distance(camera.at, middle) > radiusM + camera.maxRangeM + 5) return false;
    for (let x = -radiusM; x <= radiusM; x += 20) {
      for (let y = -radiusM; y <= radiusM; y += 20) {
        if (x * x + y * y > radiusM * radiusM) continue;
        if (couldSee(camera, [middle[0] + x, middle[1] + y], 4)) return true;
      }
    }
    return false;
  });
}
