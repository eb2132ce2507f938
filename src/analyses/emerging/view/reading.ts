import { emergingClasses } from "../kernel/classes.ts";
import type { EmergingResult } from "./compute.ts";

/** Patterns that deserve attention first come first. */
const order = [
  "new-hot",
  "consecutive-hot",
  "intensifying-hot",
  "persistent-hot",
  "sporadic-hot",
  "oscillating-hot",
  "diminishing-hot",
  "historical-hot",
];

/** The result in figures, for the sentence and the list. */
export interface Reading {
  readonly counts: Readonly<Record<string, number>>;
  /** Rows with a pattern, the hot ones first, in the order of attention. */
  readonly rows: readonly number[];
  readonly hot: number;
  readonly cold: number;
  /** Steps without any case: a gap in the data rather than quiet. */
  readonly emptySteps: number;
  /** Hot and cold areas in each step. */
  readonly hotPerStep: readonly number[];
  readonly coldPerStep: readonly number[];
}

export function readingOf({ output, areas: studied, steps, cube }: EmergingResult): Reading | null {
  if (!output) return null;
  const { rows: areas } = studied;
  const names = Array.from(output.class, (code): string => emergingClasses[code] ?? "none");
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  const rank = (row: number) => rankOf(names[row] ?? "");
  const latest = (row: number) => output.z[(steps.windows.length - 1) * areas + row] ?? 0;
  const rows = names.flatMap((name, row) => (name === "none" ? [] : [row]));
  rows.sort((a, b) => rank(a) - rank(b) || Math.abs(latest(b)) - Math.abs(latest(a)));
  const countIn = (values: ArrayLike<number>, t: number, test: (value: number) => boolean) => {
    let count = 0;
    for (let i = t * areas; i < (t + 1) * areas; i++) if (test(values[i] ?? 0)) count += 1;
    return count;
  };
  const perStep = (test: (state: number) => boolean) => steps.windows.map((_, t) => countIn(output.state, t, test));
  return {
    counts,
    rows,
    hot: names.filter((name) => name.endsWith("-hot")).length,
    cold: names.filter((name) => name.endsWith("-cold")).length,
    emptySteps: steps.windows.filter((_, t) => countIn(cube, t, (count) => count > 0) === 0).length,
    hotPerStep: perStep((state) => state > 0),
    coldPerStep: perStep((state) => state < 0),
  };
}

/** How early a pattern comes in the list. */
export function rankOf(name: string): number {
  const place = order.indexOf(name.replace("-cold", "-hot"));
  if (place < 0) return 2 * order.length;
  return name.endsWith("-cold") ? order.length + place : place;
}
