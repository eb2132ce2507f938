import { metresPerDegree } from "../../lib/geodesy.ts";

/** Cases as columns: positions in degrees, seconds of reporting, and a code of what they are about. */
export interface CaseTraces {
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  readonly seconds: Float64Array;
  readonly kind: Int32Array;
}

const daySeconds = 86_400;
const nearMetres = 50;

/** Earlier cases that one case is compared with: in a flood of reports the newest are enough. */
const mostCompared = 200;

/** Rows by kind, then time: sorted as one number each, which is many times quicker than comparing rows. */
function orderOf({ seconds, kind }: CaseTraces): Uint32Array {
  const rows = Uint32Array.from(seconds, (_, row) => row).filter((row) => !Number.isNaN(seconds[row]));
  const keys = Float64Array.from(rows, (row) => (kind[row] ?? 0) * 2 ** 37 + (seconds[row] ?? 0) + 2 ** 36);
  const places = new Uint32Array(rows.length).map((_, i) => i);
  places.sort((a, b) => (keys[a] as number) - (keys[b] as number) || a - b);
  return places.map((place) => rows[place] ?? 0);
}

/**
 * For each case that may be a duplicate the nearest earlier case of the same kind within 50 metres and 24 hours (the
 * similar-case rule); -1 for the others. Cases without time are passed over.
 */
export function findDuplicates(traces: CaseTraces): Int32Array {
  const { lon, lat, seconds, kind } = traces;
  const order = orderOf(traces);
  const before = new Int32Array(seconds.length).fill(-1);
  const per = metresPerDegree(lat[order[order.length >> 1] ?? 0] ?? 0);
  const [x, y, time] = [new Float64Array(order.length), new Float64Array(order.length), new Float64Array(order.length)];
  const kinds = new Int32Array(order.length);
  order.forEach((row, i) => {
    x[i] = (lon[row] ?? 0) * per.lon;
    y[i] = (lat[row] ?? 0) * per.lat;
    time[i] = seconds[row] ?? 0;
    kinds[i] = kind[row] ?? 0;
  });
  for (let i = 1; i < order.length; i++) {
    const [x0, y0, earliest, own] = [x[i] as number, y[i] as number, (time[i] as number) - daySeconds, kinds[i]];
    const last = Math.max(0, i - mostCompared);
    for (let j = i - 1; j >= last; j--) {
      if (kinds[j] !== own || (time[j] as number) < earliest) break;
      const [east, north] = [(x[j] as number) - x0, (y[j] as number) - y0];
      if (east * east + north * north > nearMetres * nearMetres) continue;
      before[order[i] as number] = order[j] as number;
      break;
    }
  }
  return before;
}
