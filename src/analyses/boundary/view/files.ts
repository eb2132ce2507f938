import type { AreaTable } from "../../../domain/area-table.ts";
import type { Polygons } from "../../../domain/geometry.ts";
import { csvText } from "../../../lib/csv-write.ts";
import { polygonsGeoJson } from "../../../lib/geojson-write.ts";
import { ringsOfFeatures } from "../../../lib/polygon-set.ts";
import { defectKinds } from "../kernel/defect-kinds.ts";
import { polygonsOf } from "./picture.ts";
import { areasOf } from "./publish.ts";
import { areaName } from "./shown.ts";
import type { Crossing, Output } from "./types.ts";

type Properties = Readonly<Record<string, string | number>>;

function geoJson(polygons: Polygons, propertiesOf: (row: number) => Properties): string {
  const { polygonOffsets, featureOffsets } = polygons;
  return polygonsGeoJson(
    ringsOfFeatures(polygons).flatMap(({ coords, ringEnds }, row) => {
      const [first = 0, last = 0] = [featureOffsets[row], featureOffsets[row + 1]];
      const rings = polygonOffsets[first] ?? 0;
      const polygonEnds = Array.from(polygonOffsets.subarray(first + 1, last + 1), (offset) => offset - rings);
      const shape = { kind: "MultiPolygon", coords, ringEnds, polygonEnds } as const;
      return polygonEnds.length > 0 ? [{ shape, properties: propertiesOf(row) }] : [];
    }),
  );
}

/** The defects of a level, row by row. */
export function defectsCsv(table: AreaTable, output: Output): string {
  const header = ["kind", "lon", "lat", "area_m2", "metres", "narrow", "times", "area_ids", "proposed_area_id"];
  const rows = Array.from(output.kind, (kind, row) => [
    defectKinds[kind] ?? "",
    output.lon[row] ?? Number.NaN,
    output.lat[row] ?? Number.NaN,
    output.areaM2[row] ?? Number.NaN,
    output.metres[row] ?? Number.NaN,
    output.narrow[row] ?? 0,
    output.times[row] ?? 0,
    areasOf(output, row)
      .map((area) => table.ids[area] ?? "")
      .join(" "),
    table.ids[output.proposal[row] ?? -1] ?? "",
  ]);
  return csvText(header, rows);
}

/** Gaps and overlaps as polygons. */
export function defectsGeoJson(table: AreaTable, output: Output): string {
  return geoJson(polygonsOf(output, "shape"), (row) => ({
    kind: defectKinds[output.kind[row] ?? 0] ?? "",
    area_m2: output.areaM2[row] ?? 0,
    areas: areasOf(output, row)
      .map((area) => table.ids[area] ?? "")
      .join(" "),
    proposed: table.ids[output.proposal[row] ?? -1] ?? "",
  }));
}

/** The level as it would be with every proposal taken. */
export function repairedGeoJson(table: AreaTable, output: Output): string {
  return geoJson(polygonsOf(output, "repaired"), (row) => ({
    area_id: table.ids[row] ?? "",
    name: table.names[row] ?? "",
    level: table.level,
  }));
}

/** The crosswalk between two levels. */
export function crosswalkCsv({ one, other, output }: Crossing): string {
  const header = ["one_id", "one_name", "other_id", "other_name", "area_m2", "residents"];
  const rows = Array.from(output.pairOne, (a, row) => {
    const b = output.pairOther[row] ?? -1;
    const sizes = [output.pairM2[row] ?? 0, output.pairPeople[row] ?? 0];
    return [one.ids[a] ?? "", areaName(one, a), other.ids[b] ?? "", areaName(other, b), ...sizes];
  });
  return csvText(header, rows);
}

/** The proposed comprehensive grid: which area it lies in, and which thematic grid it grew from. */
export function gridGeoJson({ one, other, output }: Crossing): string {
  return geoJson(polygonsOf(output, "grid"), (grid) => {
    const core = output.gridCore[grid] ?? -1;
    return {
      grid: grid + 1,
      in_id: one.ids[output.pieceOne[core] ?? -1] ?? "",
      from_id: other.ids[output.pieceOther[core] ?? -1] ?? "",
    };
  });
}
