const digitBits = 11;
const radix = 1 << digitBits;

/** The order that sorts 32-bit keys ascending, stable: `keys[order[0]] ≤ keys[order[1]] ≤ …`. Least digit first. */
export function sortOrder(keys: Uint32Array): Uint32Array {
  const n = keys.length;
  let order = Uint32Array.from({ length: n }, (_, i) => i);
  let other = new Uint32Array(n);
  for (let shift = 0; shift < 32; shift += digitBits) {
    const starts = new Uint32Array(radix + 1);
    for (let i = 0; i < n; i++) starts[((keys[i] >>> shift) & (radix - 1)) + 1]++;
    if (starts.some((count) => count === n)) continue;
    for (let d = 0; d < radix; d++) starts[d + 1] += starts[d];
    for (let i = 0; i < n; i++) {
      const row = order[i];
      other[starts[(keys[row] >>> shift) & (radix - 1)]++] = row;
    }
    [order, other] = [other, order];
  }
  return order;
}

const fewKeys = 2048;

/** Sorts 32-bit keys ascending; the array given may be used up, the one returned is sorted. Least digit first. */
export function sortKeys(keys: Uint32Array): Uint32Array {
  const n = keys.length;
  if (n < fewKeys) return keys.sort();
  let sorted = keys;
  let other: Uint32Array = new Uint32Array(n);
  for (let shift = 0; shift < 32; shift += digitBits) {
    const starts = new Uint32Array(radix + 1);
    for (let i = 0; i < n; i++) starts[((sorted[i] >>> shift) & (radix - 1)) + 1]++;
    if (starts.some((count) => count === n)) continue;
    for (let d = 0; d < radix; d++) starts[d + 1] += starts[d];
    for (let i = 0; i < n; i++) {
      const key = sorted[i];
      other[starts[(key >>> shift) & (radix - 1)]++] = key;
    }
    [sorted, other] = [other, sorted];
  }
  return sorted;
}

/** True where no value is less than the one before it. */
export function isAscending(keys: Uint32Array): boolean {
  for (let i = 1; i < keys.length; i++) if (keys[i] < keys[i - 1]) return false;
  return true;
}

/** A new array with the rows of `values` in the given order. */
export function inOrder<T extends Uint8Array | Uint16Array | Uint32Array>(values: T, order: Uint32Array): T {
  const sorted = values.slice() as T;
  for (let i = 0; i < order.length; i++) sorted[i] = values[order[i]];
  return sorted;
}
