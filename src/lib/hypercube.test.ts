import { describe, expect, test } from "vitest";
import { hasShared, sharedJson } from "../../test/support/shared.ts";
import { erlangB, erlangC } from "./erlang.ts";
import { approximateHypercube, correctionFactor, exactHypercube, hypercube } from "./hypercube.ts";
import { createRandom } from "./random.ts";

const oracle = "oracles/10-staffing/hypercube_larson.json";
interface Example {
  readonly lambda_total: number;
  readonly mu: number;
  readonly preference_groups: readonly { readonly rate: number; readonly order: readonly number[] }[];
  readonly published_exact: readonly number[];
  readonly published_approx: readonly number[];
  readonly published_Q: readonly number[];
  readonly computed_exact: readonly number[];
  readonly computed_approx_here: readonly number[];
  readonly computed_prob_queue_states: number;
  readonly computed_state_probs_bitmask: readonly number[];
  readonly erlangB: Readonly<Record<string, number>>;
  readonly erlangC: Readonly<Record<string, number>>;
}

describe.skipIf(!hasShared(oracle))(
  "Larson and Odoni's three servers (skipped where ../shared/oracles is absent)",
  () => {
    const example = () => sharedJson<Example>(oracle);
    const system = () => {
      const { preference_groups: groups, mu } = example();
      return {
        units: 3,
        rate: groups.map(({ rate }) => rate),
        order: Uint16Array.from(groups.flatMap(({ order }) => order.map((unit) => unit - 1))),
        perHour: mu,
      };
    };

    test("exact workloads are those published, to 4 decimals, and those computed, to 9", () => {
      const { busy, waiting } = exactHypercube(system());
      example().published_exact.forEach((value, n) => expect(busy[n]).toBeCloseTo(value, 4));
      example().computed_exact.forEach((value, n) => expect(busy[n]).toBeCloseTo(value, 9));
      const full = example().computed_state_probs_bitmask.at(-1) ?? 0;
      expect(waiting).toBeCloseTo(full + example().computed_prob_queue_states, 9);
    });

    test("the approximation and its correction factors are those published", () => {
      const { busy } = approximateHypercube(system());
      // The rates are inferred from the exact workloads, so the last printed digit may differ.
      example().published_approx.forEach((value, n) => expect(Math.abs((busy[n] ?? 0) - value)).toBeLessThan(1.5e-4));
      example().computed_approx_here.forEach((value, n) => expect(busy[n]).toBeCloseTo(value, 9));
      example().published_Q.forEach((value, j) => expect(correctionFactor(3, 0.5, j)).toBeCloseTo(value, 5));
    });

    test("Erlang's formulas", () => {
      const load = (key: string) => key.match(/[\d.]+/g)?.map(Number) ?? [];
      for (const [key, value] of Object.entries(example().erlangB)) {
        const [a = 0, n = 0] = load(key);
        expect(erlangB(a, n)).toBeCloseTo(value, 12);
      }
      for (const [key, value] of Object.entries(example().erlangC)) {
        const [a = 0, n = 0] = load(key);
        expect(erlangC(a, n)).toBeCloseTo(value, 12);
      }
    });
  },
);

function randomSystem(seed: number, units: number, share: number) {
  const random = createRandom(seed, "hypercube");
  const places = 40;
  const rate = Array.from({ length: places }, () => random.between(0.1, 1));
  const sum = rate.reduce((a, b) => a + b);
  const order = new Uint16Array(places * units);
  for (let place = 0; place < places; place++) {
    const keys = Array.from({ length: units }, (_, n): [number, number] => [random.between(0, 1), n]);
    order.set(
      keys.sort((a, b) => a[0] - b[0]).map(([, n]) => n),
      place * units,
    );
  }
  return { units, rate, order, perHour: sum / (units * share) };
}

test.each([1, 2, 5, 9, 12])(
  "with %i units: shares sent add up, work done is work offered, the approximation is near",
  (units) => {
    const system = randomSystem(units, units, 0.55);
    const exact = exactHypercube(system);
    const rough = approximateHypercube(system);
    for (const { busy, sent } of [exact, rough]) {
      expect(busy.reduce((sum, one) => sum + one, 0)).toBeCloseTo(units * 0.55, 8);
      for (let place = 0; place < system.rate.length; place++) {
        const own = sent.subarray(place * units, (place + 1) * units);
        expect(own.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 9);
        expect(Math.min(...own)).toBeGreaterThanOrEqual(0);
      }
    }
    // What a unit is sent out for is what keeps it busy.
    for (let n = 0; n < units; n++) {
      const calls = system.rate.reduce((sum, rate, place) => sum + rate * (exact.sent[place * units + n] ?? 0), 0);
      expect(exact.busy[n]).toBeCloseTo(calls / system.perHour, 8);
      expect(Math.abs((rough.busy[n] ?? 0) - (exact.busy[n] ?? 0))).toBeLessThan(0.03);
    }
  },
);

test("many units take the approximation; too many calls are refused; no calls leave all idle", () => {
  expect(hypercube(randomSystem(3, 60, 0.7)).busy).toHaveLength(60);
  expect(() => hypercube(randomSystem(3, 3, 1.1))).toThrow("cannot answer");
  const idle = { units: 2, rate: [0], order: Uint16Array.of(0, 1), perHour: 1 };
  expect([...exactHypercube(idle).busy]).toEqual([0, 0]);
  expect([...approximateHypercube(idle).busy]).toEqual([0, 0]);
});
