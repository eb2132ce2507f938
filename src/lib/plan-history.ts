import type { Plan, PlanChange } from "./plan.ts";

/** What was done to a plan, for undo and redo; changes made in one stroke are one step. */
export interface PlanHistory {
  /** Notes a change that has been made; `stroke` joins it to the step before. */
  note(change: PlanChange, stroke?: boolean): void;
  /** Undoes the last step; false where there is none. */
  undo(plan: Plan): boolean;
  redo(plan: Plan): boolean;
  canUndo(): boolean;
  canRedo(): boolean;
}

const mostSteps = 500;

/** A history without steps. */
export function createPlanHistory(): PlanHistory {
  const done: PlanChange[][] = [];
  let undone: PlanChange[][] = [];
  return {
    note(change, stroke = false) {
      undone = [];
      const last = done.at(-1);
      if (stroke && last) last.push(change);
      else done.push([change]);
      if (done.length > mostSteps) done.shift();
    },
    undo(plan) {
      const step = done.pop();
      if (!step) return false;
      for (const change of step.toReversed()) plan.apply(change, true);
      undone.push(step);
      return true;
    },
    redo(plan) {
      const step = undone.pop();
      if (!step) return false;
      for (const change of step) plan.apply(change);
      done.push(step);
      return true;
    },
    canUndo: () => done.length > 0,
    canRedo: () => undone.length > 0,
  };
}
