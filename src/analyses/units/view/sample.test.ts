import { parquetMetadataAsync } from "hyparquet";
import { beforeAll, describe, expect, test } from "vitest";
import { bytesOf, provenanceFor, wasm } from "../../../../test/support/export-tables.ts";
import { areasOf, hasDataset, localEngine, openFolder } from "../../../../test/support/open-folder.ts";
import { writeTable } from "../../../data/export/formats.ts";
import { defaultParams } from "../../../domain/analysis.ts";
import { noFilters } from "../../../domain/filters.ts";
import { metresPerDegree, polygonAreaM2 } from "../../../lib/geodesy.ts";
import { createPlan } from "../../../lib/plan.ts";
import { packPlan, unpackPlan } from "../../../lib/plan-code.ts";
import { unitsOfPlan } from "../../../lib/regions/combine.ts";
import { objectives } from "../../../lib/regions/objectives.ts";
import { rankUnits } from "../../../lib/regions/rank.ts";
import { cityOf } from "../../../state/city-tables.ts";
import { drawPlans } from "../../../state/districting.ts";
import { pageOfShapes } from "../../../state/geoparquet.ts";
import { baseFeatures } from "../../../state/read-tables.ts";
import { unitTablesOf } from "../../../state/unit-tables.ts";
import { measureAt } from "../kernel/measures.ts";
import { params } from "../kernel/params.ts";
import { readArrivals } from "./arrivals.ts";
import { type Atoms, loadAtoms } from "./atoms.ts";
import { unitsTable } from "./export-plan.ts";
import { judgePlan, todayPlan } from "./judged.ts";
import { districtingInput, proposeParams } from "./propose.ts";
import { settingsOf } from "./settings.ts";
import { travelCosts } from "./travel-costs.ts";
import { wholeGroups } from "./whole-groups.ts";

const context = { signal: new AbortController().signal, onProgress: () => {} };
const noCounts = { areaOutcomes: null, areaMedianHours: null, lon: null, lat: null };

async function townAtoms(baseLevel: "community" | "basic_unit"): Promise<Atoms> {
  const { handle, manifest } = openFolder("sample");
  const areas = await areasOf(handle);
  const [basemap, road_edges] = await Promise.all([
    handle.columns("basemap", ["kind", "name", "geometry"]),
    handle.columns("road_edges", ["class", "name", "geometry"]),
  ]);
  const input = {
    city: () => cityOf(handle),
    tables: () => unitTablesOf(handle),
    areas,
    base: baseFeatures({ basemap, road_edges }),
    atomLevel: null,
    baseLevel,
    params: defaultParams(params),
    filters: noFilters,
    window: [0, 2 ** 32] as const,
    categories: [],
    dataVersion: manifest.dataVersion,
    bridges: "",
  };
  const atoms = await loadAtoms(input, { engine: localEngine, count: async () => [noCounts] }, context);
  if (!atoms) throw new Error("the sample town has no atoms");
  await readArrivals(atoms, handle);
  return atoms;
}

const absent = !hasDataset("sample");
if (absent) console.warn("The sample town has not been built into public/data: units of it are not tested.");

describe.skipIf(absent)("the sample town", () => {
  let atoms: Atoms;
  beforeAll(async () => {
    atoms = await townAtoms("community");
  });

  test("has 737 cells as atoms, whose communities are whole and bordered by streets", () => {
    const plan = todayPlan(atoms);
    const judged = judgePlan(atoms, plan, settingsOf({ analyses: {} }));
    expect(atoms.count).toBe(737);
    expect(judged.units.map(({ figures }) => figures.parts)).toEqual(new Array(12).fill(1));
    expect(judged.linedShare).toBeGreaterThan(0.9);
    expect(judged.residents).toBeCloseTo(150_000, -3);
    expect(judged.units.every(({ facts }) => (facts.p90Minutes ?? 0) > 0)).toBe(true);
  });

  test("ways to centres and from stations follow the roads, and are longer than the straight way", async () => {
    const { accessMetres, responseSeconds, access, response } = await travelCosts(atoms, localEngine, context);
    expect([access.sites, response.sites]).toEqual([14, 6]);
    expect(access.byRoad).toBeGreaterThan(0.98 * atoms.count);
    expect(response.byRoad).toBeGreaterThan(0.98 * atoms.count);
    expect([accessMetres.length, responseSeconds.length]).toEqual([14 * 737, 6 * 737]);
    const { labelPoints } = atoms.table;
    const grids = atoms.input.areas.get("duty_grid")?.labelPoints ?? new Float64Array();
    const scale = metresPerDegree(labelPoints[1] ?? 0);
    let longer = 0;
    for (let a = 0; a < atoms.count; a++) {
      for (let s = 0; s < 14; s++) {
        const [x, y] = [0, 1].map((axis) => (labelPoints[2 * a + axis] ?? 0) - (grids[2 * s + axis] ?? 0));
        const straight = Math.hypot((x ?? 0) * scale.lon, (y ?? 0) * scale.lat);
        if ((accessMetres[14 * a + s] ?? 0) >= straight - 1) longer++;
      }
    }
    expect(longer).toBe(14 * 737);
    expect(responseSeconds.every((seconds) => seconds > 0 && seconds < 3600)).toBe(true);
  });

  test("its units are GeoParquet that another program reads: shapes, figures, no value where there is none", async () => {
    const plan = todayPlan(atoms);
    const settings = settingsOf({ analyses: {} });
    const judged = judgePlan(atoms, plan, settings);
    const nameOf = (unit: number) => atoms.base.names[unit] ?? "";
    const table = unitsTable({ atoms, plan, judged, settings, nameOf, simulated: true });
    const { fields, page } = pageOfShapes(table);
    const source = {
      name: table.name,
      fields,
      pages: (async function* () {
        yield page;
      })(),
    };
    const provenance = provenanceFor(page.rows, table.name);
    const bytes = await bytesOf(writeTable(source, { format: "geoparquet", provenance, wasm }));
    const file = { byteLength: bytes.byteLength, slice: (from: number, to?: number) => bytes.buffer.slice(from, to) };
    const metadata = await parquetMetadataAsync(file);
    const geo = metadata.key_value_metadata?.find(({ key }) => key === "geo")?.value ?? "";
    expect(JSON.parse(geo)).toMatchObject({ version: "1.1.0", columns: { geometry: { encoding: "WKB" } } });
    expect(Number(metadata.num_rows)).toBe(12);
    const areas = table.shapes.map((shape) => polygonAreaM2(shape) / 1e6);
    judged.units.forEach(({ figures }, u) => expect(areas[u]).toBeCloseTo(figures.areaKm2, 4));
  });

  test("what the dataset can tell of a condition is taken, what it cannot is not assessed", () => {
    const settings = settingsOf({ analyses: { units: { preset: "beijing_2021_other" } } });
    const plan = todayPlan(atoms);
    const of = (own: Atoms, id: string) =>
      judgePlan(own, plan, settings).units[0]?.judgement.conditions.find((condition) => condition.id === id);
    expect(of(atoms, "X5d")).toMatchObject({ state: "met", figure: 1, least: 0.6 });
    for (const id of ["X1", "X5c"]) expect(of(atoms, id)).toMatchObject({ state: "unassessed", figure: null });
    const [first = ""] = atoms.base.ids;
    const facts = new Map(atoms.tables.facts);
    const told = facts.get(first);
    if (!told) throw new Error("the community is not in the areas");
    facts.set(first, { ...told, kind: "village", urbanBorderShare: 0.45 });
    atoms.table.ids.forEach((id, a) => {
      const own = facts.get(id);
      if (own && atoms.base.unit[a] === 0) facts.set(id, { ...own, urbanisation: 0.7 });
    });
    const more = { ...atoms, tables: { ...atoms.tables, facts } };
    expect(of(more, "X1")).toMatchObject({ state: "met", figure: 0.45 });
    expect(of(more, "X5c")?.state).toBe("missed");
    expect(of(more, "X5c")?.figure).toBeCloseTo(0.7, 9);
    expect(of(more, "X5d")).toMatchObject({ state: "missed", figure: 0 });
  });

  test("estates that lie in several cells are what plans should not cut; its lanes are borders of cells", () => {
    const { groupStart, groupAtom } = wholeGroups(atoms);
    const sizes = Array.from(groupStart.subarray(1), (end, g) => end - (groupStart[g] ?? 0));
    expect(sizes.every((size) => size > 1)).toBe(true);
    expect(groupAtom.every((atom) => atom < atoms.count)).toBe(true);
    const { base } = atoms.input;
    const noRoads = base && { ...base, roads: { classes: [], names: [], shapes: [] } };
    const estates = wholeGroups({ ...atoms, input: { base: noRoads } }).groupWeight.length;
    expect(estates).toBeGreaterThan(0);
    expect(sizes).toHaveLength(estates);
  });

  test("a plan of it comes back from the link", () => {
    const text = packPlan(atoms.base.unit, atoms.ownGraph, atoms.table.ids);
    expect(text.length).toBeLessThan(400);
    expect(unpackPlan(text, atoms.ownGraph, atoms.table.ids)).toEqual({ unit: atoms.base.unit });
  });

  test("the planted overloaded community comes first, and splits within 5 % along streets", async () => {
    const plan = todayPlan(atoms);
    const judged = judgePlan(atoms, plan, settingsOf({ analyses: {} }));
    const figures = judged.units.map((unit) => unit.figures);
    const [worst] = rankUnits({
      residents: figures.map(({ residents }) => residents),
      workload: figures.map(({ workHours }) => workHours),
      areaM2: figures.map(({ areaKm2 }) => areaKm2),
    });
    const unit = figures[worst?.unit ?? -1]?.unit ?? -1;
    expect(atoms.base.ids[unit]).toBe("310106188003");
    const scope = Uint8Array.from(atoms.base.unit, (own) => (own === unit ? 1 : 0));
    const costs = await travelCosts(atoms, localEngine, context);
    const plans = await drawPlans(localEngine, districtingInput(atoms, { today: atoms.base.unit, scope, costs }), {
      params: { ...defaultParams(proposeParams), plans: 400, moves: 20_000 },
    });
    const split = Uint16Array.from(unitsOfPlan(plans, 0), (part, a) =>
      part === 65_535 ? (atoms.base.unit[a] ?? 0) : part === 0 ? unit : 12,
    );
    const made = createPlan(atoms, split, 13);
    const [one, other] = [unit, 12].map((own) => made.sum(measureAt.residents, own));
    expect(Math.abs((one ?? 0) - (other ?? 0)) / ((one ?? 0) + (other ?? 0))).toBeLessThan(0.05);
    expect([unit, 12].map((own) => made.parts(own).length)).toEqual([1, 1]);
    expect(plans.planValues[objectives.indexOf("borders")]).toBeLessThan(0.1);
  });
});
