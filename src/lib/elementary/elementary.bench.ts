import { atan2, cos } from "./circle.ts";
import { exp, log, pow } from "./powers.ts";

const calls = 2_000_000;

/** Nanoseconds a call, the best of five. */
function nanoseconds(of: (x: number) => number): number {
  let best = Infinity;
  let sum = 0;
  for (let run = 0; run < 5; run++) {
    const start = performance.now();
    for (let i = 0; i < calls; i++) sum += of(0.1 + (i & 1023) / 300);
    best = Math.min(best, performance.now() - start);
  }
  return Number.isNaN(sum) ? Number.NaN : (best / calls) * 1e6;
}

/** Functions of our own beside those of the engine, whose bits differ from one to another. */
export async function benches() {
  const pairs: readonly (readonly [string, (x: number) => number, (x: number) => number])[] = [
    ["exp", exp, Math.exp],
    ["log", log, Math.log],
    ["pow", (x) => pow(x, 0.3), (x) => x ** 0.3],
    ["cos", cos, Math.cos],
    ["atan2", (x) => atan2(x, 1.3), (x) => Math.atan2(x, 1.3)],
  ];
  return pairs.flatMap(([name, own, engine]) => [
    { name: `${name}, the same bits everywhere`, value: nanoseconds(own), unit: "ns" },
    { name: `${name}, of the engine`, value: nanoseconds(engine), unit: "ns" },
  ]);
}
