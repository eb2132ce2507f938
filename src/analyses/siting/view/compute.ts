import type { AreaTable } from "../../../domain/area-table.ts";
import type { Filters, TimeRange } from "../../../domain/filters.ts";
import type { Box } from "../../../domain/manifest.ts";
import type { AreaLevel } from "../../../domain/vocabulary.ts";
import type { CostTable } from "../../../lib/road-graph.ts";
import type { City } from "../../../state/city-tables.ts";
import type { countCases } from "../../../state/counts.ts";
import type { Engine } from "../../../state/neighbours.ts";
import type { RunContext } from "../../../state/runs.ts";
import type { OutputOf } from "../../index.ts";
import { statuses } from "../kernel/outcome.ts";
import { cameraSites } from "./camera-sites.ts";
import { type Candidates, candidatesOf } from "./candidates.ts";
import { facilitySites } from "./facility-sites.ts";
import type { Settings } from "./settings.ts";

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
  readonly output: OutputOf<"siting"> | null;
  readonly problem: Problem | null;
}

export interface Means {
  readonly engine: Engine;
  readonly count: typeof countCases;
}

/** Chooses sites: the table of costs first, then the solver. */
export async function computeSiting(input: SitingInput, means: Means, context: RunContext): Promise<SitingResult> {
  const city = await input.city();
  const { settings } = input;
  const kinds = [...new Set(city.facilities.types)].filter((type) => type !== "").sort();
  const usual = ["elderly_care", "day_care", "kindergarten", "health_station", "market"].find((type) =>
    kinds.includes(type),
  );
  const kind = kinds.includes(settings.kind) ? settings.kind : (usual ?? kinds[0] ?? "");
  const candidates = candidatesOf(city, settings);
  const base = {
    input,
    city,
    kinds,
    kind,
    candidates,
    chosen: [],
    output: null,
    table: null,
    status: "infeasible" as const,
  };
  if (candidates.lon.length === 0) return { ...base, problem: "no-candidates" };
  const first = { signal: context.signal, onProgress: (done: number) => context.onProgress(done / 2) };
  const task = { input, city, candidates, kind };
  const table = await (settings.form.subject === "camera"
    ? cameraSites(task, means, first)
    : facilitySites(task, first));
  context.signal.throwIfAborted();
  if (!table.weight.some((weight) => weight > 0)) return { ...base, problem: "no-demand" };
  const { model, sites, exact, seconds, seed } = settings.form;
  const reachMetres = settings.form.subject === "camera" ? 0 : settings.form.reachMetres;
  const kernelInput = {
    siteStart: table.costs.start.slice(),
    siteTarget: table.costs.target.slice(),
    siteCost: table.costs.cost.slice(),
    siteFixed: table.fixed.slice(),
    siteGroup: table.group.slice(),
    demandWeight: table.weight.slice(),
  };
  const second = { signal: context.signal, onProgress: (done: number) => context.onProgress(0.5 + done / 2) };
  const output = await means.engine.run(
    "siting",
    kernelInput,
    { model, sites, reachMetres, exact, seconds, seed },
    second,
  );
  return {
    ...base,
    table,
    output,
    chosen: chosenSites(table, output),
    status: statuses[output.status[0] ?? 0] ?? "infeasible",
    problem: null,
  };
}

function chosenSites(table: SiteTable, { chosen, adds }: OutputOf<"siting">): ChosenSite[] {
  const rows = [...chosen.keys()].filter((site) => chosen[site] && !table.fixed[site]);
  const at = (values: Float64Array, site: number) => values[site] ?? Number.NaN;
  return rows
    .map((site) => ({
      site,
      lon: at(table.lon, site),
      lat: at(table.lat, site),
      azimuth: at(table.azimuth, site),
      adds: at(adds, site),
    }))
    .sort((a, b) => (b.adds || 0) - (a.adds || 0));
}
