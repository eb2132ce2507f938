import type { AreaTable } from "../../../domain/area-table.ts";
import type { Filters, TimeRange } from "../../../domain/filters.ts";
import type { Box } from "../../../domain/manifest.ts";
import type { AreaLevel } from "../../../domain/vocabulary.ts";
import type { CostTable } from "../../../lib/road-graph.ts";
import type { City } from "../../../state/city-tables.ts";
import type { countCases } from "../../../state/counts.ts";
import type { Engine } from "../../../state/neighbours.ts";
import type { Solver } from "../../../state/site-solver.ts";
import type { OutputOf } from "../../index.ts";
import type { statuses } from "../kernel/outcome.ts";
import type { Candidates } from "./candidates.ts";
import type { Settings } from "./settings.ts";

/** What sites are chosen from. */
export interface SitingInput {
  readonly city: () => Promise<City>;
  readonly settings: Settings;
  readonly areas: ReadonlyMap<AreaLevel, AreaTable>;
  readonly filters: Filters;
  readonly window: TimeRange;
  /** The square frame of the cases' positions. */
  readonly frame: Box;
  readonly dataVersion: string;
}

export type Problem = "no-candidates" | "no-demand";

/** Sites and demand of a siting problem, in the terms of the kernel. */
export interface SiteTable {
  readonly costs: CostTable;
  readonly fixed: Uint8Array;
  readonly group: Int32Array;
  readonly weight: Float64Array;
  /** Where demand is. */
  readonly demandLon: Float64Array;
  readonly demandLat: Float64Array;
  /** Where each site is; what exists comes after the candidates. */
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  /** Direction of each site in degrees, NaN for none. */
  readonly azimuth: Float64Array;
}

/** A chosen site: what would be lost without it. */
export interface ChosenSite {
  readonly site: number;
  readonly lon: number;
  readonly lat: number;
  readonly azimuth: number;
  readonly adds: number;
}

export interface SitingResult {
  readonly input: SitingInput;
  readonly city: City;
  readonly kinds: readonly string[];
  readonly kind: string;
  readonly candidates: Candidates;
  readonly table: SiteTable | null;
  /** New sites, the one that adds most first. */
  readonly chosen: readonly ChosenSite[];
  readonly status: (typeof statuses)[number];
  /** Who proved how good it is: the fast search with its bound, the exact solver, or both, the latter out of time. */
  readonly solver: Solver;
  readonly output: OutputOf<"siting"> | null;
  readonly problem: Problem | null;
}

export interface Means {
  readonly engine: Engine;
  readonly count: typeof countCases;
}
