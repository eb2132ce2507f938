import { hotspotClasses } from "../kernel/classes.ts";
import type { Tested } from "./compute.ts";

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
