import type { Linked } from "../../state/store.ts";

/** What a panel shows: an answer, and of which state of the data. */
export interface PanelAnswer extends Linked {
  readonly version: number;
  readonly asOf: number;
}
