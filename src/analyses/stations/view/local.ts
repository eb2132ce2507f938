import { createLocalStore } from "../../../state/local-store.ts";
import type { Run } from "../../../state/runs.ts";
import type { Group } from "../../../state/travel-settings.ts";
import type { WhatIfResult } from "./compute.ts";
import type { Preview } from "./live.ts";
import type { Goal } from "./settings.ts";

/** What a click on the map does: nothing, or putting a new station there. Stations can be dragged either way. */
export const tools = ["look", "add"] as const;
export type Tool = (typeof tools)[number];

/** What the solver did: stations put, kept and closed; how good that is, and how far from the proven best it may be. */
export interface Solved {
  readonly goal: Goal;
  readonly group: Group;
  readonly put: number;
  readonly kept: number;
  readonly closed: number;
  readonly gap: number;
  /** Share within the target, or minutes. */
  readonly value: number;
}

interface Local {
  readonly tool: Tool;
  /** The last result, for what the pointer does. */
  readonly result: WhatIfResult | null;
  /** The station being dragged, and the picture meanwhile. */
  readonly held: { readonly id: string; readonly lon: number; readonly lat: number } | null;
  readonly preview: Preview | null;
  /** The solver that chooses stations: how far it is, or what it said last. */
  readonly solving: Run<Solved | null>;
  /** Whether the held station is moved with the arrow keys. */
  readonly steered: boolean;
}

const start: Local = {
  tool: "look",
  result: null,
  held: null,
  preview: null,
  solving: { status: "idle" },
  steered: false,
};

/** What only this view knows. */
export const local = createLocalStore<Local>(start);
