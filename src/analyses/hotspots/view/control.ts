import { squareFrame } from "../../../lib/frame.ts";
import { countCases } from "../../../state/counts.ts";
import { engine } from "../../../state/engine.ts";
import { followCells } from "../../../state/linked-rows.ts";
import { shownResult } from "../../../state/runs.ts";
import type { AppState } from "../../../state/store.ts";
import { makesCells, studyLevel } from "../../../state/study-level.ts";
import { createViewControl } from "../../../state/view-control.ts";
import { computeHotspots, type HotspotsInput } from "./compute.ts";
import { besideOf, pictureOf, shownAreasOf } from "./picture.ts";
import { publishHotspots } from "./publish.ts";
import { settingsKey, settingsOf } from "./settings.ts";

const base = createViewControl({
  input: inputOf,
  same: sameInput,
  compute: async (input, context) => {
    const result = await computeHotspots(input, { engine, count: countCases }, context);
    if (!context.signal.aborted) publishHotspots(result);
    return result;
  },
  layers: pictureOf,
  beside: besideOf,
});

/** Keeps the hotspots on screen those of the present filters and parameters. */
export const control = { ...base, open };

function open(): () => void {
  const close = base.open();
  const shown = () => {
    const result = shownResult(base.runs.getState().run);
    return result && shownAreasOf(result);
  };
  const unfollow = followCells(shown, base.draw);
  return () => {
    unfollow();
    close();
  };
}

function inputOf({ document, session, linked }: AppState): HotspotsInput | null {
  const { manifest, facts } = session;
  const level = makesCells(document) ? linked?.areaLevel : studyLevel(document, session.areas);
  const areas = level && session.areas.get(level);
  const counts = linked?.answer.areaOutcomes;
  const outline = session.areas.values().next().value?.polygons;
  if (!manifest || !facts || !areas || !counts || !outline || linked.areaLevel !== level) return null;
  return {
    settings: settingsOf(document),
    areas,
    outline,
    counted: { areaOutcomes: counts, areaMedianHours: linked.answer.areaMedianHours },
    facilities: session.facilities,
    filters: document.filters,
    window: linked.window,
    data: facts.timeRange,
    frame: squareFrame(manifest.box),
    dataVersion: manifest.dataVersion,
  };
}

/** The linked filters answer anew when the map moves: only other numbers are worth another test. */
function sameInput(one: HotspotsInput, other: HotspotsInput): boolean {
  if (one.areas !== other.areas || settingsKey(one.settings) !== settingsKey(other.settings)) return false;
  if (one.settings.subject.quantity === "per_facility" && one.facilities !== other.facilities) return false;
  const { made, subject } = one.settings;
  const asksMore = made !== null || subject.compare !== "none";
  if (asksMore && (one.filters !== other.filters || !sameNumbers(one.window, other.window))) return false;
  const [before, after] = [one.counted, other.counted];
  return (
    sameNumbers(before.areaOutcomes, after.areaOutcomes) &&
    (subject.quantity !== "median_days" || sameNumbers(before.areaMedianHours ?? [], after.areaMedianHours ?? []))
  );
}

function sameNumbers(one: ArrayLike<number>, other: ArrayLike<number>): boolean {
  if (one === other) return true;
  if (one.length !== other.length) return false;
  for (let i = 0; i < one.length; i++) if (!Object.is(one[i], other[i])) return false;
  return true;
}
