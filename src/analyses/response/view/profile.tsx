import { useMemo } from "react";
import { useFormat, useTexts } from "../../../i18n/locale.tsx";
import { setHours } from "../../../state/actions.ts";
import { useApp } from "../../../state/react.ts";
import { Matrix } from "../../../ui/matrix.tsx";
import { Section } from "../../../ui/panel.tsx";
import type { ResponseResult } from "./compute.ts";
import { messages } from "./messages.ts";
import { durationWriter } from "./words.ts";

const weekdays = [0, 1, 2, 3, 4, 5, 6];
const hours = Array.from({ length: 24 }, (_, hour) => (hour % 6 === 0 ? String(hour) : ""));

/** The median by weekday and hour of report, of the chosen area or of all; chosen hours are the linked filter. */
export function Profile({ result }: { readonly result: ResponseResult }) {
  const chosen = useApp((state) => state.document.filters.hours);
  const t = useTexts(messages);
  const format = useFormat();
  const { output, input } = result;
  const { table, profileArea, settings } = input;
  const { smallCases } = settings.values;
  const values = useMemo(() => (output ? shownMedians(output, smallCases) : []), [output, smallCases]);
  if (!output) return null;
  const write = durationWriter(result, format, t);
  const cell = (index: number) =>
    t("profileCell", {
      day: format.weekday(Math.floor(index / 24)),
      hour: index % 24,
      median: write(output.profileMedian[index]),
      cases: output.profileCases[index] ?? 0,
    });
  const area = profileArea < 0 ? t("everywhere") : table.names[profileArea] || (table.ids[profileArea] ?? "");
  return (
    <Section title={t("profile")}>
      <p className="view-note">{t("profileAbout", { area, count: smallCases })}</p>
      <Matrix
        label={t("profile")}
        rows={weekdays.map(format.weekday)}
        columns={hours}
        values={values}
        selected={chosen ?? null}
        onSelect={setHours}
        cellLabel={cell}
        scale={{ highest: write(Math.max(...values)), unit: t("profileUnit") }}
      />
    </Section>
  );
}

/** Medians of cells with enough cases, else 0; what is never reached is as strong as the slowest. */
function shownMedians({ profileCases, profileMedian }: NonNullable<ResponseResult["output"]>, smallCases: number) {
  const enough = (index: number) => (profileCases[index] ?? 0) >= smallCases;
  const slowest = profileMedian.reduce((most, median, i) => (enough(i) && median > most ? median : most), 1);
  return Float64Array.from(profileMedian, (median, i) => {
    if (!enough(i)) return 0;
    return Number.isNaN(median) ? slowest : median;
  });
}
