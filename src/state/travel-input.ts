import type { OutputOf } from "../analyses/index.ts";
import type { Polygons } from "../domain/geometry.ts";
import { squareFrame } from "../lib/frame.ts";
import { rankedLevel } from "./area-levels.ts";
import { cityOf } from "./city-tables.ts";
import { type Live, onLive } from "./session.ts";
import type { AppState } from "./store.ts";
import type { TravelInput } from "./travel.ts";
import type { Settings } from "./travel-settings.ts";

let live: Live | null = null;
onLive((next) => {
  live = next;
});

/** What travel times are computed from now; `null` while it is not there. */
export function travelInput({ document, session, linked }: AppState, settings: Settings): TravelInput | null {
  const { manifest, facts, areas, base } = session;
  const handle = live?.handle;
  const level = rankedLevel(areas, settings.areas);
  const table = level && areas.get(level);
  if (!manifest || !facts || !handle || !table) return null;
  return {
    city: () => cityOf(handle),
    settings,
    areas,
    table,
    base,
    filters: document.filters,
    window: linked?.window ?? facts.timeRange,
    frame: squareFrame(manifest.box),
    dataVersion: manifest.dataVersion,
  };
}

/** Whether two inputs give the same times; what is only shown (target, group, map) makes no difference. */
export function sameTravel(one: TravelInput, other: TravelInput): boolean {
  const computed = ({ settings: { form, kmh, breaks, kind } }: TravelInput) =>
    JSON.stringify([form, kmh, breaks, kind]);
  return (
    one.table === other.table &&
    one.base === other.base &&
    one.filters === other.filters &&
    one.window[0] === other.window[0] &&
    one.window[1] === other.window[1] &&
    computed(one) === computed(other)
  );
}

type Output = OutputOf<"isochrones">;

/** Cells reached since the break before, a feature a break. */
export function bandsOf(output: Output): Polygons {
  return {
    coordinates: output.band_coordinates,
    ringOffsets: output.band_ringOffsets,
    polygonOffsets: output.band_polygonOffsets,
    featureOffsets: output.band_featureOffsets,
  };
}

/** The areas nearest to each station. */
export function stationAreasOf(output: Output): Polygons {
  return {
    coordinates: output.stationArea_coordinates,
    ringOffsets: output.stationArea_ringOffsets,
    polygonOffsets: output.stationArea_polygonOffsets,
    featureOffsets: output.stationArea_featureOffsets,
  };
}
