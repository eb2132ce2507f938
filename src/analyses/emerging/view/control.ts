import { squareFrame } from "../../../lib/frame.ts";
import { countCases } from "../../../state/counts.ts";
import { engine } from "../../../state/engine.ts";
import { followCells } from "../../../state/linked-rows.ts";
import { shownResult } from "../../../state/runs.ts";
import type { AppState } from "../../../state/store.ts";
import { makesCells, studyLevel } from "../../../state/study-level.ts";
import { createViewControl } from "../../../state/view-control.ts";
import { computeEmerging, type EmergingInput } from "./compute.ts";
import { pictureOf, shownAreasOf } from "./picture.ts";
import { publishEmerging } from "./publish.ts";
import { settingsKey, settingsOf } from "./settings.ts";

const base = createViewControl({
  input: inputOf,
  same: sameInput,
  compute: async (input, context) => {
    const result = await computeEmerging(input, { engine, count: countCases }, context);
    if (!context.signal.aborted) publishEmerging(result);
    return result;
  },
  layers: pictureOf,
});

/** Keeps the emerging hot spots on screen those of the present filters and parameters. */
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

function inputOf({ document, session, linked }: AppState): EmergingInput | null {
  const { manifest, facts } = session;
  const level = makesCells(document) ? linked?.areaLevel : studyLevel(document, session.areas);
  const areas = level && session.areas.get(level);
  const outline = session.areas.values().next().value?.polygons;
  if (!manifest || !facts || !areas || !outline || !linked) return null;
  const { filters } = document;
  return {
    settings: settingsOf(document),
    areas,
    outline,
    frame: squareFrame(manifest.box),
    filters,
    window: filters.time ?? facts.timeRange,
    dataVersion: manifest.dataVersion,
  };
}

function sameInput(one: EmergingInput, other: EmergingInput): boolean {
  return (
    one.areas === other.areas &&
    one.filters === other.filters &&
    one.dataVersion === other.dataVersion &&
    settingsKey(one.settings) === settingsKey(other.settings)
  );
}
