import type { Locale } from "../domain/document.ts";
import { faultText } from "../i18n/faults.ts";
import { createFormat } from "../i18n/format.ts";
import { createTexts } from "../i18n/texts.ts";
import { working } from "../i18n/working.ts";
import type { Run } from "./runs.ts";

/** A computation in words: what is being done or why it failed, and the way on; `null` while all is well. */
export function doingOf<T>(run: Run<T>, locale: Locale) {
  const t = createTexts(working, locale);
  if (run.status === "failed") {
    const fault = faultText(run.fault, locale);
    return { kind: "failed", title: t("failed"), fault, againLabel: t("again") } as const;
  }
  if (run.status !== "running") return null;
  const percent = createFormat(locale).percent(run.done);
  const text = run.done > 0 ? t("progress", { percent }) : t("computing");
  return { kind: "running", text, share: run.done, stopLabel: t("stop") } as const;
}
