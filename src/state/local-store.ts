import { useStore } from "zustand";
import { createStore, type StoreApi } from "zustand/vanilla";

/** State of one view that is neither in the link nor of use to others: what is pointed at, say. */
export type LocalStore<T> = StoreApi<T>;

export function createLocalStore<T extends object>(initial: T): LocalStore<T> {
  return createStore<T>(() => initial);
}

/** A part of a view's own state, and a new render when it changes. */
export function useLocal<T extends object, P>(local: LocalStore<T>, selector: (state: T) => P): P {
  return useStore(local, selector);
}
