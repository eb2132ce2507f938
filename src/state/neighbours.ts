import type { InputOf, ParamsOf } from "../analyses/index.ts";
import type { AreaTable } from "../domain/area-table.ts";
import type { createEnginePool } from "../engine/pool.ts";
import type { Csr } from "../lib/csr.ts";
import { planeAt, toPlane } from "../lib/plane.ts";

type Pool = ReturnType<typeof createEnginePool>;

/** What runs analyses: the page's workers, or a test's own loop; without `runAlone` nothing can be stopped midway. */
export type Engine = Pick<Pool, "run" | "size"> & Partial<Pick<Pool, "runAlone">>;

const graphs = new WeakMap<AreaTable, Map<string, Promise<Csr>>>();

/** Who is whose neighbour among areas: computed once for areas and parameters. Do not hand its buffers over. */
export function neighboursOf(areas: AreaTable, params: ParamsOf<"neighbours">, engine: Engine): Promise<Csr> {
  const known = graphs.get(areas) ?? new Map<string, Promise<Csr>>();
  graphs.set(areas, known);
  const key = JSON.stringify(params);
  const graph = known.get(key) ?? engine.run("neighbours", inputOf(areas), params);
  known.set(key, graph);
  graph.catch(() => known.delete(key));
  return graph;
}

/** Copies of the outlines, and the label points as centres in metres. */
function inputOf({ polygons, labelPoints }: AreaTable): InputOf<"neighbours"> {
  const [lon = 0, lat = 0] = labelPoints;
  const metres = toPlane(planeAt(lon, lat), labelPoints);
  return {
    coordinates: polygons.coordinates.slice(),
    ringOffsets: polygons.ringOffsets.slice(),
    polygonOffsets: polygons.polygonOffsets.slice(),
    featureOffsets: polygons.featureOffsets.slice(),
    x: metres.filter((_, i) => i % 2 === 0),
    y: metres.filter((_, i) => i % 2 === 1),
  };
}
