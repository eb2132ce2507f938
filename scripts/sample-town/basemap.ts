import type { RawTable } from "../dataset/types.ts";
import { outlines } from "./areas.ts";
import { halfWidths } from "./buildings.ts";
import { lineToGeoJson, ringsToGeoJson } from "./geo-json.ts";
import { bandAround, type Point, type Ring } from "./geometry.ts";
import type { Parcel } from "./model.ts";
import { town as names } from "./names.ts";
import type { Town } from "./town.ts";

/** Land, waters, greens, the railway and the estates, for the base map. */
export function basemapRows(town: Town): RawTable {
  const rows: { kind: string; name: string | null; geometry: unknown }[] = [];
  const area = (kind: string, name: string | null, rings: readonly (readonly Ring[])[]) =>
    rows.push({ kind, name, geometry: ringsToGeoJson(rings) });
  area("land", names.name["zh-CN"], [[town.outline]]);
  area("green", null, [[bandAround(town.river, (i) => halfWidths.river + 13 + 4 * Math.sin(i * 0.7))]]);
  area("green", null, [[bandAround(town.canal, () => halfWidths.canal + 9)]]);
  addGrounds(town, area);
  area("water", names.river, [[bandAround(town.river, (i) => halfWidths.river + 2 * Math.sin(i * 0.45))]]);
  area("water", names.canal, [[bandAround(town.canal, () => halfWidths.canal)]]);
  rows.push({ kind: "railway", name: names.rail, geometry: lineToGeoJson(town.rail) });
  return {
    feature_id: rows.map((_, i) => `M${String(i + 1).padStart(4, "0")}`),
    kind: rows.map((row) => row.kind),
    name: rows.map((row) => row.name),
    geometry: rows.map((row) => row.geometry),
  };
}

type AddArea = (kind: string, name: string | null, rings: readonly (readonly Ring[])[]) => void;

function addGrounds(town: Town, area: AddArea): void {
  const { parcels, estates } = town.land;
  for (const estate of estates) {
    area(
      "estate",
      estate.name,
      outlines(parcels, (i) => parcels[i].estate === estate.index),
    );
  }
  const greens = parcels.filter((parcel) => parcel.use === "park");
  for (const block of new Set(greens.map((parcel) => parcel.block))) {
    const members = greens.filter((parcel) => parcel.block === block);
    const name = `${town.addresses.ofParcel(members[0]).replace(/[路街]?[0-9]*[号弄]?$/, "")}公园`;
    area(
      "green",
      name,
      outlines(parcels, (i) => parcels[i].use === "park" && parcels[i].block === block),
    );
  }
  const largest = greens.reduce((a, b) => (b.areaM2 > a.areaM2 ? b : a));
  area("water", "和平湖", [[pond(largest)]]);
  for (const parcel of parcels) {
    if (!["primary_school", "middle_school"].includes(parcel.use)) continue;
    area("green", null, [[playground(town, parcel.index)]]);
  }
}

/** A pond with a soft shore in the middle of a park. */
function pond({ centre, areaM2 }: Parcel): Point[] {
  const size = Math.sqrt(areaM2) * 0.24;
  return Array.from({ length: 40 }, (_, i): Point => {
    const turn = (i / 40) * 2 * Math.PI;
    const radius = size * (1 + 0.22 * Math.sin(2 * turn + 0.6) + 0.1 * Math.sin(3 * turn));
    return [centre[0] + Math.cos(turn) * radius * 1.25, centre[1] + Math.sin(turn) * radius * 0.8];
  });
}

/** A running track in the south of a school's ground. */
function playground(town: Town, index: number): Point[] {
  const { centre, angle, areaM2 } = town.land.parcels[index];
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const size = Math.sqrt(areaM2);
  const [straight, radius] = [size * 0.19, size * 0.115];
  const south = -size * 0.17;
  return Array.from({ length: 28 }, (_, i): Point => {
    const turn = (i / 28) * 2 * Math.PI;
    const x = Math.cos(turn) * radius + Math.sign(Math.cos(turn)) * straight;
    const y = Math.sin(turn) * radius + south;
    return [centre[0] + x * cos - y * sin, centre[1] + x * sin + y * cos];
  });
}
