import { subscribeWithSelector } from "zustand/middleware";
import { createStore } from "zustand/vanilla";
import type { AreaTable, PlaceTable } from "../domain/area-table.ts";
import { type AreaRef, type Document, defaultDocument } from "../domain/document.ts";
import type { Fault } from "../domain/fault.ts";
import type { LegendSpec } from "../domain/layer.ts";
import type { Manifest } from "../domain/manifest.ts";
import type { Viewport } from "../domain/viewport.ts";
import type { AreaLevel } from "../domain/vocabulary.ts";
import type { DensityQuestion, LinkedAnswer, LinkedFacts } from "../engine/linked/protocol.ts";
import type { BaseFeatures } from "./read-tables.ts";
import type { SceneLayer } from "./scene-layer.ts";

/** What loading is doing now. `total` is 0 while unknown. */
export interface Progress {
  readonly stage: "manifest" | "areas" | "cases" | "database";
  readonly done: number;
  readonly total: number;
  readonly unit: "bytes" | "rows";
}

/** The data of the session: not part of the document, it follows from `document.dataset`. */
export interface Session {
  readonly phase: "idle" | "loading" | "ready" | "failed";
  readonly progress: Progress | null;
  readonly fault: Fault | null;
  readonly manifest: Manifest | null;
  readonly facts: LinkedFacts | null;
  /** By level, coarse to fine; only levels the dataset has. */
  readonly areas: ReadonlyMap<AreaLevel, AreaTable>;
  /** What the base map and its names are made of; comes after the cases. */
  readonly base: BaseFeatures | null;
  readonly cameras: PlaceTable | null;
  readonly facilities: PlaceTable | null;
  readonly stations: PlaceTable | null;
  readonly database: "idle" | "loading" | "ready" | "failed";
  /** Faults that did not stop the session (a table that could not be read, say), newest last. */
  readonly warnings: readonly Fault[];
}

export const noSession: Session = {
  phase: "idle",
  progress: null,
  fault: null,
  manifest: null,
  facts: null,
  areas: new Map(),
  base: null,
  cameras: null,
  facilities: null,
  stations: null,
  database: "idle",
  warnings: [],
};

/** Ascending edges of the time histogram's bins in seconds, and what one bin is. */
export interface TimeBins {
  readonly edges: Float64Array;
  readonly unit: "hour" | "day" | "week" | "month";
}

/** What the linked filters said last, with the bins it was asked with. Kept on screen while the next is computed. */
export interface Linked {
  readonly answer: LinkedAnswer;
  readonly bins: TimeBins;
  readonly areaLevel: AreaLevel | null;
  /** The raster of the density and the points, with its kernel. */
  readonly raster: DensityQuestion | null;
  /** The time window asked about: the filter, or the whole dataset. */
  readonly window: readonly [number, number];
  /** The equal window just before, or null where the data does not reach back that far. */
  readonly previousWindow: readonly [number, number] | null;
}

/** A second picture, on a map beside the first that moves with it. */
export interface Beside {
  readonly layers: readonly SceneLayer[];
  /** What the second map shows, and what the first one does then. */
  readonly titles: readonly [beside: string, main: string];
}

/** The whole state of the page. */
export interface AppState {
  readonly document: Document;
  readonly session: Session;
  readonly linked: Linked | null;
  /** The answer on screen is not of the present filters yet. */
  readonly busy: boolean;
  /** The area under the pointer, in whatever panel or map. */
  readonly hovered: AreaRef | null;
  readonly playing: boolean;
  /** What the present view draws in place of the overview's surface; `null` leaves that. */
  readonly viewLayers: readonly SceneLayer[] | null;
  /** The present view compares two pictures; `null`: there is one map. */
  readonly viewBeside: Beside | null;
  /** The present view computes what it shows, or is about to. */
  readonly viewBusy: boolean;
  /** What the layers on the map mean, lowest first. */
  readonly legends: readonly LegendSpec[];
  /** Why there is no map. */
  readonly mapFault: Fault | null;
  /** What the map shows now; `null` before it is there. */
  readonly viewport: Viewport | null;
}

export const store = createStore<AppState>()(
  subscribeWithSelector(
    (): AppState => ({
      document: defaultDocument,
      session: noSession,
      linked: null,
      busy: false,
      hovered: null,
      playing: false,
      viewLayers: null,
      viewBeside: null,
      viewBusy: false,
      legends: [],
      mapFault: null,
      viewport: null,
    }),
  ),
);
