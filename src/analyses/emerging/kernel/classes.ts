/** The classes of Esri's emerging hot spot analysis; the code of a class is its place in this list. */
export const emergingClasses = [
  "none",
  "new-hot",
  "consecutive-hot",
  "intensifying-hot",
  "persistent-hot",
  "diminishing-hot",
  "sporadic-hot",
  "oscillating-hot",
  "historical-hot",
  "new-cold",
  "consecutive-cold",
  "intensifying-cold",
  "persistent-cold",
  "diminishing-cold",
  "sporadic-cold",
  "oscillating-cold",
  "historical-cold",
] as const;

/** Share of the steps from which a spot counts as lasting. */
const lasting = 0.9;

/**
 * Code of the class of one area, by the text of ArcGIS Pro's "How Emerging Hot Spot Analysis works". `states` says for
 * each step whether it is significantly hot (1), cold (−1) or neither (0), the newest last; `trend` is the sign of a
 * significant Mann-Kendall trend of z, or 0. Where an area is hot now and was cold for 90 % of the time, or the other
 * way round, what it is now counts.
 */
export function emergingClass(states: Int8Array, trend: number): number {
  const now = states.at(-1) ?? 0;
  if (now !== 0) return code(current(states, now, trend), now);
  for (const sign of [1, -1]) {
    if (states.length > 0 && share(states, sign) >= lasting) return code("historical", sign);
  }
  return emergingClasses.indexOf("none");
}

type Pattern =
  | "new"
  | "consecutive"
  | "intensifying"
  | "persistent"
  | "diminishing"
  | "sporadic"
  | "oscillating"
  | "historical";

function code(pattern: Pattern, sign: number): number {
  return emergingClasses.indexOf(sign > 0 ? `${pattern}-hot` : `${pattern}-cold`);
}

function share(states: Int8Array, sign: number): number {
  return states.filter((state) => state === sign).length / states.length;
}

/** The pattern of an area that is hot (`sign` 1) or cold (−1) in the newest step. */
function current(states: Int8Array, sign: number, trend: number): Pattern {
  const earlier = states.subarray(0, -1);
  if (!earlier.includes(sign)) return "new";
  if (share(states, sign) >= lasting) {
    return trend === sign ? "intensifying" : trend === -sign ? "diminishing" : "persistent";
  }
  if (isOneRun(states, sign)) return "consecutive";
  return earlier.includes(-sign) ? "oscillating" : "sporadic";
}

/** Whether all steps of this sign are the last ones, without a gap. */
function isOneRun(states: Int8Array, sign: number): boolean {
  return states.subarray(states.indexOf(sign)).every((state) => state === sign);
}
