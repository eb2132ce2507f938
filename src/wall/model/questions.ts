import { areaIdField } from "../../domain/case-tables.ts";
import { type AreaRef, defaultDocument } from "../../domain/document.ts";
import type { Filters, TimeRange } from "../../domain/filters.ts";
import type { Box } from "../../domain/manifest.ts";
import type { AreaLevel } from "../../domain/vocabulary.ts";
import { squareFrame } from "../../lib/frame.ts";
import { densityQuestion } from "../../state/question.ts";
import type { Linked, Session } from "../../state/store.ts";
import { studyLevel } from "../../state/study-level.ts";
import { previousWindow, timeBins } from "../../state/time-bins.ts";
import type { WallPanel } from "./layout.ts";

/** What the panels of a wall ask about. */
export interface Asking {
  readonly session: Session;
  /** Wall-clock seconds of the data's moment. */
  readonly asOf: number;
  /** The area that the operator points at: everything is about it. */
  readonly focus: AreaRef | null;
}

type Question = Pick<Linked, "bins" | "window" | "previousWindow" | "areaLevel" | "raster"> & {
  readonly filters: Filters;
  readonly durations: boolean;
};

const daySeconds = 86_400;
/** Areas with names that a room can read: working grids first, then the coarser ones. */
const preferred: readonly AreaLevel[] = [
  "duty_grid",
  "community",
  "basic_unit",
  "street_town",
  "district",
  "city",
  "cell",
];
/** A density raster has as many cells as one of a map so wide. */
const rasterPx = 640;

/** What a panel needs to know, or `null` while the data is not there and for panels that count nothing. */
export function questionOf(panel: WallPanel, { session, asOf, focus }: Asking): Question | null {
  const { facts, manifest, areas } = session;
  if (!facts || !manifest || panel.view === "clock" || panel.view === "text") return null;
  const level = panel.level && areas.has(panel.level) ? panel.level : usualLevel(panel, areas);
  const window = windowOf(panel.days, asOf, facts.timeRange);
  const area = focus ?? panel.area;
  const isRaster = panel.view === "map" && panel.surface === "density";
  const frame = squareFrame(manifest.box);
  const viewport = { box: manifest.box, widthPx: rasterPx, heightPx: rasterPx, zoom: 0 };
  return {
    filters: { values: panel.values, time: window, ...(area && { areas: { level: area.level, ids: [area.id] } }) },
    bins: timeBins(window),
    window,
    previousWindow: previousWindow(window, facts.timeRange),
    areaLevel: level,
    raster: isRaster ? densityQuestion(viewport, frame, null) : null,
    durations: panel.measure === "median_days",
  };
}

/** Hotspots are tested where there are areas enough; the others are for names that a room can read. */
function usualLevel({ view }: WallPanel, areas: Session["areas"]): AreaLevel | null {
  if (view === "hotspots") return studyLevel(defaultDocument, areas);
  return preferred.find((one) => areas.has(one)) ?? null;
}

/** The window of a panel: so many days up to the data's moment, or all that there is. */
function windowOf(days: number | null, asOf: number, [first, last]: TimeRange): TimeRange {
  if (days === null) return [first, Math.max(first, last)];
  return [Math.ceil(asOf - days * daySeconds) + 1, Math.floor(asOf)];
}

/** The same as the linked filters are asked. */
export function linkedQuestion({ filters, bins, areaLevel, durations, raster, previousWindow: previous }: Question) {
  return {
    filters,
    areaField: areaLevel && areaIdField(areaLevel),
    areaDurations: durations,
    timeEdges: bins.edges,
    raster,
    pointsAtMost: 0,
    previous,
  };
}

/** The box that a map shows: the whole dataset, or the area that is meant and some of what is around it. */
export function shownBox({ manifest, areas }: Session, area: AreaRef | null): Box | null {
  const whole = manifest?.box ?? null;
  const table = area ? areas.get(area.level) : undefined;
  const row = table?.ids.indexOf(area?.id ?? "") ?? -1;
  if (!table || row < 0) return whole;
  const { coordinates, ringOffsets, polygonOffsets, featureOffsets } = table.polygons;
  const at = (polygon: number) => ringOffsets[polygonOffsets[polygon] ?? 0] ?? 0;
  const [from, to] = [at(featureOffsets[row] ?? 0), at(featureOffsets[row + 1] ?? 0)];
  let [west, south, east, north] = [180, 90, -180, -90];
  for (let vertex = from; vertex < to; vertex++) {
    const [lon, lat] = [coordinates[2 * vertex] ?? 0, coordinates[2 * vertex + 1] ?? 0];
    [west, east] = [Math.min(west, lon), Math.max(east, lon)];
    [south, north] = [Math.min(south, lat), Math.max(north, lat)];
  }
  const [wide, high] = [(east - west) * 0.4, (north - south) * 0.4];
  return west > east ? whole : [west - wide, south - high, east + wide, north + high];
}
