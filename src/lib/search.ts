type Sorted = Float64Array | Float32Array | Uint32Array | Int32Array | Uint16Array;

/** Index of the first value that is not less than `wanted` in an ascending array. */
export function lowerBound(sorted: Sorted, wanted: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Index of the first value that is greater than `wanted` in an ascending array. */
export function upperBound(sorted: Sorted, wanted: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] <= wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
