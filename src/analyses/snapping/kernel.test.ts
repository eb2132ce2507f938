import { expect, test } from "vitest";
import { finish } from "../../../test/support/hotspot-oracles.ts";
import { run } from "./kernel.ts";

/** Two streets that meet at (0, 0), one with a bend, and one apart. */
const lines = {
  coordinates: Float64Array.of(0, 0, 0.01, 0, 0, 0.01, 0.001, 0.005, 0, 0, 1, 1, 1.01, 1),
  lineStart: Uint32Array.of(0, 2, 5, 7),
};
const snap = (lon: readonly number[], lat: readonly number[]) =>
  finish(run({ ...lines, lon: Float64Array.from(lon), lat: Float64Array.from(lat) }, { reachMetres: 80 }));

test("streets meet where their ends do", () => {
  const { from, to, lengthMetres } = snap([], []);
  expect(new Set([...from, ...to]).size).toBe(5);
  expect(from[0]).toBe(to[1]);
  expect(lengthMetres[0]).toBeCloseTo(1113.2, 0);
});

test("cases go to the nearest street within reach, those further away are counted as lost", () => {
  const { edge, weight, fraction, lost } = snap([0.005, 0.005, 0.0075, 0.5], [0.0002, 0.0002, 0, 0.5]);
  expect([...edge]).toEqual([0, 0]);
  expect([...weight]).toEqual([2, 1]);
  expect(fraction[0]).toBeCloseTo(0.5, 2);
  expect([...lost]).toEqual([1]);
});

test("no streets lose every case, and lines that do not fit their vertices are refused", () => {
  const none = { coordinates: new Float64Array(0), lineStart: Uint32Array.of(0) };
  const input = { ...none, lon: Float64Array.of(1), lat: Float64Array.of(1) };
  expect([...finish(run(input, { reachMetres: 80 })).lost]).toEqual([1]);
  expect(() => finish(run({ ...input, lineStart: Uint32Array.of(0, 2) }, { reachMetres: 80 }))).toThrow(
    "vertex 2 of 0",
  );
});
