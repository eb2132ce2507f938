import { cameraProblems } from "../../../lib/footprints.ts";
import { assumedBits } from "../../../lib/optics.ts";
import { publishResult } from "../../../state/results.ts";
import type { CoverageResult } from "./compute.ts";
import { spotsOf } from "./picture.ts";

const roles = ["out", "always", "reachable"] as const;

/** Keeps a result as tables of SQL: cameras, areas, key places, and blind spots. */
export function publishCoverage(result: CoverageResult): void {
  const { input, output, city, places, seen } = result;
  if (!output) return;
  const { form, off } = input.settings;
  const made = {
    analysis: "coverage",
    params: { ...form, switchedOff: off.join(" ") },
    dataVersion: input.dataVersion,
  };
  const bits = Object.entries(assumedBits);
  const store = (name: string, columns: Parameters<typeof publishResult>[1]) => publishResult(name, columns, made);
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
    }));
  }
  const of = (texts: readonly string[]) => Array.from(places, (row) => texts[row] ?? "");
  store("coverage_places", () => ({
    facility_id: of(city.facilities.ids),
    name: of(city.facilities.names),
    type: of(city.facilities.types),
    frontage_m2: output.placeTotal,
    seen_m2: output.placeSeen,
    seen2_m2: output.placeSeen2,
    reachable_m2: output.placeReachable,
  }));
  const spots = spotsOf(result);
  store("gaps_blind_spots", () => ({
    rank: Float64Array.from(spots, (_, spot) => spot + 1),
    areas: spots.map(({ rows }) => rows.map((row) => areas?.ids[row] ?? "").join(",")),
    unseen_m2: Float64Array.from(spots, ({ unseenM2 }) => unseenM2),
    cases: Float64Array.from(spots, ({ cases }) => cases),
    lon: Float64Array.from(spots, ({ lon }) => lon),
    lat: Float64Array.from(spots, ({ lat }) => lat),
  }));
  store("gaps_pieces", () => ({
    area_id: Array.from(output.gapArea, (row) => areas?.ids[row] ?? ""),
    unseen_m2: output.gapM2,
    reachable_m2: output.gapReachableM2,
    cases: output.gapDemand,
    lon: output.gapLon,
    lat: output.gapLat,
  }));
}
