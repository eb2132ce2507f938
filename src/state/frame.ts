import { type AppState, store } from "./store.ts";

const listeners = new Set<() => void>();
let shown: AppState = store.getState();
let frame = 0;

store.subscribe(() => {
  if (frame === 0) showNow();
});

/**
 * Until the next frame the interface keeps showing the state it shows: whoever drags the time window gets its counts
 * before the panels are drawn anew, and they are drawn once a frame.
 */
export function showNextFrame(): void {
  if (frame === 0) frame = requestAnimationFrame(showNow);
}

/** Shows the state as it is. */
export function showNow(): void {
  cancelAnimationFrame(frame);
  frame = 0;
  shown = store.getState();
  for (const listener of listeners) listener();
}

/** Calls `listener` whenever another state is to be shown; returns how to stop. */
export function onShown(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The state that the interface shows. */
export const shownState = (): AppState => shown;
