/**
 * Durations are kept as one byte: bins that grow by 7.6 %, from 5 minutes to 10 years, so that
 * a median read from them is within 4 % of the exact one.
 */
export const durationBinCount = 192;

const shortestHours = 1 / 12;
const growth = 1.0757;
const logGrowth = Math.log(growth);

/** Bin of a duration in hours. Negative and missing durations fall in bin 0. */
export function durationBin(hours: number): number {
  if (!(hours > shortestHours)) return 0;
  return Math.min(durationBinCount - 1, 1 + Math.floor(Math.log(hours / shortestHours) / logGrowth));
}

/** Lower edge of a bin in hours; bin 0 begins at 0. */
export function durationBinStartHours(bin: number): number {
  return bin === 0 ? 0 : shortestHours * growth ** (bin - 1);
}
