import { cameraProblems } from "../../../lib/footprints.ts";
import { assumedBits } from "../../../lib/optics.ts";
import { publishResult } from "../../../state/results.ts";
import type { CoverageResult } from "./compute.ts";
import { gapRows } from "./gap-files.ts";
import { isSolved, type Solved } from "./live.ts";
import { spotsOf } from "./picture.ts";

const roles = ["out", "always", "reachable"] as const;

/** Keeps a result as tables of SQL: cameras, areas, key places, streets, and blind spots. */
export function publishCoverage(result: CoverageResult): void {
  if (!isSolved(result)) return;
  const { form, off } = result.input.settings;
  const made = {
    analysis: "coverage",
    params: { ...form, switchedOff: off.join(" ") },
    dataVersion: result.input.dataVersion,
  };
  const store: Store = (name, columns) => publishResult(name, columns, made);
  storeCameras(result, store);
  storeGround(result, store);
  storePlaces(result, store);
  storeGaps(result, store);
}

type Store = (name: string, columns: Parameters<typeof publishResult>[1]) => void;

function storeCameras({ output, city, seen }: Solved, store: Store): void {
  const bits = Object.entries(assumedBits);
  store("coverage_cameras", () => ({
    camera_id: city.cameras.ids,
    name: city.cameras.names,
    lon: output.cameraLon,
    lat: output.cameraLat,
    role: Array.from(output.cameraRole, (role) => roles[role] ?? ""),
    near_m: output.cameraNearMetres,
    far_m: output.cameraFarMetres,
    seen_m2: output.cameraSeenM2,
    only_m2: output.cameraOnlyM2,
    moved_m: seen.movedMetres,
    problem: Array.from(seen.problem, (problem) => cameraProblems[problem] ?? "none"),
    assumed: Array.from(output.cameraAssumed, (assumed) =>
      bits.flatMap(([name, bit]) => (assumed & bit ? [name] : [])).join(","),
    ),
  }));
}

/** Areas and streets. */
function storeGround({ input, output, city }: Solved, store: Store): void {
  const areas = input.areas;
  if (areas) {
    store("coverage_areas", () => ({
      area_id: areas.ids,
      name: areas.names,
      open_m2: output.areaOpenM2,
      seen_m2: output.areaSeenM2,
      seen2_m2: output.areaSeen2M2,
      seen3_m2: output.areaSeen3M2,
      reachable_m2: output.areaReachableM2,
      cases: output.demandTotal.subarray(0, areas.rows),
      cases_seen: output.demandSeen.subarray(0, areas.rows),
      cases_seen2: output.demandSeen2.subarray(0, areas.rows),
    }));
  }
  const { coordinates, lineStart } = city.roads;
  const middle = (axis: 0 | 1) =>
    Float64Array.from(output.streetTotal, (_, line) => {
      const point = Math.floor(((lineStart[line] ?? 0) + (lineStart[line + 1] ?? 0)) / 2);
      return coordinates[2 * point + axis] ?? Number.NaN;
    });
  store("coverage_streets", () => ({
    lon: middle(0),
    lat: middle(1),
    length_m: output.streetTotal,
    seen_m: output.streetSeen,
    seen2_m: output.streetSeen2,
    seen3_m: output.streetSeen3,
    reachable_m: output.streetReachable,
  }));
}

function storePlaces({ output, city, places }: Solved, store: Store): void {
  const of = (texts: readonly string[]) => Array.from(places, (row) => texts[row] ?? "");
  store("coverage_places", () => ({
    facility_id: of(city.facilities.ids),
    name: of(city.facilities.names),
    type: of(city.facilities.types),
    frontage_m2: output.placeTotal,
    seen_m2: output.placeSeen,
    seen2_m2: output.placeSeen2,
    seen3_m2: output.placeSeen3,
    reachable_m2: output.placeReachable,
  }));
}

function storeGaps(result: Solved, store: Store): void {
  const { areas } = result.input;
  const spots = spotsOf(result);
  store("gaps_blind_spots", () => ({
    rank: Float64Array.from(spots, (_, spot) => spot + 1),
    areas: spots.map(({ rows }) => rows.map((row) => areas?.ids[row] ?? "").join(",")),
    unseen_m2: Float64Array.from(spots, ({ unseenM2 }) => unseenM2),
    cases: Float64Array.from(spots, ({ cases }) => cases),
    lon: Float64Array.from(spots, ({ lon }) => lon),
    lat: Float64Array.from(spots, ({ lat }) => lat),
  }));
  const pieces = gapRows(result);
  store("gaps_pieces", () => ({
    rank: Float64Array.from(pieces, ({ rank }) => rank),
    area_id: pieces.map(({ area_id }) => area_id),
    blind_spot: Float64Array.from(pieces, ({ blind_spot }) => blind_spot),
    unseen_m2: Float64Array.from(pieces, ({ unseen_m2 }) => unseen_m2),
    reachable_m2: Float64Array.from(pieces, ({ reachable_m2 }) => reachable_m2),
    cases: Float64Array.from(pieces, ({ cases }) => cases),
    lon: Float64Array.from(pieces, ({ lon }) => lon),
    lat: Float64Array.from(pieces, ({ lat }) => lat),
  }));
}
