import type { RunContext } from "../../../state/runs.ts";
import type { InputOf, OutputOf } from "../../index.ts";
import { statuses } from "../kernel/outcome.ts";
import { cameraSites } from "./camera-sites.ts";
import { candidatesOf } from "./candidates.ts";
import { facilitySites } from "./facility-sites.ts";
import type { Settings } from "./settings.ts";
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
  const { output, solver } = await solve(table, settings, { engine: means.engine, context: second });
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

interface Running {
  readonly engine: Means["engine"];
  readonly context: RunContext;
}

/**
 * The fast search with its bound; where that leaves a gap and the user wants it, then the exact solver in a worker of its
 * own, which is ended on cancel and when its time is over. The fast result stands where the exact one does not come.
 */
async function solve(table: SiteTable, { form }: Settings, { engine, context }: Running) {
  const { model, sites, exact, seconds, seed, secondPercent } = form;
  const reachMetres = form.subject === "camera" ? 0 : form.reachMetres;
  const params = { model, sites, reachMetres, seconds, seed, secondPercent };
  const started = performance.now();
  const fast = await engine.run("siting", kernelInput(table), { ...params, exact: false }, context);
  if (!exact || fast.gap[0] === 0) return { output: fast, solver: "fast" as const };
  context.signal.throwIfAborted();
  // The solver repeats the fast search to start from it, and needs a moment to be loaded.
  const most = Math.ceil(1000 * seconds + 2 * (performance.now() - started) + loadMilliseconds);
  const signal = AbortSignal.any([context.signal, AbortSignal.timeout(most)]);
  const run = engine.runAlone ?? engine.run;
  const found = await run("siting", kernelInput(table), { ...params, exact: true }, { signal }).catch(() => null);
  context.signal.throwIfAborted();
  if (!found) return { output: fast, solver: "stopped" as const };
  return { output: found, solver: found.gap[0] === 0 ? ("exact" as const) : ("stopped" as const) };
}

const loadMilliseconds = 3000;

function kernelInput({ costs, fixed, group, weight }: SiteTable): InputOf<"siting"> {
  return {
    siteStart: costs.start.slice(),
    siteTarget: costs.target.slice(),
    siteCost: costs.cost.slice(),
    siteFixed: fixed.slice(),
    siteGroup: group.slice(),
    demandWeight: weight.slice(),
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
