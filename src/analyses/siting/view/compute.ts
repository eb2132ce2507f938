import type { RunContext } from "../../../state/runs.ts";
import type { OutputOf } from "../../index.ts";
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
