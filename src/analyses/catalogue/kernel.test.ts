import { describe, expect, test } from "vitest";
import { defaultParams } from "../../domain/analysis.ts";
import { drain } from "../../engine/drive.ts";
import { itemFaults } from "./kernel/items.ts";
import { params } from "./kernel/params.ts";
import { gini, type Input, run } from "./kernel.ts";

const nothing: Input = {
  hasDept: new Uint8Array(),
  hasLimit: new Uint8Array(),
  transferred: new Uint8Array(),
  powerMoved: new Uint8Array(),
  staffMoved: new Uint8Array(),
  moneyMoved: new Uint8Array(),
  itemCases: new Float64Array(),
  community: new Uint32Array(),
  grid: new Uint32Array(),
  isPolice: new Uint8Array(),
  isWorker: new Uint8Array(),
  isSupervisor: new Uint8Array(),
  residents: new Float64Array(),
  households: new Float64Array(),
  communityCases: new Float64Array(),
  gridCases: new Float64Array(),
};

const resultOf = (own: Partial<Input>) => drain(run({ ...nothing, ...own }, defaultParams(params)));

test("an item handed down needs power, staff and money; not said is as good as missing", () => {
  const { itemFault } = resultOf({
    hasDept: Uint8Array.of(1, 0, 1, 1),
    hasLimit: Uint8Array.of(1, 1, 0, 1),
    transferred: Uint8Array.of(1, 1, 0, 2),
    powerMoved: Uint8Array.of(1, 0, 0, 0),
    staffMoved: Uint8Array.of(1, 1, 0, 0),
    moneyMoved: Uint8Array.of(1, 2, 0, 0),
    itemCases: Float64Array.of(3, 1, 2, 0),
  });
  expect([...itemFault]).toEqual([
    0,
    itemFaults["no-dept"] | itemFaults["no-power"] | itemFaults["no-money"],
    itemFaults["no-limit"],
    itemFaults.unused,
  ]);
});

describe("staffing", () => {
  test("one officer for each community, eighteen workers for ten thousand residents", () => {
    const result = resultOf({
      community: Uint32Array.of(0, 0, 0, 1, 2),
      grid: Uint32Array.of(1, 1, 1, 1, 0),
      isPolice: Uint8Array.of(1, 0, 0, 0, 0),
      isWorker: Uint8Array.of(0, 1, 1, 1, 0),
      isSupervisor: Uint8Array.of(0, 0, 0, 0, 1),
      residents: Float64Array.of(1000, 2000),
      households: Float64Array.of(260, 700),
      communityCases: Float64Array.of(30, 50),
      gridCases: Float64Array.of(60, 20),
    });
    expect([...result.police]).toEqual([1, 0]);
    expect([...result.shortOfPolice]).toEqual([0, 1]);
    expect([...result.workersPer10k]).toEqual([20, 5]);
    expect([...result.shortOfWorkers]).toEqual([0, 1]);
    expect([...result.householdsPerWorker]).toEqual([130, 700]);
    expect([...result.residentsPerPost]).toEqual([1000 / 3, 2000]);
    expect([...result.casesPerPost]).toEqual([10, 50]);
    expect([...result.supervisors]).toEqual([1, 0]);
    expect(result.casesPerSupervisor[0]).toBe(60);
    expect(result.casesPerSupervisor[1]).toBeNaN();
  });

  test("the counts of Changning: 192 officers for 185 communities are 1.04 each, 76 supervisors for 33 grids 2.3", () => {
    const officers = Uint32Array.from({ length: 192 }, (_, i) => i % 185);
    const { police } = resultOf({
      community: officers,
      grid: officers,
      isPolice: new Uint8Array(192).fill(1),
      isWorker: new Uint8Array(192),
      isSupervisor: new Uint8Array(192),
      residents: new Float64Array(185).fill(4000),
      households: new Float64Array(185),
      communityCases: new Float64Array(185),
    });
    expect(police.reduce((sum, count) => sum + count, 0) / 185).toBeCloseTo(1.04, 2);
    expect(76 / 33).toBeCloseTo(defaultParams(params).supervisorsPerGrid, 1);
  });

  test("an unknown population gives no ratio and no shortage", () => {
    const { workersPer10k, shortOfWorkers } = resultOf({
      residents: Float64Array.of(Number.NaN),
      households: Float64Array.of(Number.NaN),
      communityCases: Float64Array.of(1),
    });
    expect(workersPer10k[0]).toBeNaN();
    expect(shortOfWorkers[0]).toBe(0);
  });
});

test("the Gini coefficient by hand: alike 0, one of two has all 0.5, 1 2 3 4 is 0.25", () => {
  expect(gini(Float64Array.of(5, 5, 5))).toBeCloseTo(0, 12);
  expect(gini(Float64Array.of(0, 8))).toBeCloseTo(0.5, 12);
  expect(gini(Float64Array.of(4, 1, 3, 2))).toBeCloseTo(0.25, 12);
  expect(gini(new Float64Array(3))).toBeNaN();
});

test("no items and no staff give nothing and no error", () => {
  const { itemFault, police, gridGini } = resultOf({});
  expect([itemFault.length, police.length]).toEqual([0, 0]);
  expect(gridGini[0]).toBeNaN();
});
