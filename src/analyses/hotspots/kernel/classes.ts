/** What an area can be; the code of a class is its place in this list. */
export const hotspotClasses = [
  "no-data",
  "isolated",
  "not-significant",
  "hot-99",
  "hot-95",
  "hot-90",
  "cold-90",
  "cold-95",
  "cold-99",
  "high-high",
  "low-low",
  "low-high",
  "high-low",
  "similar",
  "different",
] as const;
export type HotspotClass = (typeof hotspotClasses)[number];

/** Reasons to read an area with care, as bits 1, 2, 4 and 8. */
export const hotspotFlags = ["no-data", "isolated", "few-neighbours", "small-base"] as const;
export type HotspotFlag = (typeof hotspotFlags)[number];
