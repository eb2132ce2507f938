import { expect, test } from "vitest";
import { boardAtoms } from "./plan.test-data.ts";
import { planColours } from "./plan-colours.ts";
import { createRandom, shuffle } from "./random.ts";

test("as many units as colours have one each, by their number", () => {
  const { graph } = boardAtoms(4, 3);
  expect(planColours(graph, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], 12)).toEqual([
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
  ]);
  expect(planColours(graph, [0, 0, 2, 2, 0, 0, 2, 2, 0, 0, 2, 2], 12)).toEqual([0, 1, 2]);
  expect(planColours({ start: Uint32Array.of(0), neighbour: new Uint32Array() }, [], 12)).toEqual([]);
});

test("two units of one colour by their number get two colours where they touch", () => {
  const { graph } = boardAtoms(4, 1);
  const colours = planColours(graph, [0, 3, 1, 2], 3);
  expect(colours.filter((colour, unit) => colour !== unit % 3)).toHaveLength(1);
  expect(colours[0]).not.toBe(colours[3]);
});

test("of more units than colours, those that touch never look alike", () => {
  const random = createRandom(5, "colours");
  for (let run = 0; run < 50; run++) {
    const { graph, count } = boardAtoms(12, 12);
    const unit = Array.from({ length: count }, (_, a) => Math.floor((a % 12) / 2) + 6 * Math.floor(a / 24));
    const numbers = shuffle(
      Array.from({ length: 36 }, (_, u) => u),
      random,
    );
    const own = unit.map((u) => numbers[u]);
    const colours = planColours(graph, own, 6);
    for (let a = 0; a < count; a++) {
      for (let k = graph.start[a]; k < graph.start[a + 1]; k++) {
        const other = own[graph.neighbour[k]];
        if (other !== own[a]) expect(colours[other]).not.toBe(colours[own[a]]);
      }
    }
  }
});
