import { useCallback } from "react";
import { useFormat, useTexts } from "../../../i18n/locale.tsx";
import { messages } from "./messages.ts";

/** Not reached comes after every number of minutes; what is not known, last. */
export const order = (minutes: number) => (Number.isNaN(minutes) ? 1e9 : Math.min(minutes, 1e8));

/** How a number of minutes is written: not reached, and not known, are said. */
export function useMinutes(): (minutes: number) => string {
  const format = useFormat();
  const t = useTexts(messages);
  return useCallback(
    (minutes) => (minutes === Infinity ? t("notReached") : format.number(Math.round(minutes * 10) / 10)),
    [t, format],
  );
}
