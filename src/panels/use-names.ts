import { useMemo } from "react";
import type { FilterField } from "../domain/case-chunk.ts";
import type { AreaRef, Locale } from "../domain/document.ts";
import type { Measure } from "../domain/filters.ts";
import type { AreaLevel } from "../domain/vocabulary.ts";
import { createFormat } from "../i18n/format.ts";
import { codeLabel, levelLabel } from "../i18n/labels.ts";
import { useLocale } from "../i18n/locale.tsx";
import { createTexts } from "../i18n/texts.ts";
import { vocabulary } from "../i18n/vocabulary.ts";
import { useApp } from "../state/react.ts";
import type { Session } from "../state/store.ts";

/** How the open dataset and the language name things. */
export type Names = ReturnType<typeof createNames>;

export function createNames(session: Pick<Session, "manifest" | "areas">, locale: Locale) {
  const { manifest, areas } = session;
  const words = createTexts(vocabulary, locale);
  const format = createFormat(locale);

  function area({ level, id }: AreaRef): string {
    const table = areas.get(level);
    const row = table?.ids.indexOf(id) ?? -1;
    return table?.names[row] || id;
  }

  /** A measure's value with enough digits to tell areas apart; its unit is said beside it. */
  function measured(measure: Measure, value: number): string {
    if (measure === "overdue_share") return format.percent(value);
    return format.number(value);
  }

  return {
    words,
    area,
    measured,
    /** With its unit, as a sentence needs it. */
    measuredFully: (measure: Measure, value: number) =>
      measure === "overdue_share"
        ? measured(measure, value)
        : `${measured(measure, value)} ${words(`unit.${measure}`)}`,
    level: (level: AreaLevel) => levelLabel(manifest, level, locale),
    field: (field: FilterField) => words(field),
    value: (field: string, code: string) => codeLabel(manifest, field, code, locale),
    measure: (measure: Measure) => words(measure),
    unit: (measure: Measure) => words(`unit.${measure}`),
  };
}

export function useNames(): Names {
  const manifest = useApp((state) => state.session.manifest);
  const areas = useApp((state) => state.session.areas);
  const locale = useLocale();
  return useMemo(() => createNames({ manifest, areas }, locale), [manifest, areas, locale]);
}
