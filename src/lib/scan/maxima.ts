import { createRandom } from "../random.ts";
import { chanceOf } from "./chance.ts";
import type { ScanCases } from "./expected.ts";
import { createLanes, laneCount, searchLanes, setLane } from "./lanes.ts";
import { createSearcher, isQuick, noBest, type Scan, type Searcher, searchCentre, sumsOverTime } from "./search.ts";

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
  const counts = new Float64Array(scan.areas * scan.times);
  const maxima = new Float64Array(Math.max(0, to - from));
  const sumsOf = (replication: number): Float64Array => {
    chance.fill(counts, createRandom(seed, `replication ${replication}`));
    return sumsOverTime(scan, counts);
  };
  const search = isQuick(scan) ? sideBySide : oneByOne;
  for (let done = 0; done < maxima.length; done += laneCount) {
    const lanes = Math.min(laneCount, maxima.length - done);
    const sums = Array.from({ length: lanes }, (_, lane) => sumsOf(from + done + lane));
    const step = (share: number) => (done + share * lanes) / maxima.length;
    for (const part = search(searcher, sums); ; ) {
      const { value, done: finished } = part.next();
      if (finished) {
        maxima.set(value, done);
        break;
      }
      yield step(value);
    }
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

function* sideBySide(searcher: Searcher, sums: readonly Float64Array[]): Generator<number, Float64Array, void> {
  const lanes = createLanes(searcher);
  sums.forEach((own, lane) => setLane(lanes, lane, own));
  const centres = searcher.scan.zones.start.length - 1;
  const step = centresPerStep(searcher);
  for (let centre = 0; centre < centres; centre += step) {
    searchLanes(lanes, centre, Math.min(centres, centre + step));
    yield Math.min(1, (centre + step) / centres);
  }
  return lanes.best.slice(0, sums.length);
}

function* oneByOne(searcher: Searcher, sums: readonly Float64Array[]): Generator<number, Float64Array, void> {
  const centres = searcher.scan.zones.start.length - 1;
  const step = centresPerStep(searcher);
  const maxima = new Float64Array(sums.length);
  for (const [lane, own] of sums.entries()) {
    const best = noBest();
    for (let centre = 0; centre < centres; centre++) {
      searchCentre(searcher, own, centre, best);
      if (centre % step === step - 1) yield (lane + centre / centres) / sums.length;
    }
    maxima[lane] = best.ratio;
  }
  return maxima;
}
