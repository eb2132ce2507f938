/** One measured figure. `promise` is what we hold ourselves to, such as "≤ 10". */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly promise?: string;
}

/** The median of each figure over several runs of the same bench, in the order of the first. */
export function medians(runs: readonly (readonly Figure[])[]): Figure[] {
  const [first = []] = runs;
  return first.map((figure) => ({
    ...figure,
    value: median(runs.flatMap((run) => run.filter(({ name }) => name === figure.name).map(({ value }) => value))),
  }));
}

/** The middle value, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[sorted.length >> 1] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[(sorted.length >> 1) - 1] ?? upper) + upper) / 2;
}

/** Whether a figure keeps its promise; `undefined` where it has none. */
export function isKept({ value, promise }: Figure): boolean | undefined {
  const [, relation, number = ""] = /^([≤≥<>])\s*([\d.,]+)/.exec(promise ?? "") ?? [];
  if (!relation) return undefined;
  const bound = Number(number.replaceAll(",", ""));
  if (relation === "≤") return value <= bound;
  if (relation === "≥") return value >= bound;
  return relation === "<" ? value < bound : value > bound;
}

/** A number with three significant digits, thousands separated. */
export function shown(value: number): string {
  return Number(value.toPrecision(3)).toLocaleString("en-US", { maximumFractionDigits: 6 });
}

/** Figures as a Markdown table whose columns line up. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.name,
    Number.isNaN(figure.value) ? "–" : shown(figure.value),
    figure.unit,
    figure.promise ?? "",
    { true: "yes", false: "**no**", undefined: "" }[String(isKept(figure))] ?? "",
  ]);
  return markdownTable(["what", "median", "unit", "promise", "kept"], rows, [1]);
}

/** A Markdown table; the columns whose numbers are given are aligned right. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  right: readonly number[] = [],
): string {
  const widths = head.map((title, i) => Math.max(3, title.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, i) => (right.includes(i) ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0))).join(" | ")} |`;
  const rule = widths.map((width, i) => (right.includes(i) ? `${"-".repeat(width - 1)}:` : "-".repeat(width)));
  return [line(head), line(rule), ...rows.map(line)].join("\n");
}
