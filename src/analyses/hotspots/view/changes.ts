import { hotspotClasses } from "../kernel/classes.ts";
import type { HotspotsResult, Tested } from "./compute.ts";

/** How an area's class now compares with the one before. */
export const changeClasses = [
  "unremarkable",
  "now-hot",
  "still-hot",
  "no-longer-hot",
  "now-cold",
  "still-cold",
  "no-longer-cold",
] as const;
export type ChangeClass = (typeof changeClasses)[number];

const hot: readonly string[] = ["hot-99", "hot-95", "hot-90", "high-high", "high-low"];
const cold: readonly string[] = ["cold-99", "cold-95", "cold-90", "low-low", "low-high"];

/** 1 for a significantly high area, −1 for a low one, else 0. */
export function sideOf(code: number): -1 | 0 | 1 {
  const name = hotspotClasses[code] ?? "";
  return hot.includes(name) ? 1 : cold.includes(name) ? -1 : 0;
}

/** The change of every area by its id, as codes of `changeClasses`. */
export function changesOf(now: Tested, before: Tested): Uint8Array {
  const earlier = new Map(before.study.areas.ids.map((id, row) => [id, sideOf(before.output?.class[row] ?? 0)]));
  return Uint8Array.from(now.study.areas.ids, (id, row) =>
    changeClasses.indexOf(changeOf(sideOf(now.output?.class[row] ?? 0), earlier.get(id) ?? 0)),
  );
}

function changeOf(now: number, before: number): ChangeClass {
  if (now === 1) return before === 1 ? "still-hot" : "now-hot";
  if (now === -1) return before === -1 ? "still-cold" : "now-cold";
  if (before === 0) return "unremarkable";
  return before === 1 ? "no-longer-hot" : "no-longer-cold";
}

/** How an area's number changed beyond what chance and the whole's change explain. */
export const shiftClasses = ["much-more", "more", "as-expected", "fewer", "much-fewer", "no-cases"] as const;

/** A number that doubled or halved, against its part in the whole, changed much. */
const much = 2;

/** What the codes of the test (`changes`) mean. */
const sides = ["no-cases", "as-expected", "more", "fewer"] as const;

/** The shift of every area, as codes of `shiftClasses`. */
export function shiftsOf({ now, before, shift }: HotspotsResult): Uint8Array {
  const { ids } = now.study.areas;
  if (!shift || !before) return new Uint8Array(ids.length).fill(shiftClasses.indexOf("no-cases"));
  const earlier = rowsById(before);
  return Uint8Array.from(ids, (id, row) => {
    const side = sides[shift.side[row] ?? 0] ?? "no-cases";
    if (side === "no-cases" || side === "as-expected") return shiftClasses.indexOf(side);
    const ratio = shiftRatio(now, before, { row, earlier: earlier.get(id) ?? -1, shift });
    const strong = side === "more" ? ratio >= much : ratio <= 1 / much;
    return shiftClasses.indexOf(strong ? `much-${side}` : side);
  });
}

/** Rows of a test by the ids of its areas. */
export function rowsById({ study }: Tested): ReadonlyMap<string, number> {
  return new Map(study.areas.ids.map((id, row) => [id, row]));
}

interface Shifted {
  readonly row: number;
  readonly earlier: number;
  readonly shift: NonNullable<HotspotsResult["shift"]>;
}

/** By how much an area's number grew: for counts in relation to the whole, for shares as it is. */
function shiftRatio({ study }: Tested, before: Tested, { row, earlier, shift }: Shifted): number {
  const [then, now] = [before.study.cases[earlier] ?? 0, study.cases[row] ?? 0];
  const expected = shift.expected[row] ?? Number.NaN;
  return now / expected / (then / (then + now - expected));
}
