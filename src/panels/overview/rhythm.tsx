import { useMemo } from "react";
import { useFormat, useTexts } from "../../i18n/locale.tsx";
import { setHours } from "../../state/actions.ts";
import { useApp } from "../../state/react.ts";
import { Button } from "../../ui/controls.tsx";
import { Matrix } from "../../ui/matrix.tsx";
import { Section } from "../../ui/panel.tsx";
import { messages } from "./messages.ts";

const columns = Array.from({ length: 24 }, (_, hour) => (hour % 6 === 0 ? String(hour) : ""));

/** When in the week cases are reported; a block of hours can be chosen as a filter. */
export function Rhythm({ hours }: { readonly hours: Uint32Array }) {
  const selected = useApp((state) => state.document.filters.hours);
  const t = useTexts(messages);
  const format = useFormat();
  const days = useMemo(() => Array.from({ length: 7 }, (_, day) => format.weekday(day)), [format]);
  const highest = hours.reduce((most, count) => Math.max(most, count), 0);
  const cellLabel = (index: number) => {
    const hour = index % 24;
    const span = { from: `${hour}:00`, to: `${hour + 1}:00` };
    return t("rhythmCell", { day: days[Math.floor(index / 24)] ?? "", ...span, count: hours[index] ?? 0 });
  };
  const clear = selected && (
    <Button kind="quiet" onClick={() => setHours([])}>
      {t("clearField")}
    </Button>
  );
  return (
    <Section title={t("rhythm")} aside={clear}>
      <Matrix
        label={`${t("rhythm")} (${t("rhythmUnit")})`}
        rows={days}
        columns={columns}
        values={hours}
        selected={selected ?? null}
        onSelect={setHours}
        cellLabel={cellLabel}
        scale={{ highest: format.number(highest), unit: t("rhythmUnit") }}
      />
      <p className="rhythm-hint">{t("rhythmHint")}</p>
    </Section>
  );
}
