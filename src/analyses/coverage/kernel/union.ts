import { CoverageRaster, type Footprints } from "../../../lib/coverage-raster.ts";
import type { RasterFrame, RowRuns } from "../../../lib/scanline.ts";

/** Open ground that no camera always sees, as runs; those of row `r` are `start[r]` to `start[r + 1] - 1`. */
export interface UnseenRuns extends RowRuns {
  /** Cells of the run in reach of a camera that turns. */
  readonly reachable: Uint32Array;
}

export interface Union {
  /** Depth of cameras that always see. */
  readonly seen: CoverageRaster;
  /** Depth of cameras that could turn there. */
  readonly reach: CoverageRaster;
  readonly unseen: UnseenRuns;
}

export interface UnionInput {
  readonly frame: RasterFrame;
  readonly footprints: Footprints;
  /** Per camera: 1 always sees its footprint, 2 could turn there, 0 takes no part. */
  readonly role: Uint8Array;
  /** Runs of buildings, merged. */
  readonly buildings: RowRuns;
  readonly areas: RowRuns;
}

/** Lays all footprints over one another and lists, row by row, what of the open ground is not seen. */
export function* unite(input: UnionInput): Generator<number, Union, void> {
  const { frame, footprints, role, buildings, areas } = input;
  const seen = new CoverageRaster(frame);
  const reach = new CoverageRaster(frame);
  for (let c = 0; c < role.length; c++) {
    if (role[c] === 1) seen.addFootprint(footprints, c, 1);
    else if (role[c] === 2) reach.addFootprint(footprints, c, 1);
    if ((c & 63) === 0) yield (0.3 * c) / role.length;
  }
  const counter = createCounter(frame);
  for (let row = 0; row < frame.rows; row++) {
    if ((row & 31) === 0) yield 0.3 + (0.7 * row) / frame.rows;
    seen.readRow(row, counter.depth);
    reach.readRow(row, counter.turning);
    let b = buildings.start[row];
    for (let a = areas.start[row]; a < areas.start[row + 1]; a++) {
      let from = areas.from[a];
      while (b < buildings.start[row + 1] && buildings.to[b] <= from) b++;
      for (let next = b; from < areas.to[a]; next++) {
        const blocked = next < buildings.start[row + 1] && buildings.from[next] < areas.to[a];
        const end = blocked ? buildings.from[next] : areas.to[a];
        if (end > from) counter.count(areas.id[a], from, end);
        if (!blocked) break;
        from = buildings.to[next];
      }
    }
    counter.endRow(row);
  }
  return { seen, reach, unseen: counter.unseen() };
}

function createCounter(frame: RasterFrame) {
  const depth = new Uint16Array(frame.columns);
  const turning = new Uint16Array(frame.columns);
  const start = new Uint32Array(frame.rows + 1);
  let runs = new Uint32Array(1 << 16);
  let size = 0;

  const push = (area: number, from: number, to: number): void => {
    let reachable = 0;
    for (let c = from; c < to; c++) if (turning[c] !== 0) reachable++;
    if (4 * size === runs.length) {
      const larger = new Uint32Array(runs.length * 2);
      larger.set(runs);
      runs = larger;
    }
    runs.set([from, to, area, reachable], 4 * size++);
  };

  return {
    depth,
    turning,
    /** Lists what is not seen of the open cells [from, to) of the row in `depth`. */
    count(area: number, from: number, to: number): void {
      for (let c = from; c < to; c++) {
        if (depth[c] !== 0) continue;
        const first = c;
        while (c < to && depth[c] === 0) c++;
        push(area, first, c);
      }
    },
    endRow(row: number): void {
      start[row + 1] = size;
    },
    unseen(): UnseenRuns {
      const from = new Int32Array(size);
      const to = new Int32Array(size);
      const id = new Uint32Array(size);
      const reachable = new Uint32Array(size);
      for (let k = 0; k < size; k++) {
        from[k] = runs[4 * k];
        to[k] = runs[4 * k + 1];
        id[k] = runs[4 * k + 2];
        reachable[k] = runs[4 * k + 3];
      }
      return { start, from, to, id, reachable };
    },
  };
}
