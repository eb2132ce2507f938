import { isAsked, type ParamSpec } from "../domain/analysis.ts";
import type { Locale } from "../domain/document.ts";

/** One field of a form, ready to draw. */
export type FormField = { readonly name: string; readonly label: string } & (
  | {
      readonly kind: "number";
      readonly value: number;
      readonly min: number;
      readonly max: number;
      readonly step: number;
      readonly unit: string;
      /** What a number of the form is divided by to be the parameter's: 100 for shares, which are shown as percent. */
      readonly scale?: number;
    }
  | { readonly kind: "boolean"; readonly value: boolean }
  | {
      readonly kind: "choice";
      readonly value: string;
      readonly options: readonly { readonly value: string; readonly label: string }[];
    }
);

const units: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {
  "zh-CN": {
    metres: "米",
    cases: "件",
    steps: "步",
    percent: "%",
    seconds: "秒",
    days: "天",
    months: "个月",
    minutes: "分钟",
    hours: "小时",
    kmh: "km/h",
    share: "%",
    residents: "人",
    km2: "km²",
    perKm2: "人/km²",
  },
  en: {
    metres: "m",
    cases: "cases",
    steps: "steps",
    percent: "%",
    seconds: "s",
    days: "d",
    months: "months",
    minutes: "min",
    hours: "h",
    kmh: "km/h",
    share: "%",
    residents: "people",
    km2: "km²",
    perKm2: "per km²",
  },
};

interface Wording {
  readonly locale: Locale;
  /** The analysis' texts in that language: `param.<name>` and `<name>.<option>`. */
  readonly texts: Readonly<Record<string, string>>;
}

/** The parameters that have an effect now, as fields of a form in the words of the analysis. */
export function formFields(
  spec: ParamSpec,
  values: Readonly<Record<string, string | number | boolean>>,
  { locale, texts }: Wording,
): FormField[] {
  return Object.entries(spec).flatMap(([name, param]): FormField[] => {
    if (!isAsked(param, values)) return [];
    const label = texts[`param.${name}`] ?? name;
    const value = values[name] ?? param.default;
    if (param.kind === "boolean") return [{ name, label, kind: "boolean", value: value === true }];
    if (param.kind === "choice") {
      const options = param.options.map((option) => ({ value: option, label: texts[`${name}.${option}`] ?? option }));
      return [{ name, label, kind: "choice", value: String(value), options }];
    }
    const { min, max } = param;
    const step = param.kind === "integer" ? 1 : (param.step ?? 0.001);
    const unit = (param.unit && units[locale][param.unit]) ?? "";
    const scale = param.unit === "share" ? 100 : 1;
    const scaled = (number: number) => Number((scale * number).toPrecision(12));
    const limits = { min: scaled(min), max: scaled(max), step: scaled(step) };
    return [
      { name, label, kind: "number", value: scaled(Number(value)), ...limits, unit, ...(scale > 1 && { scale }) },
    ];
  });
}
