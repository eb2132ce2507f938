import { countCases } from "../../../state/counts.ts";
import { engine } from "../../../state/engine.ts";
import type { AppState } from "../../../state/store.ts";
import { studyLevel } from "../../../state/study-level.ts";
import { createViewControl } from "../../../state/view-control.ts";
import { computeEmerging, type EmergingInput } from "./compute.ts";
import { pictureOf } from "./picture.ts";
import { publishEmerging } from "./publish.ts";
import { settingsKey, settingsOf } from "./settings.ts";

/** Keeps the emerging hot spots on screen those of the present filters and parameters. */
export const control = createViewControl({
  input: inputOf,
  same: sameInput,
  compute: async (input, context) => {
    const result = await computeEmerging(input, { engine, count: countCases }, context);
    if (!context.signal.aborted) publishEmerging(result);
    return result;
  },
  layers: pictureOf,
});

function inputOf({ document, session, linked }: AppState): EmergingInput | null {
  const { manifest, facts } = session;
  const level = studyLevel(document, session.areas);
  const areas = level && session.areas.get(level);
  if (!manifest || !facts || !areas || !linked) return null;
  const { filters } = document;
  return {
    settings: settingsOf(document),
    areas,
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
