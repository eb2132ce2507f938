/** Where values lie in a plot, in pixels. */
export interface PlotScale {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Values at the ends of the axes. */
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  readonly px: (value: number) => number;
  readonly py: (value: number) => number;
}

interface Points {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

interface Frame {
  readonly width: number;
  readonly height: number;
  readonly margin: { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number };
}

/** Scales that hold all points with a little room; values that are not numbers are left out. */
export function scaleOf({ x, y }: Points, { width, height, margin }: Frame): PlotScale {
  const [left, right, top, bottom] = [margin.left, width - margin.right, margin.top, height - margin.bottom];
  const [rangeX, rangeY] = [rangeOf(x), rangeOf(y)];
  return {
    left,
    right,
    top,
    bottom,
    x: rangeX,
    y: rangeY,
    px: (value) => left + ((value - rangeX[0]) / (rangeX[1] - rangeX[0])) * (right - left),
    py: (value) => bottom - ((value - rangeY[0]) / (rangeY[1] - rangeY[0])) * (bottom - top),
  };
}

function rangeOf(values: Float64Array): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (!(low <= high)) return [0, 1];
  const room = (high - low) * 0.04 || 0.5;
  return [low >= 0 && low < room * 4 ? Math.min(low, 0) : low - room, high + room];
}

/** About `count` round values within a range. */
export function evenTicks([low, high]: readonly [number, number], count: number): number[] {
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough) ?? rough;
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.max(0, Math.floor(high / step) - first + 1) }, (_, i) => round((first + i) * step));
}

const round = (value: number) => Number(value.toPrecision(12));

/** The point nearest to a place within reach, or `null`. */
export function nearestPoint(
  { x, y }: Points,
  { px, py }: PlotScale,
  place: { readonly px: number; readonly py: number; readonly reachPx: number },
): number | null {
  let best: number | null = null;
  let least = place.reachPx ** 2;
  for (let i = 0; i < x.length; i++) {
    const distance = (px(x[i] ?? Number.NaN) - place.px) ** 2 + (py(y[i] ?? Number.NaN) - place.py) ** 2;
    if (distance <= least) [best, least] = [i, distance];
  }
  return best;
}
