import { describe, expect, test } from "vitest";
import { hasShared, sharedJson } from "../../test/support/shared.ts";
import {
  bell,
  type Decay,
  floatingCatchment,
  type Market,
  rationalAgents,
  staircase,
  threeStepCatchment,
  within,
} from "./accessibility.ts";
import { createRandom } from "./random.ts";

const oracle = "oracles/05-accessibility/access_pysal.json";
const absent = !hasShared(oracle);
type Numbers = Readonly<Record<string, number>>;
type Scenario = Readonly<Record<string, Numbers>> & { readonly inbound: number; readonly outbound: number };
interface Oracle {
  readonly hospital_example: {
    readonly tracts: readonly { readonly pop: number; readonly doc: number }[];
    readonly self_cost: number;
    readonly scenarios: readonly (Scenario & { readonly cross: number })[];
  };
  readonly grid12: Readonly<Record<string, readonly number[]>> & {
    readonly demand: readonly (readonly number[])[];
    readonly supply: readonly (readonly number[])[];
  };
}
const { hospital_example: hospital, grid12: grid }: Oracle = absent
  ? { hospital_example: { tracts: [], self_cost: 1, scenarios: [] }, grid12: { demand: [], supply: [] } }
  : sharedJson(oracle);

/** A market where every place of demand can get everywhere: `cost(i, j)` from demand i to supply j. */
function market(demand: readonly number[], supply: readonly number[], cost: (i: number, j: number) => number): Market {
  const pairs = supply.flatMap((_, j) =>
    demand.map((__, i) => [i, cost(i, j)] as const).filter(([, c]) => c < Infinity),
  );
  const start = [0];
  supply.forEach((_, j) => {
    start.push((start[j] ?? 0) + demand.filter((__, i) => cost(i, j) < Infinity).length);
  });
  return {
    demand: Float64Array.from(demand),
    supply: Float64Array.from(supply),
    costs: {
      start: Uint32Array.from(start),
      target: Uint32Array.from(pairs, ([i]) => i),
      cost: Float64Array.from(pairs, ([, c]) => c),
    },
  };
}

const inverse: Decay = (cost) => 1 / cost;
const cut =
  (limit: number, decay: Decay): Decay =>
  (cost) =>
    cost <= limit ? decay(cost) : 0;

function expectClose(got: Float64Array, wanted: readonly number[], digits: number): void {
  expect(got).toHaveLength(wanted.length);
  wanted.forEach((value, i) => {
    expect(got[i]).toBeCloseTo(value, digits);
  });
}

describe.skipIf(absent)("PySAL's hospitals (skipped where ../shared/oracles is absent)", () => {
  test.each(hospital.scenarios.map((scenario, k) => [k, scenario] as const))("scenario %d", (_, scenario) => {
    const costs = [
      [hospital.self_cost, scenario.cross, scenario.inbound],
      [scenario.cross, hospital.self_cost, scenario.inbound],
      [scenario.outbound, scenario.outbound, hospital.self_cost],
    ];
    const { tracts } = hospital;
    const of = (name: string) => [1, 2, 3].map((id) => scenario[name]?.[id] ?? Number.NaN);
    const example = market(
      tracts.map(({ pop }) => pop),
      tracts.map(({ doc }) => doc),
      (i, j) => costs[i]?.[j] ?? Infinity,
    );
    expectClose(floatingCatchment(example, within(61)), of("two_stage_fca_binary_max61"), 12);
    expectClose(floatingCatchment(example, cut(61, inverse)), of("two_stage_fca_gravity_inv_max61"), 12);
    const steps = staircase([
      [20, 1],
      [40, 0.68],
      [60, 0.22],
    ]);
    expectClose(floatingCatchment(example, steps), of("e2sfca_step_20_40_60"), 12);
    expectClose(threeStepCatchment(example, inverse, 61), of("three_stage_fca_gravity_max61"), 12);
    expectClose(rationalAgents(example, { tau: 60 }), of("raam_tau60"), 2);
  });
});

describe.skipIf(absent)("PySAL's grid of 144 (skipped where ../shared/oracles is absent)", () => {
  const places = new Map(grid.demand.map(([id = 0, row = 0, column = 0]) => [id, [row, column] as const]));
  const supply = [...grid.supply].sort(([a = 0], [b = 0]) => (a % 128) - (b % 128));
  const example = market(
    grid.demand.map(([, , , value = 0]) => value),
    supply.map(([, value = 0]) => value),
    (i, j) => {
      const [, r1 = 0, c1 = 0] = grid.demand[i] ?? [];
      const [r2, c2] = places.get(supply[j]?.[0] ?? 0) ?? [0, 0];
      return Math.hypot(r1 - r2, c1 - c2);
    },
  );
  const of = (name: string) => grid[name] ?? [];

  test("two steps, enhanced, bell and three steps agree", () => {
    expectClose(floatingCatchment(example, within(3)), of("two_stage_fca_max3"), 12);
    const steps = staircase([
      [2, 1],
      [4, 0.68],
      [6, 0.22],
    ]);
    expectClose(floatingCatchment(example, steps), of("e2sfca_step_2_4_6"), 12);
    expectClose(floatingCatchment(example, cut(8, bell(3))), of("e2sfca_gaussian_sigma3"), 12);
    expectClose(threeStepCatchment(example, bell(3), 8), of("three_stage_gaussian3_max8"), 12);
  });

  test("rational agents agree to the last digit, ties in PySAL's order of places (its set of ids)", () => {
    expectClose(rationalAgents(example, { tau: 5 }), of("raam_tau5"), 12);
  });
});

test("supply is conserved: Σ demand · access is the supply that anyone reaches", () => {
  const random = createRandom(6, "access");
  for (let round = 0; round < 50; round++) {
    const demand = Array.from({ length: 40 }, () => random.below(100));
    const supply = Array.from({ length: 8 }, () => random.between(0, 30));
    const table = demand.map(() => supply.map(() => (random.chance(0.3) ? Infinity : random.between(0, 100))));
    const one = market(demand, supply, (i, j) => table[i]?.[j] ?? Infinity);
    for (const decay of [
      within(50),
      bell(20),
      staircase([
        [30, 1],
        [60, 0.4],
      ]),
    ]) {
      const reached = supply.reduce((sum, value, j) => {
        const claimed = demand.reduce(
          (total, people, i) => total + people * (table[i]?.[j] === Infinity ? 0 : decay(table[i]?.[j] ?? 0)),
          0,
        );
        return claimed > 0 ? sum + value : sum;
      }, 0);
      for (const access of [floatingCatchment(one, decay), threeStepCatchment(one, decay)]) {
        expect(access.reduce((sum, value, i) => sum + value * (demand[i] ?? 0), 0)).toBeCloseTo(reached, 8);
      }
    }
  }
});

test("nobody, nothing and out of reach give 0 access, and no cost to rational agents", () => {
  const none = market([10, 0, 5], [0, 3], (i, j) => (i === 2 || j === 0 ? Infinity : 1));
  expect([...floatingCatchment(none, within(5))]).toEqual([0.3, 0.3, 0]);
  expect([...rationalAgents(none, { tau: 10 })].map(Number.isNaN)).toEqual([false, true, true]);
});
