import type { Spans } from "../../../lib/scan-lines.ts";
import type { RasterFrame } from "../../../lib/scanline.ts";
import { createProfile, type Profile } from "./profile.ts";

/** Square metres per area: open ground (outside buildings), and how much of it is seen. */
export interface AreaMeasures {
  readonly open: Float64Array;
  /** Always seen by ≥ 1, ≥ 2, ≥ 3 cameras. */
  readonly seen1: Float64Array;
  readonly seen2: Float64Array;
  readonly seen3: Float64Array;
  /** Not always seen, but in reach of a camera that turns. */
  readonly reachable: Float64Array;
}

export interface Measures {
  readonly areas: AreaMeasures;
  /** Square metres each camera sees, and those that no other of its role sees. */
  readonly cameraSeen: Float64Array;
  readonly cameraOnly: Float64Array;
}

export interface MeasureInput {
  readonly frame: RasterFrame;
  readonly lines: number;
  /** What each camera sees along the lines: line, from and to in cells, interleaved; `spanStart` by camera. */
  readonly spanStart: Uint32Array;
  readonly spans: Float32Array;
  /** Per camera: 1 always sees its footprint, 2 could turn there, 0 takes no part. */
  readonly role: Uint8Array;
  /** Buildings, merged, and areas; `null` for one area that is everything. */
  readonly buildings: Spans;
  readonly areas: Spans | null;
  readonly areaCount: number;
}

/**
 * Measures what is seen line by line: from west to east lengths are exact, from south to north they stand for the
 * strip around their line (midpoint rule), so that areas are true to about 0.1 % however large the cells are.
 */
export function* measure(input: MeasureInput): Generator<number, Measures, void> {
  const { frame, lines, role, areaCount } = input;
  const strips = frame.rows * lines;
  const bucket = yield* byLine(input, strips);
  const cameraOnly = new Float64Array(role.length);
  const [always, turning] = [createProfile(cameraOnly), createProfile(cameraOnly)];
  const zeros = () => new Float64Array(areaCount);
  const areas = { open: zeros(), seen1: zeros(), seen2: zeros(), seen3: zeros(), reachable: zeros() };
  for (let line = 0; line < strips; line++) {
    if ((line & 63) === 0) yield 0.2 + (0.8 * line) / strips;
    always.clear();
    turning.clear();
    for (let k = bucket.start[line]; k < bucket.start[line + 1]; k++) {
      const span = 3 * bucket.span[k];
      const profile = role[bucket.camera[k]] === 1 ? always : turning;
      profile.add(input.spans[span + 1], input.spans[span + 2], bucket.camera[k]);
    }
    always.settle();
    turning.settle();
    measureLine(input, line, { always, turning, areas });
  }
  const m2 = frame.cell * (frame.cell / lines);
  const metres = (of: Float64Array) => of.map((cells) => cells * m2);
  return {
    areas: {
      open: metres(areas.open),
      seen1: metres(areas.seen1),
      seen2: metres(areas.seen2),
      seen3: metres(areas.seen3),
      reachable: metres(areas.reachable),
    },
    cameraSeen: metres(seenLengths(input)),
    cameraOnly: metres(cameraOnly),
  };
}

/** The stretches of cameras that take part, by line. */
function* byLine({ spanStart, spans, role }: MeasureInput, strips: number) {
  const start = new Uint32Array(strips + 1);
  const takesPart = (visit: (camera: number, span: number, line: number) => void, from: number, to: number): void => {
    for (let camera = from; camera < to; camera++) {
      if (role[camera] === 0) continue;
      for (let span = spanStart[camera]; span < spanStart[camera + 1]; span++) visit(camera, span, spans[3 * span]);
    }
  };
  const step = 256;
  for (let c = 0; c < role.length; c += step) {
    takesPart((_, __, line) => start[line + 1]++, c, Math.min(role.length, c + step));
    yield (0.1 * c) / role.length;
  }
  for (let line = 0; line < strips; line++) start[line + 1] += start[line];
  const filled = start.slice();
  const [span, camera] = [new Uint32Array(start[strips]), new Uint32Array(start[strips])];
  const enter = (owner: number, one: number, line: number): void => {
    const k = filled[line]++;
    span[k] = one;
    camera[k] = owner;
  };
  for (let c = 0; c < role.length; c += step) {
    takesPart(enter, c, Math.min(role.length, c + step));
    yield 0.1 + (0.1 * c) / role.length;
  }
  return { start, span, camera };
}

interface Line {
  readonly always: Profile;
  readonly turning: Profile;
  readonly areas: AreaMeasures;
}

/** Adds the open stretches of a line to the areas they lie in. */
function measureLine({ frame, buildings, areas: drawn }: MeasureInput, line: number, at: Line): void {
  const { start, from: wall, to: wallEnd } = buildings;
  let b = start[line];
  const first = drawn ? drawn.start[line] : 0;
  const last = drawn ? drawn.start[line + 1] : 1;
  for (let a = first; a < last; a++) {
    const [area, areaEnd] = drawn ? [drawn.id[a], drawn.to[a]] : [0, frame.columns];
    let from = drawn ? drawn.from[a] : 0;
    while (b < start[line + 1] && wallEnd[b] <= from) b++;
    at.always.rewind(from);
    at.turning.rewind(from);
    for (let next = b; from < areaEnd; next++) {
      const blocked = next < start[line + 1] && wall[next] < areaEnd;
      const end = blocked ? wall[next] : areaEnd;
      if (end > from) measureOpen(at, area, from, end);
      if (!blocked) break;
      from = wallEnd[next];
    }
  }
}

/** Adds one open stretch: its seen parts by depth, and of the rest what turning cameras could see. */
function measureOpen({ always, turning, areas }: Line, area: number, from: number, to: number): void {
  areas.open[area] += to - from;
  let at = from;
  for (let s = always.seek(from); s < always.count && always.from[s] < to; s++) {
    const begin = Math.max(from, always.from[s]);
    const length = Math.min(to, always.to[s]) - begin;
    if (begin > at) areas.reachable[area] += turning.lengthWithin(at, begin);
    at = begin + length;
    areas.seen1[area] += length;
    if (always.depth[s] > 1) areas.seen2[area] += length;
    if (always.depth[s] > 2) areas.seen3[area] += length;
  }
  if (to > at) areas.reachable[area] += turning.lengthWithin(at, to);
}

function seenLengths({ spanStart, spans, role }: MeasureInput): Float64Array {
  return Float64Array.from(role, (_, camera) => {
    let sum = 0;
    for (let k = 3 * spanStart[camera]; k < 3 * spanStart[camera + 1]; k += 3) sum += spans[k + 2] - spans[k + 1];
    return sum;
  });
}
