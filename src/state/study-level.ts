import type { AreaTable } from "../domain/area-table.ts";
import type { Document, ViewId } from "../domain/document.ts";
import type { AreaLevel } from "../domain/vocabulary.ts";

const studies: readonly ViewId[] = ["hotspots", "emerging", "streets", "density"];

/** With fewer areas chance has too little room to show. */
const enoughAreas = 100;

/** Whether a view studies areas at a level of its own, which is a parameter of `hotspots`. */
export function isStudy(view: ViewId): boolean {
  return studies.includes(view);
}

/** Whether the view makes hexagons or squares of its own instead of taking a level of the dataset. */
export function makesCells({ view, analyses }: Pick<Document, "view" | "analyses">): boolean {
  const level = analyses.hotspots?.level;
  return (view === "hotspots" || view === "emerging") && (level === "hexagon" || level === "square");
}

/** The chosen level if the dataset has it, else the coarsest usual one with a hundred areas or more, else the finest. */
export function studyLevel({ analyses }: Document, areas: ReadonlyMap<AreaLevel, AreaTable>): AreaLevel | null {
  const levels = [...areas.keys()];
  const chosen = levels.find((level) => level === analyses.hotspots?.level);
  if (chosen) return chosen;
  const usual: readonly AreaLevel[] = ["community", "duty_grid", "micro_grid", "cell"];
  const rows = (level: AreaLevel) => areas.get(level)?.rows ?? 0;
  const most = levels.toSorted((a, b) => rows(b) - rows(a))[0] ?? null;
  return usual.find((level) => rows(level) >= enoughAreas) ?? most;
}

/** Whether the view's areas are judged by their median time to close. */
export function studiesMedians({ view, analyses }: Document): boolean {
  return view === "hotspots" && analyses.hotspots?.quantity === "median_days";
}
