import { codeLabel } from "../../../i18n/labels.ts";
import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { areaNameAt } from "../../../state/area-levels.ts";
import { useApp } from "../../../state/react.ts";
import type { Alert } from "./alerts.ts";
import type { WarningResult } from "./compute.ts";
import { messages } from "./messages.ts";

/** Alerts in words: where they are, how rare, how sure. */
export function useWords({ cases, input }: WarningResult) {
  const t = useTexts(messages);
  const format = useFormat();
  const locale = useLocale();
  const manifest = useApp((state) => state.session.manifest);
  const { fine, coarse, classes } = cases;
  const clusterPlace = ({ areas }: Alert): string => {
    const [first = 0] = areas;
    const { labelPoints } = fine;
    const name = areaNameAt(input.areas, labelPoints[2 * first], labelPoints[2 * first + 1]);
    return t("place", { name, count: areas.length });
  };
  const seriesPlace = ({ series }: Alert): string => {
    const row = Math.floor(series / Math.max(1, classes.length));
    const code = classes[series % Math.max(1, classes.length)] ?? "";
    const area = coarse.names[row] || (coarse.ids[row] ?? "");
    return t("seriesPlace", { area, name: codeLabel(manifest, cases.classField, code, locale) });
  };
  return {
    place: (alert: Alert) => (alert.kind === "series" ? seriesPlace(alert) : clusterPlace(alert)),
    /** Longer than a century is as good as never: the figure behind it is a guess. */
    interval: (days: number) => {
      if (!(days < 36_525)) return `> ${t("years", { count: 100 })}`;
      if (days >= 730) return t("years", { count: format.number(Math.round(days / 365.25)) });
      return t("days", { count: format.number(Math.round(days)) });
    },
    p: (value: number) => (value < 0.0001 ? "< 0.0001" : String(Number(value.toPrecision(2)))),
    round: (value: number) => format.number(Math.round(value * 10) / 10),
    source: (code: string) => codeLabel(manifest, "source", code, locale),
  };
}
