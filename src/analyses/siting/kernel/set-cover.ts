import { Cover, type CoverProblem, greedyCover } from "./cover.ts";

/** Sites that cover everything coverable: greedy, then without those that are not needed. Groups are not heeded. */
export function coverAll(problem: CoverProblem): Uint8Array {
  const ones = { ...problem, weight: problem.weight.map(() => 1), group: problem.group.map(() => -1) };
  const cover = new Cover(ones);
  const order = greedyCover(ones, cover, problem.fixed.length);
  for (const j of order) {
    let needed = false;
    for (let k = problem.siteStart[j]; k < problem.siteStart[j + 1]; k++) {
      if (cover.times[problem.demands[k]] === 1) needed = true;
    }
    if (!needed) cover.remove(j);
  }
  return cover.chosen;
}

/**
 * At least so many sites are needed to cover everything coverable: demands no two of which share a site (taken greedily,
 * those with fewest sites first) need a site each; dual prices raised by demand after demand may prove more.
 */
export function coverAllBound({ siteStart, demands, demandStart, sites, fixed }: CoverProblem): number {
  const count = demandStart.length - 1;
  const degree = (i: number) => demandStart[i + 1] - demandStart[i];
  const met = new Uint8Array(count);
  let base = 0;
  fixed.forEach((is, j) => {
    base += is;
    for (let k = siteStart[j]; is && k < siteStart[j + 1]; k++) met[demands[k]] = 1;
  });
  const order = Array.from({ length: count }, (_, i) => i).filter((i) => degree(i) > 0 && !met[i]);
  order.sort((a, b) => degree(a) - degree(b) || a - b);
  const room = new Float64Array(fixed.length).fill(1);
  let dual = 0;
  for (const i of order) {
    let rise = 1;
    for (let s = demandStart[i]; s < demandStart[i + 1]; s++) rise = Math.min(rise, room[sites[s]]);
    if (rise <= 0) continue;
    dual += rise;
    for (let s = demandStart[i]; s < demandStart[i + 1]; s++) room[sites[s]] -= rise;
  }
  return base + Math.ceil(dual - 1e-9);
}
