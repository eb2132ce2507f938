import { lineSet, polygonSet } from "../lib/polygon-set.ts";
import { remembered } from "../lib/remembered.ts";
import type { BaseMap } from "../map/base.ts";
import type { BaseFeatures } from "../state/read-tables.ts";

/** The base map of a dataset's features, with its buildings or without. */
export function baseMapOf(features: BaseFeatures, withBuildings: boolean): BaseMap {
  return remembered(features, `base map ${withBuildings}`, () => made(features, withBuildings));
}

function made({ basemap, roads, buildings }: BaseFeatures, withBuildings: boolean): BaseMap {
  const ofKind = (kind: string) => basemap.shapes.filter((_, row) => basemap.kinds[row] === kind);
  return {
    water: polygonSet(ofKind("water")),
    green: polygonSet(ofKind("green")),
    estates: polygonSet(ofKind("estate")),
    railway: lineSet(ofKind("railway")),
    ...(withBuildings && { buildings: polygonSet(buildings.shapes) }),
    roads: { lines: lineSet(roads.shapes), classes: roads.classes },
  };
}
