import { beforeAll, describe, expect, test } from "vitest";
import { areasOf, hasDataset, localEngine, openFolder } from "../../../../test/support/open-folder.ts";
import { defaultParams } from "../../../domain/analysis.ts";
import { noFilters } from "../../../domain/filters.ts";
import { createPlan } from "../../../lib/plan.ts";
import { packPlan, unpackPlan } from "../../../lib/plan-code.ts";
import { unitsOfPlan } from "../../../lib/regions/combine.ts";
import { objectives } from "../../../lib/regions/objectives.ts";
import { rankUnits } from "../../../lib/regions/rank.ts";
import { cityOf } from "../../../state/city-tables.ts";
import { drawPlans } from "../../../state/districting.ts";
import { baseFeatures } from "../../../state/read-tables.ts";
import { unitTablesOf } from "../../../state/unit-tables.ts";
import { measureAt } from "../kernel/measures.ts";
import { params } from "../kernel/params.ts";
import { readArrivals } from "./arrivals.ts";
import { type Atoms, loadAtoms } from "./atoms.ts";
import { judgePlan, todayPlan } from "./judged.ts";
import { districtingInput, proposeParams } from "./propose.ts";
import { settingsOf } from "./settings.ts";

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

  test("a plan of it comes back from the link", () => {
    const text = packPlan(atoms.base.unit, atoms.graph, atoms.table.ids);
    expect(text.length).toBeLessThan(400);
    expect(unpackPlan(text, atoms.graph, atoms.table.ids)).toEqual({ unit: atoms.base.unit });
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
    const plans = await drawPlans(localEngine, districtingInput(atoms, atoms.base.unit, scope), {
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
