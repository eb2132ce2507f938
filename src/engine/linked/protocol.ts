import type { FaultData } from "../../domain/fault.ts";
import type { Filters, TimeRange } from "../../domain/filters.ts";
import type { Polygons } from "../../domain/geometry.ts";
import type { Box } from "../../domain/manifest.ts";
import type { RasterWindow } from "../../lib/linked-counts/views.ts";

/** What is to be loaded: how many cases come, and the codes known beforehand (area ids in the order of their rows). */
export interface LinkedSetup {
  readonly rows: number;
  readonly fields: readonly string[];
  readonly presets: Readonly<Record<string, readonly string[]>>;
  /**
   * For files that do not say which areas their cases lie in: the outlines of the preset areas, in their order. Used for a
   * field that no case has a value of.
   */
  readonly outlines?: Readonly<Record<string, { readonly polygons: Polygons; readonly frame: Box }>>;
  /** The data grows: chunks are kept by file, cases of one name are one case, and `update` may follow. */
  readonly live?: LiveState;
}

/** What the cases of data that grows are at one moment. */
export interface LiveState {
  /** The files of cases, in the order in which later ones correct earlier ones. */
  readonly files: readonly string[];
  /** Wall-clock seconds at which it is told how cases stand. */
  readonly asOf: number;
  /** A replay: cases reported later are not there yet, and cases closed later are open still. */
  readonly replay: boolean;
}

/** What the loaded cases are like. `dictionaries[field][code - 1]` is the text of a code. */
export interface LinkedFacts {
  readonly rows: number;
  readonly timeRange: TimeRange;
  readonly dictionaries: Readonly<Record<string, readonly string[]>>;
}

/** One question to the linked filters. Everything in the answer obeys the same filters. */
export interface LinkedQuestion {
  readonly filters: Filters;
  /** Field of area ids to count by, such as `duty_grid_id`. */
  readonly areaField: string | null;
  /** Also the durations per area, for the median. */
  readonly areaDurations: boolean;
  /** Ascending seconds; bin i is [edges[i], edges[i+1]). */
  readonly timeEdges: Float64Array;
  readonly raster: DensityQuestion | null;
  /** At most so many single cases inside the raster window are wanted as points; more give none. */
  readonly pointsAtMost: number;
  /** An earlier window to compare with. */
  readonly previous: TimeRange | null;
}

/** A raster of density: Gaussian kernel with standard deviation `sigmaCells`; `cellKm2` turns counts into cases per km². */
export interface DensityQuestion {
  readonly window: RasterWindow;
  readonly sigmaCells: number;
  readonly cellKm2: number;
}

/** Totals of one time window: cases per outcome (`domain/case-chunk.ts`) and the Kaplan–Meier median of their duration. */
export interface LinkedTotals {
  readonly outcomes: Uint32Array;
  readonly medianHours: number | null;
}

/** Single cases in view, in no particular order. */
export interface LinkedPoints {
  readonly x: Uint16Array;
  readonly y: Uint16Array;
  readonly reported: Uint32Array;
  readonly outcome: Uint8Array;
}

/** The answer to one question. */
export interface LinkedAnswer {
  /** Cases that pass every filter. */
  readonly total: number;
  readonly current: LinkedTotals;
  readonly previous: LinkedTotals | null;
  /** Field → cases per code (entry 0: no value), each under all filters but its own. */
  readonly fields: Readonly<Record<string, Uint32Array>>;
  /** Cases per hour of the week, Monday 00:00 first, under all filters but its own. */
  readonly hours: Uint32Array;
  /** Cases per time bin, under all filters but time. */
  readonly time: Uint32Array;
  /** Per area code (entry 0: in no area) cases by outcome, row-major, under all filters but the areas. */
  readonly areaOutcomes: Uint32Array | null;
  /** The same in the previous window; null where there is none. */
  readonly previousAreaOutcomes: Uint32Array | null;
  /** Per area code the Kaplan–Meier median in hours; NaN where fewer than half have ended or there is no case. */
  readonly areaMedianHours: Float64Array | null;
  /** Cases per km² and cell of the raster window, row by row from the north. */
  readonly density: Float32Array | null;
  readonly points: LinkedPoints | null;
}

/** A question beside the main one, for an analysis: any windows of time, and what of the cases that pass is wanted. */
export interface CountQuestion {
  readonly filters: Filters;
  /** Closed windows of seconds; the time of `filters` does not count. */
  readonly windows: readonly TimeRange[];
  /** Field of area ids to count by; `null` leaves the areas out. */
  readonly areaField: string | null;
  /** Also the medians per area. */
  readonly areaDurations: boolean;
  /** The square frame of the positions (`lib/frame.ts`): the places of the cases are wanted; `null` leaves them out. */
  readonly frame: Box | null;
}

/** What one window of a `CountQuestion` holds. */
export interface WindowCounts {
  /** Per area code (entry 0: in no area) cases by outcome, row-major, under all filters but the areas. */
  readonly areaOutcomes: Uint32Array | null;
  /** Per area code the Kaplan–Meier median in hours, NaN where there is none. */
  readonly areaMedianHours: Float64Array | null;
  /** Places in degrees of the cases that pass every filter, without void ones, oldest first. */
  readonly lon: Float64Array | null;
  readonly lat: Float64Array | null;
}

/** What the page tells the worker. */
export type ToLinked =
  | { readonly type: "load"; readonly id: number; readonly setup: LinkedSetup; readonly port: MessagePort }
  /** `port` brings the chunks of files that are new or other than before; `null` where there are none. */
  | { readonly type: "update"; readonly id: number; readonly live: LiveState; readonly port: MessagePort | null }
  | { readonly type: "ask"; readonly id: number; readonly question: LinkedQuestion }
  | { readonly type: "count"; readonly id: number; readonly question: CountQuestion };

/** What the worker tells the page. */
export type FromLinked =
  | { readonly type: "loaded"; readonly id: number; readonly facts: LinkedFacts }
  | { readonly type: "answer"; readonly id: number; readonly answer: LinkedAnswer }
  | { readonly type: "counted"; readonly id: number; readonly counts: readonly WindowCounts[] }
  | { readonly type: "failed"; readonly id: number; readonly fault: FaultData };
