import { describe, expect, test } from "vitest";
import { boardAtoms } from "./plan.test-data.ts";
import { createPlan, unitParts } from "./plan.ts";
import { borderChain } from "./plan-chain.ts";
import { packPlan, unpackPlan } from "./plan-code.ts";
import { planDifference } from "./plan-difference.ts";
import { growFromSeeds } from "./plan-grow.ts";
import { createPlanHistory } from "./plan-history.ts";
import { createRandom } from "./random.ts";

const atoms = boardAtoms(10, 8);
const halves = Array.from({ length: 80 }, (_, a) => (a % 10 < 5 ? 0 : 1));
const ids = Array.from({ length: 80 }, (_, a) => `atom ${a}`);

/** Figures of a unit reckoned from nothing. */
function figuresOf(unit: ArrayLike<number>, u: number) {
  const plan = createPlan(atoms, unit, 4);
  return { sum: plan.sum(0, u), size: plan.size(u), ...plan.border(u), parts: plan.parts(u).length };
}

describe("a plan", () => {
  test("has the sums and borders of its units", () => {
    const plan = createPlan(atoms, halves, 2);
    expect(plan.size(0)).toBe(40);
    expect(plan.sum(0, 0) + plan.sum(0, 1)).toBe(atoms.measures[0]?.reduce((all, value) => all + value, 0));
    expect(plan.border(0).metres - plan.border(0).outerMetres).toBeCloseTo(8 * 99.5, 0);
    expect(plan.parts(0)).toHaveLength(1);
  });

  test("has after 500 seeded moves the figures of a plan made anew", () => {
    const random = createRandom(7);
    const plan = createPlan(atoms, halves, 4);
    for (let step = 0; step < 500; step++) {
      const some = Array.from({ length: 1 + random.below(5) }, () => random.below(80));
      plan.move(some, random.below(4));
    }
    for (let u = 0; u < 4; u++) {
      const anew = figuresOf(plan.unit, u);
      expect(plan.sum(0, u)).toBeCloseTo(anew.sum, 6);
      expect(plan.size(u)).toBe(anew.size);
      expect(plan.border(u).metres).toBeCloseTo(anew.metres, 6);
      expect(plan.border(u).onLineMetres).toBeCloseTo(anew.onLineMetres, 6);
      expect(plan.parts(u)).toHaveLength(anew.parts);
    }
  });

  test("says where a unit breaks: the smaller part", () => {
    const plan = createPlan(atoms, halves, 2);
    plan.move([0, 9], 1);
    plan.move([9, 8, 7], 0);
    const [, ...broken] = plan.parts(0);
    expect(broken.map((part) => [...part.atoms].sort((a, b) => a - b))).toEqual([[7, 8, 9]]);
    expect(plan.parts(1).map((part) => part.atoms.length)).toEqual([37, 1]);
  });

  test("a move that changes nothing is no change, and an unknown unit is refused", () => {
    const plan = createPlan(atoms, halves, 2);
    expect(plan.move([0, 1], 0)).toBeNull();
    expect(() => plan.move([0], 2)).toThrow("unit 2 does not exist");
    expect(() => createPlan(atoms, [0], 1)).toThrow("expected 80");
  });
});

test("undo brings every figure back, redo does it again, a stroke is one step", () => {
  const plan = createPlan(atoms, halves, 2);
  const history = createPlanHistory();
  for (const [k, atom] of [4, 14, 24].entries()) {
    const change = plan.move([atom], 1);
    if (change) history.note(change, k > 0);
  }
  expect(plan.size(1)).toBe(43);
  expect(history.undo(plan)).toBe(true);
  expect([...plan.unit]).toEqual(halves);
  expect(history.canUndo()).toBe(false);
  expect(history.redo(plan)).toBe(true);
  expect(plan.size(1)).toBe(43);
});

test("a chain follows the border between two units", () => {
  expect(borderChain(atoms, halves, { first: 5, last: 45, to: 0 })).toEqual([5, 15, 25, 35, 45]);
  expect(borderChain(atoms, halves, { first: 6, last: 45, to: 0 })).toEqual([]);
});

describe("a plan as text", () => {
  test("comes back as it was, whatever it is", () => {
    const random = createRandom(3);
    for (const units of [1, 2, 7, 300]) {
      const unit = Array.from({ length: 80 }, () => random.below(units));
      expect(unpackPlan(packPlan(unit, atoms.graph, ids), atoms.graph, ids)).toEqual({ unit: Uint16Array.from(unit) });
    }
  });

  test("is short where units are whole", () => {
    expect(packPlan(halves, atoms.graph, ids).length).toBeLessThan(32);
  });

  test("is refused where it is broken or of other atoms", () => {
    const text = packPlan(halves, atoms.graph, ids);
    expect(unpackPlan(text, atoms.graph, [...ids].reverse())).toEqual({ wrong: "other-atoms" });
    expect(unpackPlan("p0.x.y", atoms.graph, ids)).toEqual({ wrong: "not-a-plan" });
    expect(unpackPlan(`${text}~`, atoms.graph, ids)).toEqual({ wrong: "not-a-plan" });
  });
});

test("renumbered units are the same plan, and who moves is counted", () => {
  const weight = atoms.measures[0] ?? new Float64Array();
  const renumbered = halves.map((unit) => 1 - unit);
  expect(planDifference(halves, renumbered, weight).movedWeight).toBe(0);
  const after = halves.map((unit, a) => (a === 0 || a === 1 ? 2 : unit));
  const difference = planDifference(halves, after, weight);
  expect(difference.movedWeight).toBe(3);
  expect([...difference.continues]).toEqual([0, 1, -1]);
});

test("units grown from two seeds are connected and nearly alike", () => {
  const whole = new Uint16Array(80);
  const weight = atoms.measures[0] ?? new Float64Array();
  const grown = growFromSeeds(atoms, whole, {
    seeds: [
      { atom: 0, unit: 0 },
      { atom: 79, unit: 1 },
    ],
    free: new Uint8Array(80).fill(1),
    weight,
  });
  const sums = [0, 1].map((u) => weight.reduce((sum, value, a) => sum + (grown[a] === u ? value : 0), 0));
  expect(Math.abs((sums[0] ?? 0) - (sums[1] ?? 0))).toBeLessThan(20);
  for (const u of [0, 1]) expect(unitParts(atoms, grown, u)).toHaveLength(1);
});
