import { useFormat, useTexts } from "../../../i18n/locale.tsx";
import { messages } from "./messages.ts";
import type { ClusterRow } from "./reading.ts";

/** Clusters in words: where they are, how rare, and how large p is. */
export function useWords() {
  const t = useTexts(messages);
  const format = useFormat();
  return {
    place: ({ place, names }: ClusterRow) => t("place", { name: place, count: names.length }),
    /** Longer than a century is as good as never: the figure behind it is a guess. */
    interval: (days: number) => {
      if (!(days < 36_525)) return `> ${t("years", { count: 100 })}`;
      if (days >= 730) return t("years", { count: format.number(Math.round(days / 365.25)) });
      return t("days", { count: format.number(days >= 10 ? Math.round(days) : Math.round(days * 10) / 10) });
    },
    p: (value: number) => (value < 0.0001 ? "< 0.0001" : String(Number(value.toPrecision(2)))),
  };
}
