import { within } from "../progress.ts";
import { createRandom } from "../random.ts";
import { chanceOf } from "./chance.ts";
import type { ScanCases } from "./expected.ts";
import { createLanes } from "./lanes.ts";
import { createSearcher, type Scan, type Searcher } from "./search.ts";
import { type Lanes, laneCount } from "./side-by-side.ts";

/** Which replications to make: `from` (included) to `to` (excluded), all of one seed. */
export interface Replications {
  readonly from: number;
  readonly to: number;
  readonly seed: number;
}

/**
 * The largest log likelihood ratio of each replication. A replication has random numbers of its own, made from the
 * seed and its number, so that it is the same in whatever range and on whatever worker. Yields its progress.
 */
export function* chanceMaxima(
  scan: Scan,
  cases: ScanCases,
  { from, to, seed }: Replications,
): Generator<number, Float64Array, void> {
  const searcher = createSearcher(scan);
  const chance = chanceOf(scan, cases);
  const lanes = createLanes(searcher);
  const counts = Array.from({ length: laneCount }, () => new Float64Array(scan.areas * scan.times));
  const maxima = new Float64Array(Math.max(0, to - from));
  for (let done = 0; done < maxima.length; done += laneCount) {
    const used = counts.slice(0, Math.min(laneCount, maxima.length - done));
    used.forEach((own, lane) => {
      chance.fill(own, createRandom(seed, `replication ${from + done + lane}`));
    });
    lanes.begin(used);
    yield* within(searched(searcher, lanes), done / maxima.length, (done + used.length) / maxima.length);
    maxima.set(lanes.best.subarray(0, used.length), done);
  }
  return maxima;
}

/** So many windows are looked at between two words of progress. */
const windowsPerStep = 2e6;

function centresPerStep({ scan, stride }: Searcher): number {
  const centres = scan.zones.start.length - 1;
  const perCentre = (scan.zones.area.length / Math.max(1, centres)) * stride;
  const windows = scan.windows.ending === "last" ? perCentre : perCentre * scan.windows.longest;
  return Math.max(1, Math.floor(windowsPerStep / Math.max(1, windows)));
}

function* searched(searcher: Searcher, lanes: Lanes): Generator<number, void, void> {
  const centres = searcher.scan.zones.start.length - 1;
  const step = centresPerStep(searcher);
  for (let centre = 0; centre < centres; centre += step) {
    lanes.search(centre, Math.min(centres, centre + step));
    yield Math.min(1, (centre + step) / centres);
  }
}
