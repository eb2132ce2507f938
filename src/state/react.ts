import { useStore } from "zustand";
import { type AppState, store } from "./store.ts";

/** A part of the state, and a new render when it changes. Select stored references, never fresh objects. */
export function useApp<T>(selector: (state: AppState) => T): T {
  return useStore(store, selector);
}
