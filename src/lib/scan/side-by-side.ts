/** So many replications are searched side by side: what is expected of a window is the same for all of them. */
export const laneCount = 4;

/**
 * Largest log likelihood ratios of `laneCount` replications over all windows around centres: exact, and the same for a
 * replication whatever is in the other lanes.
 */
export interface Lanes {
  /** The ratios so far. */
  readonly best: Float64Array;
  /** Begins with other counts, one array per area and step for each lane; fewer leave lanes empty. */
  begin(counts: readonly Float64Array[]): void;
  /** Searches all centres from `from` to `to` − 1. */
  search(from: number, to: number): void;
}
