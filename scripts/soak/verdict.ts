import type { SoakSample } from "./soak.ts";

/** What a soak must show. Shares are of the middle of the soak. */
export const mostGrowth = 0.01;

/** How much a figure grew over the last half of the samples, by the line that fits them best, as a share of its begin. */
export function growthOf(samples: readonly SoakSample[], pick: (sample: SoakSample) => number): number {
  const half = samples.slice(Math.floor(samples.length / 2));
  const n = half.length;
  if (n < 3) return 0;
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / n;
  const [x, y] = [half.map(({ seconds }) => seconds), half.map(pick)];
  const [meanX, meanY] = [mean(x), mean(y)];
  const along = x.reduce((sum, value, i) => sum + (value - meanX) * ((y[i] ?? 0) - meanY), 0);
  const slope = along / x.reduce((sum, value) => sum + (value - meanX) ** 2, 0);
  const begin = meanY + slope * ((x[0] ?? 0) - meanX);
  return begin === 0 ? 0 : (slope * ((x.at(-1) ?? 0) - (x[0] ?? 0))) / begin;
}

/**
 * What a soak has broken, in words; empty when it has kept everything. In a short one functions are still being compiled:
 * only the page's own objects count.
 */
export function brokenBy(samples: readonly SoakSample[], { short = false } = {}): string[] {
  const memories = [
    ["objects", ({ objectBytes }: SoakSample) => objectBytes] as const,
    ...(short ? [] : [["the heap", ({ heapBytes }: SoakSample) => heapBytes] as const]),
  ];
  const broken: string[] = [];
  for (const [name, pick] of memories) {
    const growth = growthOf(samples, pick);
    if (growth > mostGrowth) broken.push(`${name} grew by ${(growth * 100).toFixed(1)} % over the last half`);
  }
  // Those of the scene before may still wait to be collected: kept are those that are there at two samples in a row.
  const detached = samples.reduce(
    (most, { detachedCanvases }, i) =>
      Math.max(most, Math.min(detachedCanvases, samples[i - 1]?.detachedCanvases ?? 0)),
    0,
  );
  if (detached > 0) broken.push(`${detached} canvases were detached and not freed`);
  const middle = Math.floor(samples.length / 2);
  const most = (pick: (sample: SoakSample) => number, half: readonly SoakSample[]) => Math.max(0, ...half.map(pick));
  for (const name of ["listeners", "timers", "workers", "canvases"] as const) {
    const before = most((sample) => sample[name], samples.slice(0, middle));
    const later = most((sample) => sample[name], samples.slice(middle));
    if (later > before) broken.push(`${name} grew from ${before} to ${later}`);
  }
  const long = samples.at(-1)?.longTasks ?? 0;
  if (long > 0) broken.push(`${long} tasks took longer than 200 ms`);
  return broken;
}
