import { isoSeconds } from "../data/plan.ts";
import type { AreaTable } from "../domain/area-table.ts";
import type { Filters } from "../domain/filters.ts";
import type { AreaLevel } from "../domain/vocabulary.ts";
import { rankedLevel } from "./area-levels.ts";
import type { CaseSource } from "./case-rows.ts";
import { type Live, onLive } from "./session.ts";
import type { AppState } from "./store.ts";

/** What views that read cases themselves compute from, but for their own settings. */
export interface DatasetInput {
  readonly handle: CaseSource;
  readonly areas: ReadonlyMap<AreaLevel, AreaTable>;
  readonly filters: Filters;
  /** Wall-clock seconds up to which the data is complete. */
  readonly asOf: number;
  readonly dataVersion: string;
}

/** The same with the areas that are compared. */
export interface LevelInput extends DatasetInput {
  readonly table: AreaTable;
}

const secondsPerYear = 365.25 * 86_400;

let live: Live | null = null;
onLive((next) => {
  live = next;
});

/** The open dataset under the present filters; `null` until it is ready. */
export function datasetInput({ document, session }: AppState): DatasetInput | null {
  const { manifest, areas, facts } = session;
  if (!live || !manifest || !facts) return null;
  return {
    handle: live.handle,
    areas,
    filters: document.filters,
    asOf: isoSeconds(manifest.asOf),
    dataVersion: manifest.dataVersion,
  };
}

/** The open dataset with the areas of the chosen level, or of the usual one. */
export function levelInput(state: AppState, chosen: AreaLevel | null): LevelInput | null {
  const input = datasetInput(state);
  const level = input && rankedLevel(input.areas, chosen);
  const table = level && input.areas.get(level);
  return table ? { ...input, table } : null;
}

/** Years that the cases under the filters are from, a month at least. */
export function yearsOf({ document, session }: AppState): number {
  const [from, to] = document.filters.time ?? session.facts?.timeRange ?? [0, 0];
  return Math.max(1 / 12, (to - from) / secondsPerYear);
}

/** Whether two inputs are of the same cases and areas. */
export function sameDataset(one: DatasetInput, other: DatasetInput): boolean {
  return one.handle === other.handle && one.areas === other.areas && one.filters === other.filters;
}
