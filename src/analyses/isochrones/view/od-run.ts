import { spread } from "../../../lib/spread.ts";
import { createLocalStore } from "../../../state/local-store.ts";
import type { Engine } from "../../../state/neighbours.ts";
import { odTable } from "../../../state/od-table.ts";
import { publishResult } from "../../../state/results.ts";
import { createRunner, type Run, type RunContext } from "../../../state/runs.ts";
import type { TravelResult } from "../../../state/travel.ts";
import { roadColumns } from "../../../state/travel-columns.ts";
import type { OutputOf } from "../../index.ts";

/** What a large table sets out from. */
export const odOrigins = ["stations", "areas", "crossings"] as const;
export type OdOrigins = (typeof odOrigins)[number];

/** So many crossings are set out from at most. */
export const mostCrossings = 1000;
/** Larger tables are kept as figures of each origin only. */
const mostPairs = 1_000_000;

export interface OdResult {
  readonly from: OdOrigins;
  readonly names: readonly string[];
  readonly targets: number;
  /** Whether every pair is in a table. */
  readonly isWhole: boolean;
  readonly output: OutputOf<"od">;
}

/** The large table of this view: how far it is, or what it says. */
export const odLocal = createLocalStore<{ readonly run: Run<OdResult>; readonly of: TravelResult | null }>({
  run: { status: "idle" },
  of: null,
});

const runner = createRunner<OdResult>((run) => odLocal.setState({ run }));

/** Makes the table from these origins to all crossings on all workers. */
export function startOd(result: TravelResult, from: OdOrigins, engine: Engine): void {
  odLocal.setState({ of: result });
  void runner.start((context) => computeOd(result, from, { engine, context }));
}

/** Stops making the table. */
export const stopOd = runner.cancel;

/** Minutes from origins to all crossings, published as tables. */
async function computeOd(
  { input, city, stations }: TravelResult,
  from: OdOrigins,
  { engine, context }: { readonly engine: Engine; readonly context: RunContext },
): Promise<OdResult> {
  const { nodeLon, nodeLat } = city.roads;
  const { table, settings, dataVersion } = input;
  const { mode, turnoutMinutes, oneWays, snapMetres } = settings.form;
  const origins = originsOf();
  const isWhole = origins.names.length * nodeLon.length <= mostPairs;
  const none = new Float64Array();
  const task = {
    ...roadColumns(city),
    classKmh: Float64Array.from(settings.kmh),
    originLon: origins.lon,
    originLat: origins.lat,
    targetLon: none,
    targetLat: none,
  };
  const params = { mode, turnoutMinutes, oneWays, snapMetres, to: "crossings", keepTable: isWhole } as const;
  const output = await odTable(task, params, { engine, context });
  context.signal.throwIfAborted();
  const made = { analysis: "isochrones", params: { ...params, from, kmh: settings.kmh.join(" ") }, dataVersion };
  const finite = (minutes: number) => (Number.isFinite(minutes) ? minutes : Number.NaN);
  publishResult(
    "isochrones_od_origins",
    () => ({
      origin: [...origins.ids],
      name: [...origins.names],
      reached: Float64Array.from(output.reached),
      median_min: output.median,
      farthest_min: output.farthest,
      snap_m: output.snapMetres.map(finite),
    }),
    made,
  );
  if (isWhole) {
    publishResult(
      "isochrones_od_crossings",
      () => ({
        origin: Array.from(output.minutes, (_, i) => origins.ids[Math.floor(i / nodeLon.length)] ?? ""),
        lon: Float64Array.from(output.minutes, (_, i) => nodeLon[i % nodeLon.length] ?? Number.NaN),
        lat: Float64Array.from(output.minutes, (_, i) => nodeLat[i % nodeLat.length] ?? Number.NaN),
        minutes: Float64Array.from(output.minutes, finite),
      }),
      made,
    );
  }
  return { from, names: origins.names, targets: nodeLon.length, isWhole, output };

  function originsOf() {
    if (from === "stations") return stations;
    if (from === "areas") {
      const axis = (which: 0 | 1) => table.labelPoints.filter((_, i) => i % 2 === which);
      const names = table.ids.map((id, row) => table.names[row] || id);
      return { ids: table.ids, names, lon: axis(0), lat: axis(1) };
    }
    const nodes = spread({ lon: nodeLon, lat: nodeLat }, mostCrossings);
    const ids = nodes.map((node) => String(node + 1));
    const pick = (values: Float64Array) => Float64Array.from(nodes, (node) => values[node] ?? Number.NaN);
    return { ids, names: ids, lon: pick(nodeLon), lat: pick(nodeLat) };
  }
}
