import type { Format } from "../../../i18n/format.ts";
import type { Texts } from "../../../i18n/texts.ts";
import type { messages } from "./messages.ts";
import type { SitingResult } from "./types.ts";

interface Words {
  readonly t: Texts<keyof (typeof messages)["en"]>;
  readonly format: Format;
}

/** The answer in one sentence, always with the gap to the best; what stands between asterisks is strong. */
export function answerOf({ output, input, chosen, status, table }: SitingResult, { t, format }: Words): string {
  const { form } = input.settings;
  if (!output || !table || status === "infeasible") {
    return t(form.model === "backup-cover" ? "infeasibleBackup" : "infeasible", { asked: form.sites });
  }
  const [objective = Number.NaN] = output.objective;
  const [before = Number.NaN] = output.before;
  const [share = Number.NaN] = output.gap;
  const total = table.weight.reduce((sum, weight) => sum + weight, 0);
  const gap =
    status === "optimal"
      ? t("gapNone")
      : Number.isFinite(share)
        ? t("gap", { gap: format.percent(share) })
        : t("gapUnknown");
  const sites = chosen.length;
  if (form.model === "cover-all") return t("all", { sites, gap });
  if (form.model === "p-center") return t("center", { sites, gap, after: format.metres(objective) });
  if (form.model === "p-median") {
    const mean = (metres: number) => format.metres(metres / total);
    return t("median", { sites, gap, thing: t("thing"), before: mean(before), after: mean(objective) });
  }
  const people = (weight: number) => `${format.number(Math.round(weight))} (${format.percent(weight / total)})`;
  const what =
    form.subject === "camera" ? t("what.camera") : t("what.facility", { metres: format.metres(form.reachMetres) });
  const shares = {
    first: format.percent(1 - form.secondPercent / 100),
    second: format.percent(form.secondPercent / 100),
  };
  const twice = form.model === "backup-cover" ? t("twice") : form.model === "backup-share" ? t("inShares", shares) : "";
  const said = { sites, what: what + twice, before: people(before), after: people(objective) };
  return t("covered", { ...said, total: format.number(total), gap });
}

/** What to be careful about. */
export function warningsOf({ output, input }: SitingResult, { t, format }: Words): string[] {
  const [used = 0, asked = 0] = output?.used ?? [];
  const [count = 0, weight = 0] = output?.unreachable ?? [];
  const { subject, model } = input.settings.form;
  const warnings = [
    subject === "camera" && (model === "p-median" || model === "p-center") && t("camerasOnly"),
    used < asked && t("fewer", { sites: used, asked }),
    count > 0 && t("unreachable", { count: format.number(count), weight: format.number(Math.round(weight)) }),
  ];
  return warnings.filter((text) => text !== false);
}
