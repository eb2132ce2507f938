import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import type { PlaceTable } from "../domain/area-table.ts";
import { cameraSymbolIndex } from "./cameras/style.ts";
import { facilityGroupIndex, facilityGroups, facilitySymbols } from "./facilities/groups.ts";
import { layerKinds } from "./index.ts";

function places(kind: readonly string[]): PlaceTable {
  const coordinates = new Float64Array(kind.length);
  return { rows: kind.length, ids: kind, names: kind, lon: coordinates, lat: coordinates, kind };
}

const theme = { theme: "light" } as const;
const counts = (stops: readonly { code?: string; count?: number }[] = []) =>
  stops.map(({ code, count }) => [code, count]);

test("the registry names exactly the folders of layer kinds, each under its own id", () => {
  const folders = readdirSync(new URL(".", import.meta.url), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== "gl")
    .map(({ name }) => name);
  expect(Object.keys(layerKinds).sort()).toEqual(folders.sort());
  for (const [id, kind] of Object.entries(layerKinds)) expect(kind.id).toBe(id);
});

test("the camera legend has the statuses that occur", () => {
  const legend = layerKinds.cameras.legend(places(["online", "fault", "online"]), theme);
  expect(counts(legend?.stops)).toEqual([
    ["online", 2],
    ["fault", 1],
  ]);
  expect(cameraSymbolIndex("never heard of")).toBe(0);
});

test("the facility legend has the groups that occur, unknown types among the others", () => {
  const legend = layerKinds.facilities.legend(places(["bank", "mall", "hospital", "xyz"]), theme);
  expect(counts(legend?.stops)).toEqual([
    ["health", 1],
    ["commerce", 2],
    ["other", 1],
  ]);
});

test("every group has a shape of its own", () => {
  const symbols = facilitySymbols("dark");
  expect(symbols.map(({ code }) => code)).toEqual(facilityGroups);
  expect(new Set(symbols.map(({ path }) => path)).size).toBe(symbols.length);
  expect(facilityGroups[facilityGroupIndex("police_station")]).toBe("order");
});

test("case points tell their names apart by colour", () => {
  const data = {
    length: 3,
    positions: new Float64Array(6),
    codes: Uint8Array.from([1, 1, 0]),
    names: ["late", "on_time", "none"],
  };
  const legend = layerKinds["case-points"].legend(data, theme);
  expect(counts(legend?.stops)).toEqual([
    ["late", 1],
    ["on_time", 2],
  ]);
  expect(new Set(legend?.stops.map(({ colour }) => colour)).size).toBe(2);
});

test("nothing has no legend", () => {
  for (const id of ["cameras", "facilities", "stations"] as const)
    expect(layerKinds[id].legend(places([]), theme)).toBeNull();
  expect(layerKinds.boundaries.legend([], theme)).toBeNull();
  expect(layerKinds.labels.legend([], theme)).toBeNull();
});
