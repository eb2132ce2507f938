import { expect, test } from "vitest";
import { gridAtoms, planInput } from "../../test/support/atoms.ts";
import { params } from "../analyses/districting/kernel/params.ts";
import { run } from "../analyses/districting/kernel.ts";
import { defaultParams } from "../domain/analysis.ts";
import { drain } from "../engine/drive.ts";
import { drawPlans } from "./districting.ts";
import type { Engine } from "./neighbours.ts";

const few = { ...defaultParams(params), task: "redraw", plans: 80, moves: 4000, keep: 20 } as const;

/** An engine that runs plans at once and says that it was half way. */
function engineOf(size: number): Engine {
  return {
    size,
    run: async (_, input, own, options) => {
      options?.onProgress?.(0.5);
      // The only analysis asked of this engine.
      return drain(run(input as never, own as never)) as never;
    },
  };
}

test("the same plans come from 1, 2 and 4 workers, and the input stays", async () => {
  const { range: _, ...input } = planInput(gridAtoms(6, 6));
  const heard: number[] = [];
  const one = await drawPlans(engineOf(1), input, { params: few });
  const two = await drawPlans(engineOf(2), input, { params: few, onProgress: (done) => heard.push(done) });
  const four = await drawPlans(engineOf(4), input, { params: few });
  expect(two).toEqual(one);
  expect(four).toEqual(one);
  expect(heard).toEqual([0.25, 0.5]);
  expect(input.start).toHaveLength(37);
  expect(one.planScore.length).toBe(20);
});
