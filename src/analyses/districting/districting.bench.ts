import {
  gridAtoms,
  planInput,
  washingtonBlockGroups,
  washingtonLayers,
  washingtonWard,
} from "../../../test/support/atoms.ts";
import { hasShared } from "../../../test/support/shared.ts";
import { defaultParams } from "../../domain/analysis.ts";
import { drain } from "../../engine/drive.ts";
import { createRandom } from "../../lib/random.ts";
import type { Atoms } from "../../lib/regions/atoms.ts";
import { combineParts } from "../../lib/regions/combine.ts";
import { Plan } from "../../lib/regions/plan.ts";
import { Recombination } from "../../lib/regions/recom.ts";
import { type TreeKind, TreeSampler } from "../../lib/regions/trees.ts";
import { type Params, params } from "./kernel/params.ts";
import { type Input, run } from "./kernel.ts";

interface Row {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly promise?: string;
}

const units = 8;

/** Steps of recombination in a second, the plan's values kept up to date. */
function stepsPerSecond(atoms: Atoms, kind: TreeKind, steps: number): number {
  const shares = new Float64Array(units).fill(1 / units);
  const plan = new Plan(atoms, { shares, compactness: "polsby-popper", active: new Uint8Array(8).fill(1) });
  const tools = { sampler: new TreeSampler(atoms, kind, 3), random: createRandom(1) };
  const recom = new Recombination(atoms, { shares, tolerance: 0.05 }, tools);
  let first = recom.start();
  while (!first) first = recom.start();
  plan.load(first);
  const values = new Float64Array(8);
  const started = performance.now();
  for (let s = 0; s < steps; s++) {
    recom.step(plan);
    plan.values(values);
  }
  return (1000 * steps) / (performance.now() - started);
}

/**
 * Milliseconds of the half of the chains that one of two workers does, the other doing the other half beside it, and of
 * putting both together.
 */
function onTwoCores(input: Input, own: Params): { ms: number; distinct: number; plans: number } {
  const half = (from: number) => drain(run({ ...input, range: Uint32Array.of(from, from + 20) }, own));
  const started = performance.now();
  const first = half(0);
  const between = performance.now();
  const second = half(20);
  const done = performance.now();
  const all = combineParts([first, second], own.keep);
  const longer = Math.max(between - started, done - between);
  return { ms: longer + performance.now() - done, distinct: all.distinct, plans: all.planScore.length };
}

/** Plans on grids and on Washington's block groups and districts, on one thread and as on two cores. */
export async function benches(): Promise<Row[]> {
  const [small, large] = [gridAtoms(25, 18), gridAtoms(100, 50)];
  const rows: Row[] = (["random-mst", "wilson"] as const).flatMap((kind) => [
    {
      name: `ReCom, 450 atoms in 8 units (${kind})`,
      value: stepsPerSecond(small, kind, 3000),
      unit: "steps/s",
      promise: "≥ 1500",
    },
    {
      name: `ReCom, 5,000 atoms in 8 units (${kind})`,
      value: stepsPerSecond(large, kind, 200),
      unit: "steps/s",
      promise: "≥ 150",
    },
  ]);
  if (!hasShared(washingtonLayers.blockGroups)) return rows;
  const base = { ...defaultParams(params), task: "redraw", units, limitResidents: 0.03 } as const;
  const city = planInput(washingtonBlockGroups());
  const eight = onTwoCores(city, base);
  const ensemble = onTwoCores(city, { ...base, method: "ensemble", plans: 10_000 });
  const ward = washingtonWard("1");
  const halves = onTwoCores(planInput(ward.atoms, { scope: ward.scope }), { ...base, task: "split", units: 2 });
  return [
    ...rows,
    { name: "Washington in 8 units within 3 %, two cores", value: eight.ms, unit: "ms", promise: "≤ 10,000" },
    { name: "Washington in 8 units: plans kept", value: eight.plans, unit: "plans", promise: "≥ 200" },
    { name: "Washington, ensemble of 10,000 plans, two cores", value: ensemble.ms, unit: "ms", promise: "≤ 15,000" },
    { name: "Washington, ensemble: distinct plans", value: ensemble.distinct, unit: "plans", promise: "≥ 200" },
    { name: "A ward of 37 districts in two, two cores", value: halves.ms, unit: "ms", promise: "≤ 5000" },
    { name: "A ward of 37 districts in two: alternatives", value: halves.plans, unit: "plans", promise: "≥ 200" },
  ];
}
