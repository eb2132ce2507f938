import type { Box } from "./manifest.ts";

/** What the map shows now. */
export interface Viewport {
  readonly box: Box;
  readonly widthPx: number;
  readonly heightPx: number;
}
