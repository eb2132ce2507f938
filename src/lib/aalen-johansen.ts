/** Shares that have ended by each cause, at distinct ascending times. */
export interface CompetingEnds {
  readonly time: Float64Array;
  /** Cause → share ended by it up to each time. */
  readonly incidence: readonly Float64Array[];
}

/**
 * Cumulative incidence of competing ends, `cause[i]` from 1 to `causes` or 0 where the subject was last seen open. One
 * minus Kaplan–Meier of a single cause would count those that ended otherwise as still able to.
 * Aalen & Johansen (1978), Scand. J. Stat. 5, 141–150.
 */
export function aalenJohansen(time: ArrayLike<number>, cause: ArrayLike<number>, causes: number): CompetingEnds {
  const n = time.length;
  const order = Uint32Array.from({ length: n }, (_, i) => i).sort((a, b) => time[a] - time[b]);
  const times: number[] = [];
  const shares: number[][] = Array.from({ length: causes }, () => []);
  const sums = new Float64Array(causes);
  let survival = 1;
  for (let from = 0; from < n; ) {
    const at = time[order[from]];
    const ended = new Float64Array(causes);
    let [to, all] = [from, 0];
    for (; to < n && time[order[to]] === at; to++) {
      const by = cause[order[to]];
      if (by === 0) continue;
      ended[by - 1]++;
      all++;
    }
    for (let c = 0; c < causes; c++) {
      sums[c] += (survival * ended[c]) / (n - from);
      shares[c].push(sums[c]);
    }
    survival *= 1 - all / (n - from);
    times.push(at);
    from = to;
  }
  return { time: Float64Array.from(times), incidence: shares.map((share) => Float64Array.from(share)) };
}
