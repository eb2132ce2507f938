import { useFormat, useTexts } from "../../../i18n/locale.tsx";
import { Section } from "../../../ui/panel.tsx";
import { Warnings } from "../../../ui/view-parts.tsx";
import type { WarningResult } from "./compute.ts";
import { messages } from "./messages.ts";
import { useWords } from "./words.ts";

/** A surge is worth a line of its own at this p or less. */
const surgeLevel = 0.01;

/** Data that stopped arriving, cases that will be late, and cameras that are out. */
export function OtherWarnings({ result }: { readonly result: WarningResult }) {
  const t = useTexts(messages);
  const format = useFormat();
  const words = useWords(result);
  const { silences, surge, cameras } = result.limits;
  const { asOf, filters } = result.input;
  const inSurge = surge !== null && surge.p <= surgeLevel;
  const said = surge && {
    due: format.number(surge.due),
    predicted: format.number(Math.round(surge.predicted)),
    usual: format.number(Math.round(surge.usual)),
  };
  const warnings = [
    ...silences.map(({ source, quietDays, perDay }) =>
      t("limits.silence", { source: words.source(source), days: quietDays, perDay: words.round(perDay) }),
    ),
    ...(inSurge && said ? [t("limits.surge", said)] : []),
    ...(cameras && cameras.out > 0
      ? [t("limits.cameras", { out: cameras.out, all: cameras.all, names: format.list(cameras.names) })]
      : []),
  ];
  const notes = [
    ...(said ? (inSurge ? [] : [t("limits.noSurge", said)]) : [t("limits.notDue")]),
    ...(cameras ? [] : [t("limits.noCameras")]),
    ...(warnings.length === 0 ? [t("limits.none")] : []),
    // The alerts above are those of the chosen time's last day.
    ...(filters.time ? [t("limits.moment", { moment: format.dateTime(asOf) })] : []),
  ];
  return (
    <Section title={t("limits")}>
      <Warnings texts={warnings} />
      {notes.map((note) => (
        <p className="view-note" key={note}>
          {note}
        </p>
      ))}
    </Section>
  );
}
