import { type Chords, chordsAt, knotsBetween, roomsAt } from "./chords.ts";
import { beyond, maximal } from "./maximal.ts";
import { type Searcher, windowRatio } from "./search.ts";
import type { Lanes } from "./side-by-side.ts";

/** As many as `laneCount`: written out below. */
const lanes = 4;

/** First and last chord. */
type Range = readonly [number, number];

/** Retrospective windows: for most circles one pass over the steps shows that none of its windows matters. */
interface AnyTime {
  readonly searcher: Searcher;
  /** Cases per area, step and lane, in units of 1 / `scale`. */
  readonly cases: Int32Array;
  /** What is expected per area and step. */
  readonly expected: Float64Array;
  readonly best: Float64Array;
  /** Cases and expected counts of the circle in hand, per step. */
  readonly inCases: Int32Array;
  readonly inExpected: Float64Array;
  readonly scale: number;
  /** First and last chord that each entry of the zones needs. */
  readonly firstChord: Uint8Array;
  readonly lastChord: Uint8Array;
  readonly knots: Float64Array;
  readonly sides: readonly Side[];
  /** Running sums of one lane of a circle that is looked at window by window. */
  readonly sums: Float64Array;
  readonly expectedSums: Float64Array;
  readonly queue: Int32Array;
  readonly marked: Uint8Array;
}

/** Too many cases, or too few. */
interface Side {
  chords: Chords;
  /** Per chord and lane: how large the maximal subarray may be, in units of 1 / `scale`. */
  readonly room: Int32Array;
  /** Per area, chord and lane: the area's own maximal subarray. */
  readonly own: Int32Array;
  /** Per chord and lane: what is known to be the most of the circle in hand. */
  readonly most: Int32Array;
}

/** Ratio that chords are first made for: that of chance in a scan of usual size. */
const usualRatio = 9;

/** Lanes for windows that end at any step. */
export function anyTimeLanes(searcher: Searcher): Lanes {
  const state = createState(searcher);
  const { scan } = searcher;
  let bar = usualRatio;
  return {
    best: state.best,
    begin: (counts) => {
      const seen = state.best.reduce((sum, one) => sum + one, 0) / lanes;
      if (seen > 0) bar = seen;
      state.best.fill(0);
      state.cases.fill(0);
      counts.forEach((own, lane) => {
        for (let i = 0; i < own.length; i++) state.cases[i * lanes + lane] = own[i] * state.scale;
      });
      for (const side of state.sides) {
        side.chords = chordsAt(searcher, state.knots, { sign: side.chords.sign, bar });
        // Nothing is dismissed before something is found; lanes without counts have nothing to find.
        side.room.forEach((_, i) => {
          side.room[i] = i % lanes < counts.length ? -1 : beyond;
        });
        for (let area = 0; area < scan.areas; area++) ownMost(state, side, area);
      }
    },
    search: (from, to) => {
      for (let centre = from; centre < to; centre++) searchCentre(state, centre);
    },
  };
}

function createState(searcher: Searcher): AnyTime {
  const { scan, stride } = searcher;
  const { areas, times, total, rates } = scan;
  const ranges = expectedRanges(searcher);
  const knots = knotsBetween(ranges.least, ranges.most);
  const chords = knots.length - 1;
  const chordOf = (expected: number) => {
    let i = 0;
    while (i < chords - 1 && knots[i + 1] < expected) i++;
    return i;
  };
  const largest = Math.max(
    total,
    scan.expected.reduce((sum, one) => sum + one, 0),
    1,
  );
  const sideOf = (sign: 1 | -1): Side => ({
    chords: chordsAt(searcher, knots, { sign, bar: usualRatio }),
    room: new Int32Array(chords * lanes),
    own: new Int32Array(areas * chords * lanes),
    most: new Int32Array(chords * lanes),
  });
  return {
    searcher,
    cases: new Int32Array(areas * times * lanes),
    expected: scan.expected,
    best: new Float64Array(lanes),
    inCases: new Int32Array(times * lanes),
    inExpected: new Float64Array(times),
    // Sums stay far below 2³¹, slopes included.
    scale: 2 ** Math.max(0, Math.min(12, Math.floor(27 - Math.log2(largest)))),
    firstChord: Uint8Array.from(ranges.low, chordOf),
    lastChord: Uint8Array.from(ranges.high, chordOf),
    knots,
    sides: rates === "high" ? [sideOf(1)] : rates === "low" ? [sideOf(-1)] : [sideOf(1), sideOf(-1)],
    sums: new Float64Array(stride),
    expectedSums: new Float64Array(stride),
    queue: new Int32Array(stride + 1),
    marked: new Uint8Array(stride),
  };
}

/** Least and most that the windows of each circle expect, per entry, and over all circles. */
function expectedRanges({ scan, stride, expected, inExpected }: Searcher) {
  const { zones, windows } = scan;
  const [low, high] = [new Float64Array(zones.area.length), new Float64Array(zones.area.length)];
  let [least, most] = [Infinity, 0];
  for (let centre = 0; centre < zones.start.length - 1; centre++) {
    inExpected.fill(0);
    for (let entry = zones.start[centre]; entry < zones.start[centre + 1]; entry++) {
      for (let k = 1; k < stride; k++) inExpected[k] += expected[zones.area[entry] * stride + k];
      if (zones.closes[entry] === 0) continue;
      let [short, long] = [Infinity, 0];
      for (let k = windows.shortest; k < stride; k++) {
        short = Math.min(short, inExpected[k] - inExpected[k - windows.shortest]);
        long = Math.max(long, inExpected[k] - inExpected[Math.max(0, k - windows.longest)]);
      }
      low[entry] = short;
      high[entry] = long;
      if (short > 0) least = Math.min(least, short);
      most = Math.max(most, long);
    }
  }
  return { low, high, least: Math.min(least, most), most };
}

function searchCentre(state: AnyTime, centre: number): void {
  const { searcher, inCases, inExpected, cases, expected, sides, firstChord, lastChord } = state;
  const { zones, times } = searcher.scan;
  inCases.fill(0);
  inExpected.fill(0);
  // Chords of which the most in the circle is known: none yet.
  let known: Range = [1, 0];
  for (let entry = zones.start[centre]; entry < zones.start[centre + 1]; entry++) {
    const area = zones.area[entry];
    for (let t = 0; t < times; t++) inExpected[t] += expected[area * times + t];
    const at = area * times * lanes;
    for (let i = 0; i < times * lanes; i++) inCases[i] += cases[at + i];
    for (const side of sides) growMost(side, area, known);
    if (zones.closes[entry] === 0) continue;
    const range = [firstChord[entry], lastChord[entry]] as const;
    if (range[0] >= known[0] && range[1] <= known[1] && sides.every((side) => lanesAbove(side, range) === 0)) continue;
    lookInto(state, range, known);
    known = range;
  }
}

/** With an area more, a maximal subarray grows by no more than the area's own. */
function growMost({ most, own, chords }: Side, area: number, [first, last]: Range): void {
  const at = area * chords.slope.length * lanes;
  for (let i = first * lanes; i < (last + 1) * lanes; i++) most[i] += own[at + i];
}

/** The lanes, as bits, that may have a window above their best ratio. */
function lanesAbove({ most, room }: Side, [first, last]: Range): number {
  let above = 0;
  for (let i = first * lanes; i < (last + 1) * lanes; i++) if (most[i] > room[i]) above |= 1 << (i % lanes);
  return above;
}

/** Measures the chords that may be crossed, and looks at all windows in the lanes where one is. */
function lookInto(state: AnyTime, range: Range, [knownFirst, knownLast]: Range): void {
  const { sides, inCases, inExpected, scale, best } = state;
  let above = 0;
  for (const side of sides) {
    const { slope, sign } = side.chords;
    for (let chord = range[0]; chord <= range[1]; chord++) {
      const isKnown = chord >= knownFirst && chord <= knownLast;
      if (isKnown && lanesAbove(side, [chord, chord]) === 0) continue;
      maximal(
        inCases,
        inExpected,
        { slope: slope[chord] * scale, sign, out: side.most, at: chord * lanes, from: 0 },
        inExpected.length,
      );
    }
    above |= lanesAbove(side, range);
  }
  if (above === 0) return;
  for (let lane = 0; lane < lanes; lane++) {
    if ((above & (1 << lane)) === 0 || !markCrossings(state, range, lane)) continue;
    const before = best[lane];
    lookAtMarked(state, lane);
    if (best[lane] > before) for (const side of sides) setRoom(state, side, lane);
  }
}

/** Marks the steps before which a window ends that crosses a chord in a lane; whether there is any. */
function markCrossings(state: AnyTime, range: Range, lane: number): boolean {
  const { sides, inCases, inExpected, scale, searcher, queue, sums, marked } = state;
  const { longest } = searcher.scan.windows;
  marked.fill(0);
  let crossed = false;
  for (const { chords, room, most } of sides) {
    for (let chord = range[0]; chord <= range[1]; chord++) {
      const bar = room[chord * lanes + lane];
      if (most[chord * lanes + lane] <= bar) continue;
      const slope = chords.slope[chord] * scale;
      // The least running sum of the last `longest` steps is at the front of a queue that only grows.
      let [front, back] = [0, 0];
      queue[0] = 0;
      for (let t = 0; t < inExpected.length; t++) {
        const now = sums[t] + chords.sign * (inCases[t * lanes + lane] - slope * inExpected[t]);
        sums[t + 1] = now;
        if (queue[front] < t + 1 - longest) front++;
        if (now - sums[queue[front]] > bar) {
          marked[t + 1] = 1;
          crossed = true;
        }
        while (back >= front && sums[queue[back]] >= now) back--;
        queue[++back] = t + 1;
      }
    }
  }
  return crossed;
}

function ownMost({ searcher, cases, expected, scale }: AnyTime, { chords, own }: Side, area: number): void {
  const { times } = searcher.scan;
  const { slope, sign } = chords;
  for (let chord = 0; chord < slope.length; chord++) {
    const at = (area * slope.length + chord) * lanes;
    maximal(cases, expected, { slope: slope[chord] * scale, sign, out: own, at, from: area * times }, times);
  }
}

function setRoom({ searcher, best, scale }: AnyTime, { chords, room }: Side, lane: number): void {
  const { times } = searcher.scan;
  roomsAt(searcher, chords, best[lane]).forEach((one, chord) => {
    // A unit per step for what rounding took.
    room[chord * lanes + lane] = Math.min(beyond, Math.floor(one * scale) - times);
  });
}

/** All windows of the circle in hand that end at marked steps, in one lane. */
function lookAtMarked(state: AnyTime, lane: number): void {
  const { searcher, inCases, inExpected, sums, expectedSums, scale, best, marked } = state;
  const { scan, stride, dismissal } = searcher;
  const { shortest, longest } = scan.windows;
  const { rate, perTotal, barHigh, barLow, half } = dismissal;
  for (let k = 1; k < stride; k++) {
    sums[k] = sums[k - 1] + inCases[(k - 1) * lanes + lane] / scale;
    expectedSums[k] = expectedSums[k - 1] + inExpected[k - 1];
  }
  let [high, low] = [barHigh * best[lane], barLow * best[lane]];
  for (let to = shortest; to < stride; to++) {
    if (marked[to] === 0) continue;
    const [allCases, allExpected] = [sums[to], expectedSums[to]];
    for (let from = Math.max(0, to - longest); from <= to - shortest; from++) {
      const c = allCases - sums[from];
      const e = allExpected - expectedSums[from];
      const usual = e * rate;
      const more = c - usual;
      if (more * more <= (more > 0 ? high : low) * usual * (1 - usual * perTotal) && c <= half) continue;
      const ratio = windowRatio(searcher, c, e);
      if (ratio <= best[lane]) continue;
      best[lane] = ratio;
      [high, low] = [barHigh * ratio, barLow * ratio];
    }
  }
}
