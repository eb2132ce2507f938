import type { AreaTable } from "../../../domain/area-table.ts";
import type { AreaLevel } from "../../../domain/vocabulary.ts";
import type { BoundaryInput, Output } from "./types.ts";

/** The level whose defects are listed: the chosen one, else the one with most of them, else the finest. */
export function shownCheck(
  { areas, settings }: Pick<BoundaryInput, "areas" | "settings">,
  checks: ReadonlyMap<AreaLevel, Output>,
): { readonly table: AreaTable; readonly output: Output } | null {
  const levels = [...checks.keys()];
  const most = levels.reduce<AreaLevel | undefined>((best, level) => {
    const count = (of: AreaLevel | undefined) => (of && checks.get(of)?.kind.length) ?? -1;
    return count(level) >= count(best) ? level : best;
  }, undefined);
  const level = settings.level && checks.has(settings.level) ? settings.level : most;
  const table = level && areas.get(level);
  const output = level && checks.get(level);
  return table && output ? { table, output } : null;
}

/** The area that a list names, by its name or else its id; nothing for none. */
export function areaName({ names, ids }: Pick<AreaTable, "names" | "ids">, row: number | undefined): string {
  return row === undefined || row < 0 ? "" : names[row] || ids[row] || "";
}
