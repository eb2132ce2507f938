import type { Format } from "../../../i18n/format.ts";
import { noValue } from "../../../i18n/format.ts";
import type { Texts } from "../../../i18n/texts.ts";
import type { ResponseResult } from "./compute.ts";
import type { messages } from "./messages.ts";

export type ViewTexts = Texts<keyof (typeof messages)["en"]>;

/** How the durations of a result are written: office hours are never called days. */
export function durationWriter({ input }: ResponseResult, format: Format, t: ViewTexts) {
  const days = input.settings.values.clock === "continuous";
  return (seconds = Number.NaN): string => {
    if (!Number.isFinite(seconds)) return noValue;
    const hours = seconds / 3600;
    return days || hours < 48 ? format.duration(hours) : t("workHours", { hours: format.number(Math.round(hours)) });
  };
}

/** A p-value in few digits. */
export function writeP(p: number): string {
  return p < 0.001 ? "< 0.001" : `= ${p.toFixed(3)}`;
}

/** An interval whose upper end may never be reached. */
export function writeInterval(write: (seconds?: number) => string, low?: number, high?: number): string {
  return `${write(low)} – ${write(high)}`;
}
