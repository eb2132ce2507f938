import { describe, expect, test } from "vitest";
import { areasOf, hasDataset, localEngine, openFolder } from "../../../../test/support/open-folder.ts";
import type { AnalysisSettings } from "../../../domain/document.ts";
import { boundaryTablesOf } from "../../../state/boundary-tables.ts";
import { cityOf } from "../../../state/city-tables.ts";
import { defectKinds } from "../kernel/defect-kinds.ts";
import { crossingCells, cutByCells, cutEstates, estatesOfOneCell } from "./cells.ts";
import { computeBoundary } from "./compute.ts";
import { pickAt } from "./pick.ts";
import { settingsOf } from "./settings.ts";

async function pageOf(id: string, boundary: AnalysisSettings) {
  const { handle, manifest } = openFolder(id);
  const areas = await areasOf(handle);
  const settings = settingsOf({ analyses: { boundary } });
  const input = { city: () => cityOf(handle), tables: () => boundaryTablesOf(handle), manifest, areas, settings };
  const context = { signal: new AbortController().signal, onProgress: () => {} };
  return computeBoundary(input, localEngine, context);
}

const sum = (values: Iterable<number>) => [...values].reduce((all, value) => all + value, 0);

const noSample = !hasDataset("sample");
if (noSample) console.warn("The sample town has not been built into public/data: its borders are not checked.");

describe.skipIf(noSample)("the sample town", () => {
  test("has no defect on any level", async () => {
    const { checks } = await pageOf("sample", {});
    expect([...(checks ?? [])].map(([level, { kind, totals }]) => [level, [...kind], [...totals]])).toEqual(
      ["street_town", "basic_unit", "community", "duty_grid", "cell"].map((level) => [level, [], [0, 0]]),
    );
  });

  test("communities over duty grids: sizes and residents add up both ways", async () => {
    const { cross } = await pageOf("sample", { page: "cross" });
    if (!cross) throw new Error("nothing was laid over each other");
    expect([cross.one.level, cross.other.level]).toEqual(["community", "duty_grid"]);
    const { output, one, residents } = cross;
    expect(sum(output.pairM2) / 1e6 / sum(one.areaKm2)).toBeCloseTo(1, 6);
    expect(sum(output.pairPeople) / sum(residents.people)).toBeCloseTo(1, 6);
    expect(Math.max(...output.pieceGrid)).toBe(output.gridCore.length - 1);
    for (const [piece, grid] of output.pieceGrid.entries())
      expect(output.pieceOne[output.gridCore[grid] ?? -1]).toBe(output.pieceOne[piece]);
  });

  test("its estates and lanes are in one community each; police precincts are not in the data", async () => {
    const { known } = await pageOf("sample", { page: "known" });
    expect(known?.police).toEqual({ state: "not-assessed", why: "no-precincts", count: 1 });
    for (const finding of [known?.estates, known?.buildings, known?.lanes]) {
      if (finding?.state !== "assessed") throw new Error("it was not assessed");
      expect(finding.looked).toBeGreaterThan(100);
      expect(finding.found.map(({ name, parts }) => [name, parts])).toEqual([]);
    }
  });

  test("communities under several work stations: parts are of different stations and make up the community", async () => {
    const { known } = await pageOf("sample", { page: "known" });
    if (known?.stations.state !== "assessed") throw new Error("it was not assessed");
    expect(known.stations.areas.names).toHaveLength(6);
    expect(known.stations.found.length).toBeGreaterThan(0);
    for (const { parts } of known.stations.found) {
      expect(new Set(parts.map(({ area }) => area)).size).toBe(parts.length);
      expect(sum(parts.map(({ share }) => share))).toBeCloseTo(1, 1);
    }
  });

  test("its unit cells cross no community, have codes of 15 digits and run west to east, north to south", async () => {
    const { cells } = await pageOf("sample", { page: "cells" });
    if (!cells) throw new Error("there are no cells");
    expect(crossingCells(cells, 0.001)).toEqual([]);
    expect(cells.broken.filter(({ rule }) => rule !== "small" && rule !== "large")).toEqual([]);
    expect(cells.broken.length).toBeLessThan(0.2 * cells.table.rows);
    expect([...cells.seams.kind]).toEqual([]);
  });

  test("its unit cells cut no building and no estate of their size", async () => {
    const { cells } = await pageOf("sample", { page: "cells" });
    if (!cells?.buildings || !cells.estates) throw new Error("there are no outlines");
    expect(cells.buildings.outlines.names.length).toBeGreaterThan(1000);
    const estates = cutEstates(cells.estates, 0.01);
    expect(cutByCells(cells.buildings, 0.01)).toEqual([]);
    expect(estates).toEqual([]);
    expect(estatesOfOneCell(cells.estates)).toBeGreaterThan(10);
  });
});

const noWashington = !hasDataset("washington-dc");
if (noWashington) console.warn("Washington has not been built into public/data: its borders are not checked.");

describe.skipIf(noWashington)("Washington", () => {
  test("its neighbourhood clusters overlap and leave gaps; the other levels are clean", async () => {
    const { checks } = await pageOf("washington-dc", {});
    const faces = (kind: "overlap" | "gap") =>
      [...(checks ?? [])].map(([level, output]) => [
        level,
        output.kind.filter((code) => defectKinds[code] === kind).length,
      ]);
    const none = { street_town: 0, basic_unit: 0, duty_grid: 0, micro_grid: 0 };
    expect(Object.fromEntries(faces("overlap"))).toEqual({ ...none, community: 13 });
    expect(Object.fromEntries(faces("gap"))).toEqual({ ...none, community: 11 });
  });

  test("a click in a gap or beside a place chooses its row", async () => {
    const result = await pageOf("washington-dc", { level: "community" });
    const output = result.checks?.get("community");
    if (!output) throw new Error("the level was not checked");
    for (const row of output.kind.keys()) {
      const [lon = 0, lat = 0] = [output.lon[row], output.lat[row]];
      const picked = pickAt(result, { lon, lat, reachMetres: 1 });
      expect(picked?.list).toBe("");
      const other = picked?.row ?? -1;
      const near = Math.hypot((output.lon[other] ?? 0) - lon, (output.lat[other] ?? 0) - lat);
      expect(other === row || near < 0.02).toBe(true);
    }
    expect(pickAt(result, { lon: -77.2, lat: 38.7, reachMetres: 50 })).toBeNull();
  });

  test("police service areas reach across wards", async () => {
    const { known } = await pageOf("washington-dc", { page: "known" });
    expect(known?.policeLevel?.level).toBe("basic_unit");
    if (known?.police.state !== "assessed") throw new Error("it was not assessed");
    expect(known.police.found.length).toBeGreaterThan(5);
    for (const { parts } of known.police.found) expect(sum(parts.map(({ share }) => share))).toBeLessThan(1 + 1e-9);
    expect(known.estates).toMatchObject({ state: "not-assessed", why: "no-estates" });
  });
});
