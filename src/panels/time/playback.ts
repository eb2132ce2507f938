import { useEffect } from "react";
import type { TimeRange } from "../../domain/filters.ts";
import { dragTime, setPlaying, setTime } from "../../state/actions.ts";
import { store } from "../../state/store.ts";
import { playFrom, playOn, playStride } from "./windows.ts";

export const speeds = ["1", "2", "4"] as const;
export type Speed = (typeof speeds)[number];

const tickMilliseconds = 250;

/** Moves the time window on while the state says so, never ahead of the picture. */
export function usePlayback(playing: boolean, speed: Speed, { data, step }: { data: TimeRange; step: number }): void {
  const [from, to] = data;
  useEffect(() => {
    if (!playing) return;
    const range: TimeRange = [from, to];
    setTime(playFrom(store.getState().document.filters.time ?? null, range));
    const timer = setInterval(() => {
      const { document, busy } = store.getState();
      if (busy) return;
      const next = playOn(document.filters.time ?? range, playStride(range, step), range);
      if (next) dragTime(next);
      else setPlaying(false);
    }, tickMilliseconds / Number(speed));
    return () => clearInterval(timer);
  }, [playing, speed, from, to, step]);
}
