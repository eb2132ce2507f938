const smallest = 20;
const largest = 1000;

/** Positions of the slider; at 0 the kernel follows the zoom. */
export const steps = 18;

/** The standard deviation of a position in metres, on a scale of equal ratios, to two digits. */
export function bandwidthOf(step: number): number | null {
  if (step === 0) return null;
  return Number((smallest * (largest / smallest) ** ((step - 1) / (steps - 1))).toPrecision(2));
}

/** The position nearest to a standard deviation. */
export function stepOf(metres: number | null): number {
  if (metres === null) return 0;
  const step = 1 + (steps - 1) * (Math.log(metres / smallest) / Math.log(largest / smallest));
  return Math.max(1, Math.min(steps, Math.round(step)));
}
