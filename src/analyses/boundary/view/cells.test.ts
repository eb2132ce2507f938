import { expect, test } from "vitest";
import { localEngine, type openFolder } from "../../../../test/support/open-folder.ts";
import type { AreaTable } from "../../../domain/area-table.ts";
import { metresPerDegree } from "../../../lib/geodesy.ts";
import { labelPoints, polygonSet } from "../../../lib/polygon-set.ts";
import type { FlatGeometry } from "../../../lib/wkb.ts";
import { breachesOf, cutByCells, cutEstates, estatesOfOneCell } from "./cells.ts";
import { computeBoundary } from "./compute.ts";
import { pickAt } from "./pick.ts";
import { settingsOf } from "./settings.ts";

const [lon0, lat0] = [121.4, 31.2];
const scale = metresPerDegree(lat0);

/** A rectangle in metres east and north of a corner. */
function rectangle(west: number, south: number, width: number, height: number): FlatGeometry {
  const x = (metres: number) => lon0 + metres / scale.lon;
  const y = (metres: number) => lat0 + metres / scale.lat;
  const [east, north] = [west + width, south + height];
  const corners = [west, south, east, south, east, north, west, north, west, south];
  const coords = Float64Array.from(corners, (metres, i) => (i % 2 === 0 ? x(metres) : y(metres)));
  return { kind: "Polygon", coords, ringEnds: [5], polygonEnds: [1] };
}

const place = (east: number, north: number) => ({ lon: lon0 + east / scale.lon, lat: lat0 + north / scale.lat });

/** Areas of a level with the columns that the check looks at. */
function areas(level: "cell" | "community", shapes: readonly FlatGeometry[], ids: readonly string[]): AreaTable {
  const polygons = polygonSet(shapes);
  const areaKm2 = Float64Array.from(shapes, () => 0.01);
  return {
    level,
    rows: ids.length,
    ids,
    names: ids,
    areaKm2,
    polygons,
    labelPoints: labelPoints(polygons),
  } as AreaTable;
}

/** Two cells of a hectare side by side in one community, with buildings and estates over them. */
async function checked(buildings: Record<string, FlatGeometry>, estates: Record<string, FlatGeometry>) {
  const ids = ["310106188001001", "310106188001002"];
  const cells = areas("cell", [rectangle(0, 0, 100, 100), rectangle(100, 0, 100, 100)], ids);
  const community = areas("community", [rectangle(0, 0, 200, 100)], ["310106188001"]);
  const named = (shapes: Record<string, FlatGeometry>) => ({
    names: Object.keys(shapes),
    polygons: polygonSet(Object.values(shapes)),
  });
  const tables = { footprints: named(buildings), estates: named(estates) };
  const input = {
    city: () => Promise.reject(new Error("no city is asked for")),
    tables: async () => tables as never, // unit cells need outlines only
    manifest: {} as ReturnType<typeof openFolder>["manifest"],
    areas: new Map([["community", community] as const, ["cell", cells] as const]),
    settings: settingsOf({ analyses: { boundary: { page: "cells" } } }),
  };
  const context = { signal: new AbortController().signal, onProgress: () => {} };
  const result = await computeBoundary(input, localEngine, context);
  if (!result.cells) throw new Error("there are no cells");
  return { result, cells: result.cells };
}

test("a building over the border of two cells is cut; one that reaches over by less than the share is not", async () => {
  const { cells, result } = await checked(
    { whole: rectangle(10, 10, 30, 20), cut: rectangle(90, 40, 20, 10), grazing: rectangle(80, 70, 20.1, 10) },
    {},
  );
  if (!cells.buildings) throw new Error("there are no buildings");
  const found = cutByCells(cells.buildings, 0.01);
  expect(found.map(({ name, parts }) => [name, parts.map(({ share }) => Math.round(100 * share))])).toEqual([
    ["cut", [50, 50]],
  ]);
  expect(cells.estates).toBeNull();
  const breaches = breachesOf(cells, 0.01);
  expect(breaches.map(({ rule, name, parts }) => [rule, name, parts])).toEqual([["building", "cut", 2]]);
  expect(pickAt(result, { ...place(101, 46), reachMetres: 5 })).toEqual({ list: "", row: 0 });
  expect(pickAt(result, { ...place(150, 10), reachMetres: 5 })).toBeNull();
});

test("an estate of a cell's size that lies in two is cut; a larger one has to be divided", async () => {
  const one = await checked({}, { small: rectangle(60, 0, 80, 100) });
  const large = await checked({}, { large: rectangle(20, 0, 160, 100), within: rectangle(0, 0, 15, 15) });
  const names = ({ estates }: typeof one.cells) => estates && cutEstates(estates, 0.01).map(({ name }) => name);
  expect([names(one.cells), names(large.cells)]).toEqual([["small"], []]);
  expect(large.cells.estates && estatesOfOneCell(large.cells.estates)).toBe(1);
  expect(breachesOf(one.cells, 0.01).map(({ rule }) => rule)).toEqual(["estate"]);
});

test("cells without outlines to look at are not assessed, and nothing is said of them", async () => {
  const { cells } = await checked({}, {});
  expect([cells.buildings, cells.estates]).toEqual([null, null]);
  expect([...cells.seams.kind]).toEqual([]);
  expect(breachesOf(cells, 0.01)).toEqual([]);
});
