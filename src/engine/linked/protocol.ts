import type { FaultData } from "../../domain/fault.ts";
import type { Filters, TimeRange } from "../../domain/filters.ts";
import type { RasterWindow } from "../../lib/linked-counts/views.ts";

/** What is to be loaded: how many cases come, and the codes known beforehand (area ids in the order of their rows). */
export interface LinkedSetup {
  readonly rows: number;
  readonly fields: readonly string[];
  readonly presets: Readonly<Record<string, readonly string[]>>;
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
  /** Per area code the Kaplan–Meier median in hours; NaN where fewer than half have ended or there is no case. */
  readonly areaMedianHours: Float64Array | null;
  /** Cases per km² and cell of the raster window, row by row from the north. */
  readonly density: Float32Array | null;
  readonly points: LinkedPoints | null;
}

export type ToLinked =
  | { readonly type: "load"; readonly id: number; readonly setup: LinkedSetup; readonly port: MessagePort }
  | { readonly type: "ask"; readonly id: number; readonly question: LinkedQuestion };

export type FromLinked =
  | { readonly type: "loaded"; readonly id: number; readonly facts: LinkedFacts }
  | { readonly type: "answer"; readonly id: number; readonly answer: LinkedAnswer }
  | { readonly type: "failed"; readonly id: number; readonly fault: FaultData };
