import { useSyncExternalStore } from "react";
import { useStore } from "zustand";
import type { StoreApi } from "zustand/vanilla";
import { onShown, shownState } from "./frame.ts";
import type { Run } from "./runs.ts";
import type { AppState } from "./store.ts";

/** A part of the state, and a new render when it changes. Select stored references, never fresh objects. */
export function useApp<T>(selector: (state: AppState) => T): T {
  return useSyncExternalStore(onShown, () => selector(shownState()));
}

/** How the computation of a view stands, and a new render when that changes. */
export function useRun<Result>({ runs }: { readonly runs: StoreApi<{ readonly run: Run<Result> }> }): Run<Result> {
  return useStore(runs, ({ run }) => run);
}
