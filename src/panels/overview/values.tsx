import { useMemo } from "react";
import { type FilterField, filterFields } from "../../domain/case-chunk.ts";
import { useFormat, useTexts } from "../../i18n/locale.tsx";
import { setValues, toggleValue } from "../../state/actions.ts";
import { useApp } from "../../state/react.ts";
import type { Linked } from "../../state/store.ts";
import { type Bar, Bars } from "../../ui/bars.tsx";
import { Button } from "../../ui/controls.tsx";
import { Section } from "../../ui/panel.tsx";
import { useNames } from "../use-names.ts";
import { messages } from "./messages.ts";

const foldedAtFirst: readonly FilterField[] = ["source", "status", "handling_type"];

/** The values of each field with their counts under the other filters; pressing one filters by it. */
export function ValueFilters({ answer }: { readonly answer: Linked["answer"] }) {
  const dictionaries = useApp((state) => state.session.facts?.dictionaries);
  if (!dictionaries) return null;
  const stated = filterFields.filter((field) => (dictionaries[field]?.length ?? 0) > 0);
  return stated.map((field) => (
    <FieldFilter key={field} field={field} dictionary={dictionaries[field] ?? []} counts={answer.fields[field]} />
  ));
}

interface FieldFilterProps {
  readonly field: FilterField;
  readonly dictionary: readonly string[];
  readonly counts: Uint32Array | undefined;
}

function FieldFilter({ field, dictionary, counts }: FieldFilterProps) {
  const chosen = useApp((state) => state.document.filters.values[field]);
  const t = useTexts(messages);
  const names = useNames();
  const format = useFormat();
  const bars = useMemo(() => {
    const total = counts?.reduce((sum, count) => sum + count, 0) ?? 0;
    const barOf = (code: string, value: number): Bar => ({
      key: code,
      label: names.value(field, code),
      value,
      text: format.number(value),
      note: format.percent(total > 0 ? value / total : null),
      selected: chosen?.includes(code) ?? false,
    });
    const all = dictionary.map((code, i) => barOf(code, counts?.[i + 1] ?? 0));
    const unstated = counts?.[0] ?? 0;
    if (unstated > 0 || chosen?.includes("")) all.push(barOf("", unstated));
    return all.sort((a, b) => b.value - a.value);
  }, [field, dictionary, counts, chosen, names, format]);
  const clear = chosen && (
    <Button kind="quiet" onClick={() => setValues(field, [])}>
      {t("clearField")}
    </Button>
  );
  return (
    <Section title={names.field(field)} aside={clear} folded={!chosen && foldedAtFirst.includes(field)}>
      <Bars
        label={t("bars", { field: names.field(field) })}
        bars={bars}
        onToggle={(value) => toggleValue(field, value)}
        texts={{
          search: t("searchValues"),
          showAll: t("showAll", { count: bars.length }),
          showFewer: t("showFewer"),
          nothingFound: t("nothingFound"),
        }}
      />
    </Section>
  );
}
