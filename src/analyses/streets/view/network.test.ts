import { expect, test } from "vitest";
import type { FlatGeometry } from "../../../lib/wkb.ts";
import { halfShare, streetsOf } from "./compute.ts";
import { eventsOn, networkOfLines, pieceEnds } from "./network.ts";

const line = (...coords: number[]): FlatGeometry => ({
  kind: "LineString",
  coords: Float64Array.from(coords),
  ringEnds: [coords.length / 2],
  polygonEnds: [],
});

/** Two streets that meet at (0, 0), one with a bend, and one apart. */
const shapes = [line(0, 0, 0.01, 0), line(0, 0.01, 0.001, 0.005, 0, 0), line(1, 1, 1.01, 1)];

test("streets meet where their ends do", () => {
  const network = networkOfLines(shapes);
  expect(network?.roads.nodes).toBe(5);
  expect(network?.roads.from[0]).toBe(network?.roads.to[1]);
  expect(network?.lengthMetres[0]).toBeCloseTo(1113.2, 0);
  expect(networkOfLines([])).toBeNull();
});

test("cases go to the nearest street within 80 m, those further away are counted as lost", () => {
  const network = networkOfLines(shapes);
  if (!network) throw new Error("no network");
  const events = eventsOn(network, Float64Array.of(0.005, 0.005, 0.0075, 0.5), Float64Array.of(0.0002, 0.0002, 0, 0.5));
  expect([...events.edge]).toEqual([0, 0]);
  expect([...events.weight]).toEqual([2, 1]);
  expect(events.fraction[0]).toBeCloseTo(0.5, 2);
  expect(events.lost).toBe(1);
});

test("pieces lie on their street, bends included", () => {
  const network = networkOfLines(shapes);
  if (!network) throw new Error("no network");
  const pieces = {
    edge: Uint32Array.of(0, 1),
    fromFraction: Float64Array.of(0, 0.5),
    toFraction: Float64Array.of(0.25, 1),
  };
  const ends = [...pieceEnds(network, pieces)].map((value) => Math.round(value * 1e5) / 1e5 + 0);
  expect(ends).toEqual([0, 0, 0.0025, 0, 0.001, 0.005, 0, 0]);
});

test("streets are put together by name, the densest first, and half of the cases lie on the densest pieces", () => {
  const pieces = {
    edge: Uint32Array.of(0, 0, 1, 2),
    fromFraction: Float64Array.of(0, 0.5, 0, 0),
    toFraction: Float64Array.of(0.5, 1, 1, 1),
    perKm: Float64Array.of(10, 30, 100, 5),
  };
  const streets = streetsOf(pieces, ["东路", "西路", ""], Float64Array.of(1000, 500, 2000));
  expect(streets).toEqual([
    { name: "西路", highest: 100, cases: 50, metres: 500 },
    { name: "东路", highest: 30, cases: 20, metres: 1000 },
  ]);
  expect(halfShare({ pieces }, () => 1)).toBe(0.25);
});
