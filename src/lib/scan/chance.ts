import { exp } from "../elementary/powers.ts";
import type { Random } from "../random.ts";
import type { ScanCases } from "./expected.ts";
import type { Scan } from "./search.ts";

/**
 * Where cases fall by chance. `cell` numbers are area × times + step. Models differ in it: `permutation` deals the
 * areas of the cases anew among their times, stratum by stratum; `poisson` drops all cases by expectation;
 * `expectation` also draws how many there are; `bernoulli` draws which of the records are cases.
 */
export interface Chance {
  /** Fills counts per area and step of time (others than the windows need may stay 0). */
  fill(counts: Float64Array, random: Random): void;
}

/** The chance that a scan's model means. `cases` are needed for `permutation` only. */
export function chanceOf(scan: Scan, cases: ScanCases): Chance {
  if (scan.model === "permutation") return dealing(scan, cases);
  return scan.model === "bernoulli" ? drawing(scan) : dropping(scan);
}

const firstStep = ({ windows, times }: Scan): number => (windows.ending === "last" ? times - windows.longest : 0);

function dealing(scan: Scan, { area, time, stratum }: ScanCases): Chance {
  if (area.length !== scan.total) throw new Error(`scan: ${area.length} cases, expected ${scan.total}`);
  const first = firstStep(scan);
  const decks = rowsByStratum(stratum, area.length).map((members) => ({
    areas: members.map((i) => area[i]),
    pool: new Uint32Array(members.length),
    /** Times of the cases whose place matters. */
    times: members.filter((i) => time[i] >= first).map((i) => time[i]),
  }));
  return {
    fill(counts, random) {
      counts.fill(0);
      for (const { areas, pool, times } of decks) {
        pool.set(areas);
        for (let k = 0; k < times.length; k++) {
          const at = k + random.below(pool.length - k);
          const chosen = pool[at];
          pool[at] = pool[k];
          counts[chosen * scan.times + times[k]]++;
        }
      }
    },
  };
}

/** Rows of each stratum that has any; all in one without strata. */
function rowsByStratum(stratum: Uint32Array, rows: number): Uint32Array[] {
  const all = Uint32Array.from({ length: rows }, (_, i) => i);
  if (stratum.length === 0) return [all];
  const size = new Uint32Array(stratum.reduce((most, one) => Math.max(most, one), 0) + 1);
  for (const one of stratum) size[one]++;
  const members = Array.from(size, (count) => new Uint32Array(count));
  size.fill(0);
  for (let i = 0; i < rows; i++) members[stratum[i]][size[stratum[i]]++] = i;
  return members.filter(({ length }) => length > 0);
}

function drawing(scan: Scan): Chance {
  const people: number[] = [];
  scan.expected.forEach((records, cell) => {
    for (let i = 0; i < records; i++) people.push(cell);
  });
  const cells = Uint32Array.from(people);
  const pool = new Uint32Array(cells.length);
  return {
    fill(counts, random) {
      counts.fill(0);
      pool.set(cells);
      for (let k = 0; k < scan.total; k++) {
        const at = k + random.below(pool.length - k);
        const chosen = pool[at];
        pool[at] = pool[k];
        counts[chosen]++;
      }
    },
  };
}

function dropping({ model, expected, total, times, ...scan }: Scan): Chance {
  const first = firstStep({ model, expected, total, times, ...scan });
  const cells: number[] = [];
  let rest = 0;
  expected.forEach((mean, cell) => {
    if (cell % times >= first) cells.push(cell);
    else rest += mean;
  });
  const fixed = model === "poisson";
  const weights = Float64Array.from([...cells.map((cell) => expected[cell]), ...(fixed ? [rest] : [])]);
  const mean = weights.reduce((sum, one) => sum + one, 0);
  const choose = aliasChooser(weights);
  return {
    fill(counts, random) {
      counts.fill(0);
      const drops = fixed ? total : poissonNumber(mean, random);
      for (let i = 0; i < drops; i++) {
        const chosen = choose(random);
        if (chosen < cells.length) counts[cells[chosen]]++;
      }
    },
  };
}

/** Chooses an index by weight in constant time (Vose's alias method). Throws where all weights are 0. */
export function aliasChooser(weights: Float64Array): (random: Random) => number {
  const count = weights.length;
  const total = weights.reduce((sum, one) => sum + one, 0);
  if (!(total > 0)) throw new Error("alias table: all weights are 0");
  const keep = weights.map((weight) => (weight * count) / total);
  const other = Uint32Array.from({ length: count }, (_, i) => i);
  const small: number[] = [];
  const large: number[] = [];
  for (let i = 0; i < count; i++) (keep[i] < 1 ? small : large).push(i);
  while (small.length > 0 && large.length > 0) {
    const less = small.pop() ?? 0;
    const more = large[large.length - 1];
    other[less] = more;
    keep[more] += keep[less] - 1;
    if (keep[more] < 1) small.push(large.pop() ?? 0);
  }
  for (const i of [...small, ...large]) keep[i] = 1;
  return (random) => {
    const i = random.below(count);
    return random.float() < keep[i] ? i : other[i];
  };
}

const meanPerRound = 20;

/** A Poisson number: products of uniform numbers (Knuth) in rounds, each of a small mean. Time grows with the mean. */
export function poissonNumber(mean: number, random: Random): number {
  let drawn = 0;
  for (let left = mean; left > 0; left -= meanPerRound) {
    const bar = exp(-Math.min(left, meanPerRound));
    for (let product = random.float(); product > bar; product *= random.float()) drawn++;
  }
  return drawn;
}
