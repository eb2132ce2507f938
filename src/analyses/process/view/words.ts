import { useCallback } from "react";
import type { PresetId } from "../../../domain/process.ts";
import { useLocale } from "../../../i18n/locale.tsx";
import { activityLabel } from "../../../i18n/process.ts";
import type { ProcessResult } from "./compute.ts";

/** Names of the log's activities in the present language; an action that several stages have says of which. */
export function useActivityName({ facts, input }: ProcessResult): (activity: number) => string {
  const locale = useLocale();
  const preset: PresetId = input.settings.params.preset;
  const { activities } = facts;
  return useCallback(
    (a) => {
      const own = activities[a];
      if (!own) return "";
      const alone = activities.filter(({ action }) => action === own.action).length === 1;
      return activityLabel(own, locale, { preset, alone });
    },
    [activities, locale, preset],
  );
}
