import { createLocalStore } from "../../../state/local-store.ts";
import type { WhatIfResult } from "./compute.ts";
import type { Preview } from "./live.ts";

/** What a click on the map does: nothing, or putting a new station there. Stations can be dragged either way. */
export const tools = ["look", "add"] as const;
export type Tool = (typeof tools)[number];

/** Stations that were chosen: how many, how the best was found, and how far from the proven best they may be. */
export interface Solved {
  readonly count: number;
  readonly gap: number;
  readonly goal: string;
}

interface Local {
  readonly tool: Tool;
  /** The last result, for what the pointer does. */
  readonly result: WhatIfResult | null;
  /** The station being dragged, and the picture meanwhile. */
  readonly held: { readonly id: string; readonly lon: number; readonly lat: number } | null;
  readonly preview: Preview | null;
  /** How far the solver is that chooses stations, 0 to 1; `null` while it does not run. */
  readonly solving: number | null;
  /** What the solver said last. */
  readonly solved: Solved | null;
}

const start: Local = { tool: "look", result: null, held: null, preview: null, solving: null, solved: null };

/** What only this view knows. */
export const local = createLocalStore<Local>(start);
