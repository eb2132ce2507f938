import { Worker } from "node:worker_threads";
import type { Csr } from "./csr.ts";
import { getisOrd } from "./getis-ord.ts";
import { permutationTable, permutationTails } from "./permutation.ts";
import { createRandom } from "./random.ts";
import { cellNeighbours, tessellate } from "./tessellation.ts";

interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly promise?: string;
}

function town(side: number): { csr: Csr; value: Float64Array } {
  const random = createRandom(1);
  const csr = cellNeighbours(tessellate("square", { minX: 0, minY: 0, maxX: side, maxY: side }, 1), "queen");
  return { csr, value: Float64Array.from({ length: side * side }, () => random.float()) };
}

function finish<Out>(kernel: Generator<number, Out, void>): Out {
  for (;;) {
    const step = kernel.next();
    if (step.done) return step.value;
  }
}

function milliseconds(run: () => void): number {
  const from = performance.now();
  run();
  return performance.now() - from;
}

/** Gi* on a large grid, and conditional permutation, tables and warm-up included, on one thread. */
export async function benches(): Promise<Figure[]> {
  const million = town(1000);
  // The best of several: what a map that is recomputed again and again comes to.
  const giStar = Math.min(
    ...[1, 2, 3, 4, 5].map(() => milliseconds(() => finish(getisOrd(million.value, million.csr, "gi-star")))),
  );
  return [
    { name: "Gi* of 1,000,000 cells", value: giStar, unit: "ms", promise: "≤ 40" },
    permutations({ side: 100, count: 9999, promise: "≤ 4.5" }),
    permutations({ side: 316, count: 999, promise: "≤ 3.5" }),
    permutations({ side: 100, count: 99_999 }),
    { name: "permutations, 2 workers against 1", value: await speedUp(), unit: "×", promise: "≥ 1.7" },
  ];
}

function permutations({ side, count, promise }: { side: number; count: number; promise?: string }): Figure {
  const { csr, value } = town(side);
  const areas = side * side;
  const time = milliseconds(() => {
    const table = permutationTable({ areas, permutations: count, draws: 8, seed: 1 });
    finish(permutationTails({ value, csr, table, statistic: "sum", from: 0, to: areas }));
  });
  const name = `${areas.toLocaleString("en-US")} areas × ${count.toLocaleString("en-US")} permutations`;
  return { name, value: time / 1000, unit: "s", ...(promise && { promise }) };
}

const workerCode = `
const { parentPort, workerData } = require("node:worker_threads");
Promise.all([import(workerData.permutation)]).then(([{ permutationTable, permutationTails }]) => {
  parentPort.on("message", ({ from, to }) => {
    const { value, csr, permutations } = workerData;
    const table = permutationTable({ areas: value.length, permutations, draws: 8, seed: 1 });
    const kernel = permutationTails({ value, csr, table, statistic: "sum", from, to });
    while (!kernel.next().done);
    parentPort.postMessage("done");
  });
  parentPort.postMessage("ready");
});`;

/** Time of one worker over that of two that share the rows, both warmed up by a small part first. */
async function speedUp(): Promise<number> {
  const { csr, value } = town(100);
  const workerData = {
    permutation: new URL("./permutation.ts", import.meta.url).href,
    value,
    csr,
    permutations: 49_999,
  };
  const workers = [0, 1].map(() => new Worker(workerCode, { eval: true, workerData }));
  const answer = (worker: Worker) => new Promise((resolve) => worker.once("message", resolve));
  await Promise.all(workers.map(answer));
  const time = async (ranges: readonly { from: number; to: number }[]) => {
    const from = performance.now();
    const answers = ranges.map((range, k) => {
      workers[k]?.postMessage(range);
      return answer(workers[k] ?? workers[0]);
    });
    await Promise.all(answers);
    return performance.now() - from;
  };
  await time([
    { from: 0, to: 500 },
    { from: 500, to: 1000 },
  ]);
  const alone = await time([{ from: 0, to: 10_000 }]);
  const together = await time([
    { from: 0, to: 5000 },
    { from: 5000, to: 10_000 },
  ]);
  await Promise.all(workers.map((worker) => worker.terminate()));
  return alone / together;
}
