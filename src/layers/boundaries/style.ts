import type { AreaTable } from "../../domain/area-table.ts";
import type { Theme } from "../../domain/document.ts";
import type { AreaLevel } from "../../domain/vocabulary.ts";

/** The levels whose outlines are drawn, fine ones first. */
export type BoundariesData = readonly AreaTable[];

/** How outlines look. */
export interface BoundariesStyle {
  readonly theme: Theme;
}

/** Width and opacity (0 to 255) of a level's outlines. */
export function lineOf(level: AreaLevel): { widthPixels: number; alpha: number } {
  if (level === "cell" || level === "micro_grid") return { widthPixels: 1, alpha: 70 };
  if (level === "duty_grid" || level === "comp_grid") return { widthPixels: 1.25, alpha: 150 };
  return level === "community" ? { widthPixels: 1.5, alpha: 190 } : { widthPixels: 2, alpha: 230 };
}
