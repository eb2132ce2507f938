import type { AreaTable } from "../domain/area-table.ts";
import { type AreaLevel, roadClasses } from "../domain/vocabulary.ts";
import { roadLabels } from "../layers/labels/road-labels.ts";
import type { Label } from "../layers/labels/style.ts";
import { labelPoints, lineSet, polygonSet } from "../lib/polygon-set.ts";
import { remembered } from "../lib/remembered.ts";
import type { BaseFeatures } from "./read-tables.ts";
import type { Session } from "./store.ts";

/** The names on the map: areas of the level that is counted by (not the many unit cells), estates, waters and roads. */
export function mapLabels({ areas, base }: Session, level: AreaLevel | null): readonly Label[] {
  const table = level && level !== "cell" ? areas.get(level) : undefined;
  return remembered(base ?? areas, `labels ${level}`, () => [
    ...(table ? areaLabels(table) : []),
    ...(base ? baseLabels(base) : []),
  ]);
}

function areaLabels({ names, labelPoints: points, areaKm2 }: AreaTable): Label[] {
  return names
    .map((text, row) => ({
      text,
      lon: points[2 * row] ?? Number.NaN,
      lat: points[2 * row + 1] ?? Number.NaN,
      kind: "area" as const,
      rank: areaKm2[row] ?? 0,
    }))
    .filter(({ lon }) => !Number.isNaN(lon));
}

function baseLabels(base: BaseFeatures): readonly Label[] {
  return remembered(base, "labels", () => [
    ...featureLabels(base, "estate"),
    ...featureLabels(base, "water"),
    ...namedRoads(base),
  ]);
}

function featureLabels({ basemap: { kinds, names, shapes } }: BaseFeatures, kind: "estate" | "water"): Label[] {
  const rows = kinds.flatMap((is, row) => (is === kind && names[row] !== "" ? [row] : []));
  const points = labelPoints(polygonSet(rows.flatMap((row) => shapes[row] ?? [])));
  return rows
    .map((row, i) => ({
      text: names[row] ?? "",
      lon: points[2 * i] ?? Number.NaN,
      lat: points[2 * i + 1] ?? Number.NaN,
      kind,
      rank: shapes[row]?.coords.length ?? 0,
    }))
    .filter(({ lon }) => !Number.isNaN(lon));
}

function namedRoads({ roads: { classes, names, shapes } }: BaseFeatures): Label[] {
  const known: readonly string[] = roadClasses;
  const ranks = classes.map((name) => known.length - known.indexOf(name));
  return roadLabels({ lines: lineSet(shapes), names, ranks });
}
