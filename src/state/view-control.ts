import { createStore } from "zustand/vanilla";
import { createRunner, type Run, type RunContext, shownResult } from "./runs.ts";
import type { SceneLayer } from "./scene-layer.ts";
import type { AppState, Beside } from "./store.ts";
import { store } from "./store.ts";

/** A computation waits so long for the next change of the filters. */
const quietMilliseconds = 150;

/** What a view shows: what it is computed from, how, and what of it is on the map. */
export interface ViewPlan<Input, Result> {
  /** What to compute from; `null` while it is not there. Called often: it only picks parts of the state. */
  readonly input: (state: AppState) => Input | null;
  /** Whether a missing input is on its way; absent: the linked filters are all that is waited for. */
  readonly pending?: (state: AppState) => boolean;
  /** Whether two inputs give the same result. */
  readonly same: (one: Input, other: Input) => boolean;
  readonly compute: (input: Input, context: RunContext) => Promise<Result>;
  readonly layers: (result: Result, state: AppState) => readonly SceneLayer[];
  /** How long a computation waits for the next change of the filters; absent: as long as most do. */
  readonly quietMilliseconds?: number;
  /** A second picture to compare with; absent or `null`: there is none. */
  readonly beside?: (result: Result, state: AppState) => Beside | null;
}

function setBusy(viewBusy: boolean): void {
  if (store.getState().viewBusy !== viewBusy) store.setState({ viewBusy });
}

/** Another view is about to open: until it looks at the state, something is still to come. */
function awaitNext(): void {
  if (store.getState().document.view !== "overview") setBusy(true);
}

/**
 * Computes what a view shows whenever its input changes, outside React: a change waits until things are quiet, stops
 * the computation before, and leaves the old picture until the new one is there.
 */
export function createViewControl<Input, Result>(plan: ViewPlan<Input, Result>) {
  const runs = createStore<{ readonly run: Run<Result> }>(() => ({ run: { status: "idle" } }));
  const runner = createRunner<Result>((run) => {
    runs.setState({ run });
    if (run.status === "ready" || run.status === "failed") draw();
    if (run.status !== "running") setBusy(timer !== 0);
  });
  let seen: Input | null = null;
  let timer = 0;
  let opened = false;

  /** Opens the view on the present state; returns how to close it. */
  function open(): () => void {
    opened = true;
    store.setState({ viewLayers: [] });
    draw();
    look(store.getState());
    const unwatch = store.subscribe(look);
    const undraw = store.subscribe(pictureSources, draw, { equalityFn: sameItems });
    const unleave = store.subscribe(({ document }) => document.view, awaitNext);
    return () => {
      opened = false;
      unwatch();
      undraw();
      unleave();
      cancel();
      const next = store.getState().document.view !== "overview";
      store.setState({ viewLayers: next ? [] : null, viewBeside: null });
      awaitNext();
    };
  }

  function look(state: AppState): void {
    const input = plan.input(state);
    if (!opened) return;
    if (!input && seen === null) setBusy(plan.pending?.(state) ?? false);
    if (!input || (seen && (seen === input || plan.same(seen, input)))) return;
    const first = seen === null;
    seen = input;
    setBusy(true);
    clearTimeout(timer);
    timer = window.setTimeout(start, first ? 0 : (plan.quietMilliseconds ?? quietMilliseconds));
  }

  function start(): void {
    timer = 0;
    const input = seen;
    if (input) void runner.start((context) => plan.compute(input, context));
  }

  function cancel(): void {
    clearTimeout(timer);
    timer = 0;
    seen = null;
    runner.cancel();
    setBusy(false);
  }

  function draw(): void {
    const result = shownResult(runs.getState().run);
    if (!opened || result === undefined) return;
    const state = store.getState();
    store.setState({ viewLayers: plan.layers(result, state), viewBeside: plan.beside?.(result, state) ?? null });
  }

  return {
    runs,
    open,
    /** Draws the last result again, after something that only this view knows has changed. */
    draw,
    /** Stops what is being computed; the last result stays, and where there is none the view says so. */
    stop: () => {
      runner.stop();
    },
    /** Computes once more, after a failure. */
    again: start,
  };
}

const pictureSources = ({ document, viewport, session }: AppState) =>
  [document.theme, document.locale, document.analyses, viewport, session.areas] as const;

function sameItems(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.every((item, i) => item === b[i]);
}
