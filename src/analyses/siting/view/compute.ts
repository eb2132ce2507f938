import type { RunContext } from "../../../state/runs.ts";
import { solveSites } from "../../../state/site-solver.ts";
import type { InputOf, OutputOf } from "../../index.ts";
import { statuses } from "../kernel/outcome.ts";
import { cameraSites } from "./camera-sites.ts";
import { candidatesOf } from "./candidates.ts";
import { facilitySites } from "./facility-sites.ts";
import type { ChosenSite, Means, SiteTable, SitingInput, SitingResult } from "./types.ts";

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
    solver: "fast" as const,
  };
  if (candidates.lon.length === 0) return { ...base, problem: "no-candidates" };
  const first = { signal: context.signal, onProgress: (done: number) => context.onProgress(done / 2) };
  const task = { input, city, candidates, kind };
  const table = await (settings.form.subject === "camera"
    ? cameraSites(task, means, first)
    : facilitySites(task, first));
  context.signal.throwIfAborted();
  if (!table.weight.some((weight) => weight > 0)) return { ...base, problem: "no-demand" };
  const second = { signal: context.signal, onProgress: (done: number) => context.onProgress(0.5 + done / 4) };
  const { model, sites, exact, seconds, seed, secondPercent } = settings.form;
  const reachMetres = settings.form.subject === "camera" ? 0 : settings.form.reachMetres;
  const params = { model, sites, reachMetres, exact, seconds, seed, secondPercent };
  const { output, solver } = await solveSites(kernelInput(table), params, { engine: means.engine, context: second });
  return {
    ...base,
    table,
    output,
    solver,
    chosen: chosenSites(table, output),
    status: statuses[output.status[0] ?? 0] ?? "infeasible",
    problem: null,
  };
}

function kernelInput({ costs, fixed, group, weight }: SiteTable): InputOf<"siting"> {
  return {
    siteStart: costs.start,
    siteTarget: costs.target,
    siteCost: costs.cost,
    siteFixed: fixed,
    siteGroup: group,
    demandWeight: weight,
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
