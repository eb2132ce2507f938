import type { Locale } from "../../../domain/document.ts";
import type { Manifest } from "../../../domain/manifest.ts";
import type { Format } from "../../../i18n/format.ts";
import { noValue } from "../../../i18n/format.ts";
import { levelLabel } from "../../../i18n/labels.ts";
import type { Texts } from "../../../i18n/texts.ts";
import type { HotspotsResult, Tested } from "./compute.ts";
import type { messages } from "./messages.ts";
import type { Reading } from "./reading.ts";
import type { Quantity, Settings } from "./settings.ts";

export type ViewTexts = Texts<keyof (typeof messages)["en"]>;

/** The language's way to write a result. */
export interface Words {
  readonly t: ViewTexts;
  readonly format: Format;
}

/** A probability with the digits that matter, and never 0. */
export function writeP(p: number): string {
  if (Number.isNaN(p)) return noValue;
  if (p < 0.0001) return "<0.0001";
  return p.toFixed(p < 0.00095 ? 4 : p < 0.095 ? 3 : 2);
}

/** A standard deviate with its sign. */
export function writeZ(z: number): string {
  return Number.isNaN(z) ? noValue : z.toFixed(Math.abs(z) < 10 ? 2 : 1).replace("-", "−");
}

/** A quantity's value without its unit, except the percent sign. */
export function writeValue(quantity: Quantity, value: number, format: Format): string {
  if (Number.isNaN(value)) return noValue;
  if (quantity === "overdue_share") return format.percent(value);
  return format.number(quantity === "count" ? value : Math.round(value * 10) / 10);
}

/** What the areas are called: the dataset's name of the level, or the shape of cells made on the fly. */
export function levelName({ made }: Settings, level: Tested["study"]["areas"]["level"], wording: LevelWording): string {
  return made ? wording.t(`made.${made.shape}`) : levelLabel(wording.manifest, level, wording.locale);
}

export interface LevelWording {
  readonly t: ViewTexts;
  readonly manifest: Manifest | null;
  readonly locale: Locale;
}

/** The answer in one sentence; what stands between asterisks is strong. */
export function answerOf(
  result: HotspotsResult,
  reading: Reading,
  { t, format, level }: Words & { level: string },
): string {
  const { test, subject } = result.input.settings;
  const { tests, counts } = reading;
  const correction = t(test.correction === "none" ? "uncorrected" : "corrected");
  const said = { tests, level, q: String(test.level), correction };
  if (reading.significant.length === 0) return t("answer.none", said);
  const of = (...names: string[]) => names.reduce((sum, name) => sum + (counts[name] ?? 0), 0);
  const start =
    test.statistic === "moran"
      ? t("answer.outliers", {
          ...said,
          high: of("high-high"),
          low: of("low-low"),
          outliers: of("high-low", "low-high"),
        })
      : test.statistic === "geary"
        ? t("answer.geary", { ...said, alike: of("high-high", "low-low", "similar"), unlike: of("different") })
        : t("answer.hotCold", { ...said, hot: reading.hot, cold: reading.cold });
  if (reading.hot === 0) return start + t("answer.end");
  const ratio = subject.quantity !== "median_days" && subject.quantity !== "overdue_share";
  const share = ratio
    ? t("answer.share", { land: format.percent(reading.landShare), load: format.percent(reading.loadShare) })
    : "";
  const { names, ids } = result.now.study.areas;
  return start + share + t("answer.hottest", { name: names[reading.hottest] || ids[reading.hottest] || "" });
}

/** What to be careful about, most serious first. */
export function warningsOf({ now, input }: HotspotsResult, reading: Reading, t: ViewTexts): string[] {
  const { test } = input.settings;
  const { flagged, tests } = reading;
  const [least = 0] = now.output?.leastP ?? [];
  const [needed = 0] = now.output?.permutationsNeeded ?? [];
  const permuted = test.inference === "permutation" || test.statistic === "geary";
  const smoothed = now.study.base.length > 0 && (test.measure === "eb-global" || test.measure === "eb-local");
  const warnings: (string | false)[] = [
    tests < 30 && t("warning.few", { tests }),
    permuted &&
      test.permutations < needed &&
      t("warning.permutations", { permutations: test.permutations, least: writeP(least), needed }),
    smoothed && t("warning.smoothed"),
    flagged["small-base"] > 0 &&
      t("warning.smallBase", { count: flagged["small-base"], minimum: test.minimumExpected }),
    flagged.isolated > 0 && t("warning.isolated", { count: flagged.isolated }),
    flagged["no-data"] > 0 && t("warning.noData", { count: flagged["no-data"] }),
    flagged["few-neighbours"] > 0 && t("warning.neighbours", { count: flagged["few-neighbours"] }),
  ];
  return warnings.filter((text) => text !== false);
}
