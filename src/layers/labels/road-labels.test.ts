import { expect, test } from "vitest";
import { roadLabels } from "./road-labels.ts";

/** Lines between positions, two each. */
function pieces(...ends: readonly (readonly [number, number, number, number])[]) {
  return {
    coordinates: Float64Array.from(ends.flat()),
    lineOffsets: Uint32Array.from({ length: ends.length + 1 }, (_, i) => 2 * i),
  };
}

test("a road is named once, in the middle of its longest piece and along it", () => {
  const lines = pieces([0, 0, 0.001, 0], [0.001, 0, 0.004, 0.003]);
  const [label, ...others] = roadLabels({ lines, names: ["汶水路", "汶水路"], ranks: [3, 3] });
  expect(others).toEqual([]);
  expect(label).toMatchObject({ text: "汶水路", kind: "road", rank: 3, lon: 0.0025, lat: 0.0015 });
  expect(label?.angleDeg).toBeCloseTo(-45, 1);
});

test("a long road is named again more than 1.2 km away", () => {
  const lines = pieces([0, 0, 0.005, 0], [0.005, 0, 0.009, 0], [0.02, 0, 0.023, 0]);
  const labels = roadLabels({ lines, names: ["A", "A", "A"], ranks: [1, 1, 1] });
  expect(labels.map(({ lon }) => Number(lon.toFixed(4)))).toEqual([0.0025, 0.0215]);
});

test("roads without a name or without a length have no label", () => {
  const lines = { ...pieces([0, 0, 1, 0]), lineOffsets: Uint32Array.from([0, 2, 2]) };
  expect(roadLabels({ lines, names: ["", "B"], ranks: [1, 1] })).toEqual([]);
});
