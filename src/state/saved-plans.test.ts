import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openSavedPlans, removePlan, savedPlans, savePlan } from "./saved-plans.ts";

const kept = new Map<string, string>();
const plan = { name: "East", atoms: "cell", base: "community", plan: "p1.a.b", names: "", note: "why" };

beforeEach(() => {
  kept.clear();
  savedPlans.setState({ dataset: "", plans: [] });
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => kept.set(key, text),
  });
});
afterEach(() => vi.unstubAllGlobals());

test("a plan saved twice under a name is two versions, and both are there again later", () => {
  openSavedPlans("town");
  savePlan(plan);
  savePlan({ ...plan, note: "better" });
  savedPlans.setState({ dataset: "", plans: [] });
  openSavedPlans("town");
  const { plans } = savedPlans.getState();
  expect(plans.map(({ name, version, note }) => [name, version, note])).toEqual([
    ["East", 2, "better"],
    ["East", 1, "why"],
  ]);
  const [newest] = plans;
  if (newest) removePlan(newest);
  expect(savedPlans.getState().plans).toHaveLength(1);
});

test("plans of one dataset are not those of another", () => {
  openSavedPlans("town");
  savePlan(plan);
  openSavedPlans("city");
  expect(savedPlans.getState().plans).toEqual([]);
});

test("what cannot be read is shown as none, and a browser that keeps nothing says so", () => {
  kept.set("wangge plans town", '[{"name": 3}]');
  openSavedPlans("town");
  expect(savedPlans.getState().plans).toEqual([]);
  vi.stubGlobal("localStorage", {
    getItem: () => null,
    setItem: () => {
      throw new Error("full");
    },
  });
  expect(savePlan(plan)).toBe(false);
});
