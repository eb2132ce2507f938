import type { StoreApi } from "zustand/vanilla";
import { useLocale } from "../i18n/locale.tsx";
import { doingOf } from "./doing.ts";
import { useRun } from "./react.ts";
import { type Run, shownResult } from "./runs.ts";

interface ViewControl<Result> {
  readonly runs: StoreApi<{ readonly run: Run<Result> }>;
  readonly stop: () => void;
  readonly again: () => void;
}

/** What a view shows, and what its frame says of the computation. */
export function useViewRun<Result>(control: ViewControl<Result>) {
  const run = useRun(control);
  const locale = useLocale();
  const frame = { doing: doingOf(run, locale), onStop: control.stop, onAgain: control.again };
  return { result: shownResult(run), frame };
}
