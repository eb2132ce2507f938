import { expect, test } from "vitest";
import { mappingText } from "../../../domain/process.ts";
import { placeGraph } from "../../../lib/process/layout.ts";
import type { OutputOf } from "../../index.ts";
import { drawnGraph, outside } from "./graph.ts";
import { settingsOf } from "./settings.ts";

/** Three activities in a row, and a rare way back from the last to the first. */
function output(): OutputOf<"process"> {
  const some = {
    arcFrom: Uint32Array.of(0, 1, 2, 1),
    arcTo: Uint32Array.of(1, 2, 0, 1),
    arcCount: Float64Array.of(100, 99, 1, 2),
    activityEvents: Uint32Array.of(100, 102, 99, 0),
    activityStarts: Uint32Array.of(100, 0, 0, 0),
    activityEnds: Uint32Array.of(1, 1, 98, 0),
  };
  // The graph is made of these columns only.
  return some as unknown as OutputOf<"process">;
}

const ends = ({ from, to }: { from: number; to: number }) => `${from}>${to}`;

test("the most frequent arcs make up the share that is wanted, and nothing hangs in the air", () => {
  const all = drawnGraph(output(), 1);
  expect(all.arcs).toHaveLength(8);
  expect(all.activities).toEqual([0, 1, 2]);
  expect([all.hiddenArcs, all.hiddenShare]).toEqual([0, 0]);
  const few = drawnGraph(output(), 0.5);
  expect(few.arcs.map(ends)).toEqual(["0>1", `${outside}>0`, "1>2", `2>${outside}`]);
  expect(few.hiddenArcs).toBe(4);
  expect(few.hiddenShare).toBeCloseTo(5 / 402, 9);
});

test("every activity keeps its most frequent way in and out, however rare", () => {
  const { arcs } = drawnGraph({ ...output(), activityEnds: Uint32Array.of(0, 0, 98, 0) }, 0);
  for (const activity of [0, 1, 2]) {
    expect(arcs.some(({ from, to }) => to === activity && from !== activity)).toBe(true);
    expect(arcs.some(({ from, to }) => from === activity && to !== activity)).toBe(true);
  }
});

test("the layout goes from top to bottom and is the same each time", async () => {
  const graph = {
    nodes: [0, 1, 2].map(() => ({ width: 60, height: 30 })),
    edges: [
      { from: 0, to: 1, weight: 5, labelWidth: 20, labelHeight: 12 },
      { from: 1, to: 2, weight: 5, labelWidth: 20, labelHeight: 12 },
      { from: 2, to: 1, weight: 1, labelWidth: 20, labelHeight: 12 },
      { from: 1, to: 1, weight: 1, labelWidth: 20, labelHeight: 12 },
    ],
  };
  const placed = await placeGraph(graph);
  const [a, b, c] = placed.nodes.map(({ y }) => y);
  expect(a).toBeLessThan(b ?? 0);
  expect(b).toBeLessThan(c ?? 0);
  expect(placed.edges.every(({ points }) => points.length >= 2)).toBe(true);
  expect(placed.edges.every(({ label }) => Number.isFinite(label.x) && Number.isFinite(label.y))).toBe(true);
  expect(await placeGraph(graph)).toEqual(placed);
});

test("settings from a link: what fits is taken, the mapping of stages too", () => {
  const analyses = {
    process: {
      preset: "nj_whistle",
      detail: "nonsense",
      paths: 200,
      mapping: mappingText({ "Ab|schluß 100%>": "close", Andere: "-", Dritte: "" }),
      log: "a.xes",
    },
  };
  expect(settingsOf({ analyses })).toEqual({
    params: { preset: "nj_whistle", detail: "way", clock: "continuous", patienceDays: 5 },
    drawing: { measure: "count", paths: 100 },
    log: "a.xes",
    mapping: { "Ab|schluß 100%>": "close", Andere: "-" },
  });
});
