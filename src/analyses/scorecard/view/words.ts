import { codeLabel } from "../../../i18n/labels.ts";
import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { useApp } from "../../../state/react.ts";
import { type IndicatorCode, indicatorOf } from "../kernel/indicators.ts";
import type { ScorecardResult } from "./compute.ts";
import { unitsOf } from "./compute.ts";
import { messages } from "./messages.ts";

/** Names of areas or departments in the present language. */
export function useUnitName(result: ScorecardResult, kind: "area" | "dept"): (unit: number) => string {
  const manifest = useApp((state) => state.session.manifest);
  const locale = useLocale();
  const { ids, names } = unitsOf(result, kind);
  return (unit) => names?.[unit] ?? codeLabel(manifest, "dept", ids[unit] ?? "", locale);
}

/** A value of an indicator with its unit. */
export function useValueText(): (code: IndicatorCode, value: number | null) => string {
  const format = useFormat();
  const t = useTexts(messages);
  return (code, value) => {
    if (value === null) return t("noData");
    if (code === "discovery_to_done_min") return format.duration(value / 60);
    if (code.endsWith("_handle_time")) return format.duration(value);
    return indicatorOf(code).kind === "rate" ? format.percent(value) : format.number(value);
  };
}
