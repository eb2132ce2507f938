import { planeAt, toPlane } from "../../../lib/plane.ts";
import { costTable, edgeLengths, networkOf, snapToRoads } from "../../../lib/road-graph.ts";
import { residentsOf } from "../../../state/residents.ts";
import type { RunContext } from "../../../state/runs.ts";
import { inSlices } from "../../../state/slices.ts";
import type { SiteTable, SitingInput, SitingResult } from "./types.ts";

type Task = Pick<SitingResult, "city" | "candidates" | "kind"> & { readonly input: SitingInput };

const snapMetres = 200;
/** Median and centre look this far for a site. */
const farMetres = 5000;

/** Walking distances from candidates and from what exists to where people live. */
export async function facilitySites({ input, city, candidates, kind }: Task, context: RunContext): Promise<SiteTable> {
  const { roads, facilities } = city;
  const residents = residentsOf(city, input.areas);
  const existing = [...facilities.types.keys()].filter((f) => facilities.types[f] === kind);
  const lon = Float64Array.from([...candidates.lon, ...existing.map((f) => facilities.lon[f] ?? Number.NaN)]);
  const lat = Float64Array.from([...candidates.lat, ...existing.map((f) => facilities.lat[f] ?? Number.NaN)]);
  const plane = planeAt(lon[0] ?? 0, lat[0] ?? 0);
  const walked = [...roads.walkOk.keys()].filter((e) => roads.walkOk[e] !== 0);
  const all = toPlane(plane, roads.coordinates);
  const lineStart = new Uint32Array(walked.length + 1);
  const points: number[] = [];
  walked.forEach((e, k) => {
    for (let p = 2 * (roads.lineStart[e] ?? 0); p < 2 * (roads.lineStart[e + 1] ?? 0); p++) points.push(all[p] ?? 0);
    lineStart[k + 1] = points.length / 2;
  });
  const ends = (of: Uint32Array) => Uint32Array.from(walked, (e) => of[e] ?? 0);
  const drawn = {
    nodes: roads.nodeLon.length,
    from: ends(roads.from),
    to: ends(roads.to),
    points: Float64Array.from(points),
    lineStart,
  };
  const cost = edgeLengths(drawn);
  const network = networkOf(drawn.nodes, { from: drawn.from, to: drawn.to, cost, reverseCost: cost });
  const onPlane = (lons: Float64Array, lats: Float64Array) => ({
    x: lons.map((value) => (value - plane.lon) * plane.metresPerLon),
    y: lats.map((value) => (value - plane.lat) * plane.metresPerLat),
  });
  const origins = snapToRoads(drawn, onPlane(lon, lat), snapMetres);
  const targets = snapToRoads(drawn, onPlane(residents.lon, residents.lat), snapMetres);
  const { model, reachMetres } = input.settings.form;
  const covers = model !== "p-median" && model !== "p-center";
  const costs = await inSlices(
    costTable(network, origins, targets, { cutoff: covers ? reachMetres : farMetres }),
    context,
  );
  return {
    costs,
    fixed: Uint8Array.from(lon, (_, site) => (site >= candidates.lon.length ? 1 : 0)),
    group: new Int32Array(lon.length).fill(-1),
    weight: residents.people,
    demandLon: residents.lon,
    demandLat: residents.lat,
    lon,
    lat,
    azimuth: new Float64Array(lon.length).fill(Number.NaN),
  };
}
