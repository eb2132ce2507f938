/** Ends are told apart to this part of a cell. */
const parts = 1024;
/** More cameras than this cannot be told apart; an end and its camera share one number. */
const mostCameras = 2 ** 22;

/** How many cameras see each stretch of one line. */
export interface Profile {
  /** Stretches that are seen, from west to east, in cells. */
  readonly from: Float64Array;
  readonly to: Float64Array;
  readonly depth: Uint32Array;
  readonly count: number;
  clear(): void;
  add(from: number, to: number, camera: number): void;
  /** Makes the stretches from what was added. */
  settle(): void;
  /** Goes back to the first stretch that ends east of a place; later places may be west of earlier ones. */
  rewind(x: number): void;
  /** The first stretch that ends east of a place; places must not go west until the next `rewind`. */
  seek(x: number): number;
  /** How much between two places is seen; places must not go west until the next `rewind`. */
  lengthWithin(from: number, to: number): number;
}

/** A profile that is used again for line after line; adds to `only[c]` what camera `c` alone sees. */
export function createProfile(only: Float64Array): Profile {
  let size = 0;
  let starts = new Float64Array(256);
  let ends = new Float64Array(256);
  let from = new Float64Array(512);
  let to = new Float64Array(512);
  let depth = new Uint32Array(512);
  let count = 0;
  let lowest = 0;
  let cursor = 0;

  function settle(): void {
    starts.subarray(0, size).sort();
    ends.subarray(0, size).sort();
    if (from.length < 2 * size) {
      [from, to, depth] = [new Float64Array(4 * size), new Float64Array(4 * size), new Uint32Array(4 * size)];
    }
    let [i, j, deep, owner, at] = [0, 0, 0, 0, 0];
    while (j < size) {
      const begins = i < size && starts[i] <= ends[j];
      const key = begins ? starts[i++] : ends[j++];
      const camera = key % mostCameras;
      const x = (key - camera) / mostCameras / parts;
      if (deep > 0 && x > at) {
        from[count] = at;
        to[count] = x;
        depth[count++] = deep;
        if (deep === 1) only[owner] += x - at;
      }
      // Cameras come and go in pairs: what is left over is the one that is there.
      owner ^= camera;
      deep += begins ? 1 : -1;
      at = x;
    }
  }

  const seek = (x: number): number => {
    while (cursor < count && to[cursor] <= x) cursor++;
    return cursor;
  };

  return {
    get from() {
      return from;
    },
    get to() {
      return to;
    },
    get depth() {
      return depth;
    },
    get count() {
      return count;
    },
    clear() {
      [size, count, lowest, cursor] = [0, 0, 0, 0];
    },
    add(begin, end, camera) {
      const [first, last] = [Math.round(begin * parts), Math.round(end * parts)];
      if (first >= last) return;
      if (size === starts.length) {
        const before = [starts, ends] as const;
        [starts, ends] = [new Float64Array(2 * size), new Float64Array(2 * size)];
        starts.set(before[0]);
        ends.set(before[1]);
      }
      starts[size] = first * mostCameras + camera;
      ends[size++] = last * mostCameras + camera;
    },
    settle,
    rewind(x) {
      while (lowest < count && to[lowest] <= x) lowest++;
      cursor = lowest;
    },
    seek,
    lengthWithin(begin, end) {
      let sum = 0;
      for (let s = seek(begin); s < count && from[s] < end; s++) {
        sum += Math.min(end, to[s]) - Math.max(begin, from[s]);
      }
      return sum;
    },
  };
}
