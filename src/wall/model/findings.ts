import type { FilterField } from "../../domain/case-chunk.ts";
import type { FaultData } from "../../domain/fault.ts";
import type { Filters } from "../../domain/filters.ts";
import type { Manifest } from "../../domain/manifest.ts";
import type { AreaLevel } from "../../domain/vocabulary.ts";

/** Panels that show what one of the product's own analyses finds, with its usual parameters. */
export const analysisViews = ["hotspots", "inbox", "response", "limits", "coverage"] as const;
export type AnalysisView = (typeof analysisViews)[number];

/** Whether a panel's view is an analysis. */
export const isAnalysis = (view: string): view is AnalysisView => analysisViews.some((one) => one === view);

/** What is to be analysed: cases that pass filters, of a dataset as its manifest says. */
export interface AnalysisTask {
  readonly view: AnalysisView;
  readonly manifest: Manifest;
  /** Address of the dataset's folder. */
  readonly folder: string;
  readonly filters: Filters;
  /** Wall-clock seconds of the data's moment. */
  readonly asOf: number;
  /** Cases by area and outcome, counted already, each case once: what hotspots are found in. */
  readonly counted: { readonly level: AreaLevel; readonly areaOutcomes: Uint32Array } | null;
}

/** One alert of the early warning: where, since when, and how much more than usual. Areas and counts only. */
export interface AlertLine {
  readonly id: string;
  readonly kind: "cluster" | "series";
  readonly place: string;
  /** Areas of a cluster. */
  readonly areas: number;
  /** The kind of case of a series, as a code. */
  readonly code: string;
  readonly observed: number;
  readonly expected: number;
  /** Wall-clock seconds. */
  readonly since: number;
  readonly current: boolean;
}

/** A duration in hours with its interval; NaN where it is not known. */
export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** What an analysis found, as a panel shows it. */
export type Findings =
  | {
      readonly view: "hotspots";
      readonly level: AreaLevel;
      /** By area: −3 to 3, cold to hot at 90, 95 and 99 %; 0 is no sign. */
      readonly signs: Int8Array;
      readonly tests: number;
      readonly hot: number;
      readonly cold: number;
      readonly landShare: number;
      readonly caseShare: number;
      /** Why nothing was tested; `null`: it was. */
      readonly problem: string | null;
    }
  | {
      readonly view: "inbox";
      readonly field: FilterField;
      /** The alerts are those of a table that a night job made, in wall-clock seconds; `null`: found for the wall. */
      readonly table: { readonly madeAt: number; readonly asOf: number } | null;
      readonly alerts: readonly AlertLine[];
      /** There was nothing to judge by: no alerts then says nothing. */
      readonly blind: boolean;
      readonly camerasOut: number;
      readonly silent: readonly string[];
      readonly surge: { readonly due: number; readonly predicted: number; readonly usual: number } | null;
    }
  | {
      readonly view: "response";
      readonly cases: number;
      readonly medianHours: Interval;
      readonly p90Hours: Interval;
      readonly inTime: Interval;
      readonly depts: readonly { readonly code: string; readonly medianHours: number; readonly cases: number }[];
    }
  | {
      readonly view: "limits";
      readonly open: number;
      readonly overdue: number;
      readonly soon: number;
      readonly inTime: number;
      readonly suspended: number;
      readonly expected: number;
    }
  | {
      readonly view: "coverage";
      readonly cameras: number;
      readonly out: number;
      readonly seen: readonly [one: number, two: number, three: number];
      readonly reachable: number;
      readonly least: readonly { readonly name: string; readonly share: number }[];
    }
  | { readonly view: "none" };

/** Analyses one task after the other, until it is ended; then, and when it dies, the fault is `worker-died`. */
export interface Analyst {
  analyse(task: AnalysisTask): Promise<Findings>;
  end(): void;
}

/** What the worker that analyses for a wall answers. */
export type FromAnalyst =
  | { readonly type: "found"; readonly id: number; readonly findings: Findings }
  | { readonly type: "failed"; readonly id: number; readonly fault: FaultData };

/** What it is asked. */
export interface ToAnalyst {
  readonly type: "analyse";
  readonly id: number;
  readonly task: AnalysisTask;
}
