import { keepText, keptText, parsedJson } from "../data/kept.ts";
import { count, list, maybe, object, type Place, text } from "../domain/shape.ts";
import { createLocalStore } from "./local-store.ts";

/** A plan of management units that the user keeps in this browser. */
export interface SavedPlan {
  readonly name: string;
  /** Counts the times that a plan of this name was saved. */
  readonly version: number;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
  /** What makes the plan again: the settings of `units` in the document. */
  readonly atoms: string;
  readonly base: string;
  readonly plan: string;
  readonly names: string;
  readonly note: string;
  /** Links between atoms that do not touch; absent in plans kept before there were any. */
  readonly bridges?: string;
}

/** The kept plans of the dataset that is open, newest first. */
export const savedPlans = createLocalStore<{ readonly dataset: string; readonly plans: readonly SavedPlan[] }>({
  dataset: "",
  plans: [],
});

const shape = list(
  object({
    name: text(),
    version: count,
    savedAt: count,
    atoms: text(),
    base: text(),
    plan: text(),
    names: text(),
    note: text(),
    bridges: maybe(text()),
  }),
);

const keyOf = (dataset: string) => `wangge plans ${dataset}`;

/** Reads the plans kept for a dataset; what is not readable is left alone and shown as none. */
export function openSavedPlans(dataset: string): void {
  if (savedPlans.getState().dataset === dataset) return;
  let usable = true;
  const place: Place = {
    path: "plans",
    fail: () => {
      usable = false;
      // A shape goes on with whatever `fail` returns; nothing of it is used.
      return undefined as never;
    },
  };
  const kept = shape(parsedJson(keptText(keyOf(dataset)) ?? "[]"), place);
  savedPlans.setState({ dataset, plans: usable ? kept : [] });
}

/** Keeps a plan as the next version of its name; false where the browser keeps nothing. */
export function savePlan(plan: Omit<SavedPlan, "version" | "savedAt">): boolean {
  const { plans } = savedPlans.getState();
  const version =
    1 + plans.filter(({ name }) => name === plan.name).reduce((most, own) => Math.max(most, own.version), 0);
  return keep([{ ...plan, version, savedAt: Date.now() }, ...plans]);
}

export function removePlan(plan: SavedPlan): void {
  keep(savedPlans.getState().plans.filter((other) => other !== plan));
}

function keep(plans: readonly SavedPlan[]): boolean {
  const { dataset } = savedPlans.getState();
  savedPlans.setState({ plans });
  return keepText(keyOf(dataset), JSON.stringify(plans));
}
