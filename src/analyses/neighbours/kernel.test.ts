import { expect, test } from "vitest";
import { finish } from "../../../test/support/hotspot-oracles.ts";
import { defaultParams, isAsked, validParams } from "../../domain/analysis.ts";
import { hasNeighbour } from "../../lib/csr.ts";
import { cellPolygons, tessellate } from "../../lib/tessellation.ts";
import { params } from "./kernel/params.ts";
import { run } from "./kernel.ts";

const grid = tessellate("square", { minX: 0, minY: 0, maxX: 50, maxY: 40 }, 10);
const cells = Array.from({ length: 20 }, (_, i) => i);
const input = {
  ...cellPolygons(grid, cells),
  x: Float64Array.from(cells, (c) => (c % 5) * 1000),
  y: Float64Array.from(cells, (c) => Math.floor(c / 5) * 1000),
};

test("each kind of neighbourhood has the neighbours it should", () => {
  const defaults = defaultParams(params);
  const links = (over: Partial<typeof defaults>) => finish(run(input, { ...defaults, ...over })).neighbour.length;
  expect(links({})).toBe(2 * (15 + 16 + 24));
  expect(links({ kind: "rook" })).toBe(2 * (15 + 16));
  expect(links({ kind: "band", radiusMetres: 1000 })).toBe(2 * (15 + 16));
  expect(links({ kind: "nearest", count: 3 })).toBe(60);
  const mutual = finish(run(input, { ...defaults, kind: "nearest", count: 3, mutual: true }));
  for (let i = 0; i < 20; i++) {
    for (let k = mutual.start[i]; k < mutual.start[i + 1]; k++) {
      expect(hasNeighbour(mutual, mutual.neighbour[k], i)).toBe(true);
    }
  }
});

test("parameters from a link are made valid, and those without effect are not asked for", () => {
  expect(validParams(params, { kind: "nearest", count: "12.4", mutual: "true", radiusMetres: -5 })).toEqual({
    kind: "nearest",
    count: 12,
    mutual: true,
    radiusMetres: 10,
  });
  expect(validParams(params, { kind: "sideways", count: Number.NaN, mutual: 1 })).toEqual(defaultParams(params));
  expect([isAsked(params.count, { kind: "nearest" }), isAsked(params.count, { kind: "band" })]).toEqual([true, false]);
});
