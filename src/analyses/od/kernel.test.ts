import { describe, expect, test } from "vitest";
import { modeRules } from "../../domain/travel.ts";
import { drain } from "../../engine/drive.ts";
import { createRandom } from "../../lib/random.ts";
import { type Input, run } from "./kernel.ts";

const usual = {
  mode: "car",
  to: "crossings",
  turnoutMinutes: 1,
  oneWays: true,
  snapMetres: 500,
  keepTable: true,
} as const;
const degrees = (metres: number) => metres / 111_194.9;

/** A lattice of branch roads, `side` crossings wide and 100 m apart, at the equator; a tenth of the roads are one-way. */
function lattice(side: number, origins: number): Input {
  const random = createRandom(5, "od");
  const ends: [number, number][] = [];
  for (let n = 0; n < side * side; n++) {
    if ((n + 1) % side !== 0) ends.push([n, n + 1]);
    if (n + side < side * side) ends.push([n, n + side]);
  }
  const place = (n: number) => [degrees(100 * (n % side)), degrees(100 * Math.floor(n / side))];
  const ones = new Uint8Array(ends.length).fill(1);
  const at = Array.from({ length: origins }, () => random.below(side * side));
  return {
    nodeCount: Uint32Array.of(side * side),
    edgeFrom: Uint32Array.from(ends, ([a]) => a),
    edgeTo: Uint32Array.from(ends, ([, b]) => b),
    edgeClass: new Uint8Array(ends.length).fill(4),
    edgeOneWay: Uint8Array.from(ends, () => (random.chance(0.1) ? 1 : 0)),
    edgeLimitKmh: new Float64Array(ends.length).fill(Number.NaN),
    edgeWalkOk: ones,
    edgeDriveOk: ones,
    edgeBarrier: new Uint8Array(ends.length),
    edgeCoordinates: Float64Array.from(ends.flatMap(([a, b]) => [...place(a), ...place(b)])),
    edgeLineStart: Uint32Array.from({ length: ends.length + 1 }, (_, e) => 2 * e),
    classKmh: Float64Array.from(modeRules.car.kmh),
    originLon: Float64Array.from(at, (n) => place(n)[0]),
    originLat: Float64Array.from(at, (n) => place(n)[1]),
    targetLon: Float64Array.from({ length: side * side }, (_, n) => place(n)[0]),
    targetLat: Float64Array.from({ length: side * side }, (_, n) => place(n)[1]),
  };
}

describe("the table", () => {
  test("one road by hand: turnout and a hundred metres at the speed of its class", () => {
    const input = { ...lattice(2, 0), originLon: Float64Array.of(0), originLat: Float64Array.of(0) };
    const out = drain(run({ ...input, edgeOneWay: new Uint8Array(4) }, usual));
    const block = 6 / modeRules.car.kmh[4];
    // A degree of latitude is a little shorter than the round number taken here.
    [1, 1 + block, 1 + block, 1 + 2 * block].forEach((minutes, n) => {
      expect(out.minutes[n]).toBeCloseTo(minutes, 2);
    });
    expect([out.reached[0], out.snapMetres[0]]).toEqual([4, 0]);
    expect(out.farthest[0]).toBeCloseTo(1 + 2 * block, 2);
  });

  test("crossings as crossings and as places are equally far, and the table says what its summary says", () => {
    const input = lattice(12, 9);
    const [crossings, places] = [drain(run(input, usual)), drain(run(input, { ...usual, to: "places" }))];
    crossings.minutes.forEach((minutes, i) => {
      expect(places.minutes[i]).toBeCloseTo(minutes, 4);
    });
    for (let o = 0; o < 9; o++) {
      const row = [...crossings.minutes.subarray(o * 144, (o + 1) * 144)].filter(Number.isFinite).sort((a, b) => a - b);
      expect(crossings.reached[o]).toBe(row.length);
      expect(crossings.median[o]).toBeCloseTo(row[(row.length - 1) >> 1], 4);
      expect(crossings.farthest[o]).toBeCloseTo(row[row.length - 1], 4);
    }
    const short = drain(run(input, { ...usual, keepTable: false }));
    expect(short.minutes).toHaveLength(0);
    expect(short.median).toEqual(crossings.median);
  });

  test("an origin off the network reaches nothing, and says how far it is; no origins give no rows", () => {
    const input = { ...lattice(3, 0), originLon: Float64Array.of(1), originLat: Float64Array.of(1) };
    const out = drain(run(input, usual));
    expect([out.reached[0], out.median[0], out.snapMetres[0]]).toEqual([0, Number.NaN, Infinity]);
    expect(out.minutes.every((minutes) => minutes === Infinity)).toBe(true);
    expect(drain(run(lattice(3, 0), usual)).minutes).toHaveLength(0);
  });
});
