import { type LinearModel, ModelBuilder } from "../../../lib/milp.ts";
import type { CoverProblem, Worth } from "./cover.ts";
import type { MedianProblem } from "./median.ts";
import type { MedianBound } from "./median-bound.ts";

/** A model whose first columns are the sites. */
export interface SiteModel {
  readonly model: LinearModel;
  readonly sites: number;
}

function addSites(builder: ModelBuilder, fixed: Uint8Array, cost: number, settled?: Uint8Array): void {
  fixed.forEach((is, j) => {
    const known = settled?.[j] ?? 2;
    builder.column(cost, { lower: is || known === 1 ? 1 : 0, upper: known === 0 && !is ? 0 : 1, integer: true });
  });
}

function addCount(builder: ModelBuilder, { fixed, group }: CoverProblem, count: number): void {
  const total = count + fixed.reduce((sum, is) => sum + is, 0);
  builder.row(
    0,
    total,
    Array.from(fixed, (_, j) => [j, 1]),
  );
  const groups = new Map<number, number[]>();
  group.forEach((g, j) => {
    if (g >= 0) groups.set(g, [...(groups.get(g) ?? []), j]);
  });
  for (const members of groups.values()) {
    if (members.length > 1)
      builder.row(
        0,
        1,
        members.map((j) => [j, 1]),
      );
  }
}

/**
 * Maximal covering (Church & ReVelle 1974): the weight covered by `count` sites beside the fixed ones. With `need` 2, the
 * weight covered twice while everything coverable is covered once; else the first and the second cover count what they are
 * worth (both in Hogan & ReVelle 1986). Demands with the same sites are one column.
 */
export function maximalCover(
  problem: CoverProblem,
  count: number,
  { need, worth }: { readonly need: 1 | 2; readonly worth: Worth },
): SiteModel {
  const { weight, demandStart, sites, fixed } = problem;
  const builder = new ModelBuilder();
  addSites(builder, fixed, 0);
  addCount(builder, problem, count);
  const merged = new Map<string, { sites: Uint32Array; weight: number }>();
  for (let i = 0; i < weight.length; i++) {
    const near = sites.subarray(demandStart[i], demandStart[i + 1]);
    if (near.length === 0) continue;
    const same = merged.get(near.join());
    if (same) same.weight += weight[i];
    else merged.set(near.join(), { sites: near, weight: weight[i] });
  }
  for (const { sites: near, weight: sum } of merged.values()) {
    const entries = Array.from(near, (j): readonly [number, number] => [j, 1]);
    if (need === 2) {
      const twice = near.length > 1 ? [[builder.column(sum), -1] as const] : [];
      builder.row(1, Infinity, [...entries, ...twice]);
      continue;
    }
    const covers = worth.flatMap((share) => (share > 0 ? [[builder.column(share * sum), -1] as const] : []));
    builder.row(0, Infinity, [...entries, ...covers]);
  }
  return { model: builder.build(true), sites: fixed.length };
}

/** Set cover (Toregas et al. 1971): the fewest sites that cover every demand that any site covers. */
export function setCover(problem: CoverProblem): SiteModel {
  const { weight, demandStart, sites, fixed } = problem;
  const builder = new ModelBuilder();
  addSites(builder, fixed, 1);
  const seen = new Set<string>();
  for (let i = 0; i < weight.length; i++) {
    const near = sites.subarray(demandStart[i], demandStart[i + 1]);
    if (near.length === 0 || seen.has(near.join())) continue;
    seen.add(near.join());
    builder.row(
      1,
      Infinity,
      Array.from(near, (j) => [j, 1]),
    );
  }
  return { model: builder.build(false), sites: fixed.length };
}

/** p-median without what a bound has ruled out; assignments are continuous. */
export function medianModel({ demands, cost, fixed, count }: MedianProblem, { settled, most }: MedianBound): SiteModel {
  const builder = new ModelBuilder();
  addSites(builder, fixed, 0, settled);
  builder.row(
    count,
    count,
    Array.from(fixed, (_, j) => [j, 1]),
  );
  for (let i = 0; i < demands; i++) {
    const open = [...fixed.keys()].filter((j) => settled[j] !== 0 && cost[j * demands + i] <= most[i]);
    const columns = open.map((j) => builder.column(cost[j * demands + i]));
    builder.row(
      1,
      1,
      columns.map((column) => [column, 1]),
    );
    open.forEach((j, k) => {
      if (settled[j] !== 1)
        builder.row(-Infinity, 0, [
          [columns[k], 1],
          [j, -1],
        ]);
    });
  }
  return { model: builder.build(false), sites: fixed.length };
}
