import { hypercube } from "../../../lib/hypercube.ts";

/** Crews at stations, calls per hour of every area, and minutes station by station (row) to every area (column). */
export interface CrewPlan {
  readonly crews: ArrayLike<number>;
  readonly calls: Float64Array;
  readonly minutes: Float32Array;
}

/** What crews have to do. */
export interface CrewLoad {
  /** Station → share of time its crews are busy; NaN for one without crews. */
  readonly busy: Float64Array;
  /** Share of calls that another than the nearest station answers, mean minutes on the way, share of calls that wait. */
  readonly away: number;
  readonly travel: number;
  readonly waiting: number;
  /** 1: worked out, 2: more calls than crews can answer, 0: no calls, no crews or nobody can get there. */
  readonly status: 0 | 1 | 2;
}

/**
 * Workload of crews by hypercube queueing: an area calls the nearest free crew. Areas that no station reaches are left out.
 * `perHour` is how many calls one crew can answer.
 */
export function crewLoad({ crews, calls, minutes }: CrewPlan, perHour: number): CrewLoad {
  const areas = calls.length;
  const stationOf: number[] = [];
  for (let s = 0; s < crews.length; s++) for (let k = 0; k < crews[s]; k++) stationOf.push(s);
  const units = stationOf.length;
  const at = (unit: number, area: number) => minutes[stationOf[unit] * areas + area];
  const none = { busy: new Float64Array(crews.length).fill(Number.NaN), away: Number.NaN, travel: Number.NaN };
  const reached = [...calls.keys()].filter(
    (area) => calls[area] > 0 && stationOf.some((_, n) => at(n, area) < Infinity),
  );
  if (units === 0 || reached.length === 0) return { ...none, waiting: Number.NaN, status: 0 };
  const rate = Float64Array.from(reached, (area) => calls[area]);
  const sum = rate.reduce((all, one) => all + one, 0);
  if (sum >= units * perHour) return { ...none, waiting: 1, status: 2 };
  const order = new Uint16Array(reached.length * units);
  reached.forEach((area, place) => {
    const sorted = Array.from({ length: units }, (_, n) => n).sort(
      (a, b) => compare(at(a, area), at(b, area)) || turn(a, place) - turn(b, place),
    );
    order.set(sorted, place * units);
  });
  const { busy, sent, waiting } = hypercube({ units, rate, order, perHour });
  let [away, travel, told] = [0, 0, 0];
  reached.forEach((area, place) => {
    const home = stationOf[order[place * units]];
    for (let n = 0; n < units; n++) {
      const share = (sent[place * units + n] * rate[place]) / sum;
      if (stationOf[n] !== home) away += share;
      if (!(at(n, area) < Infinity)) continue;
      travel += share * at(n, area);
      told += share;
    }
  });
  return { busy: meanByStation(busy, stationOf, crews.length), away, travel: travel / told, waiting, status: 1 };

  /** Crews of one station take turns from place to place. */
  function turn(unit: number, place: number): number {
    return (unit + place) % units;
  }
}

const compare = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1);

function meanByStation(busy: Float64Array, stationOf: readonly number[], stations: number): Float64Array {
  const sum = new Float64Array(stations);
  const count = new Float64Array(stations);
  stationOf.forEach((s, n) => {
    sum[s] += busy[n];
    count[s]++;
  });
  return sum.map((all, s) => all / count[s]);
}
