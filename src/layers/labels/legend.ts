/** Names explain themselves. */
export const labelsLegend = (): null => null;
