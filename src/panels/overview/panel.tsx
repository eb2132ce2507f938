import { useMemo } from "react";
import { type Format, noValue } from "../../i18n/format.ts";
import { useFormat, useTexts } from "../../i18n/locale.tsx";
import type { Texts } from "../../i18n/texts.ts";
import { clearFilters } from "../../state/actions.ts";
import { useApp } from "../../state/react.ts";
import type { Linked } from "../../state/store.ts";
import { Button } from "../../ui/controls.tsx";
import { Emphasised, EmptyState, Stat } from "../../ui/panel.tsx";
import { useNames } from "../use-names.ts";
import { leadingRow, measureOfAreas, relativeChange, type WindowFigures, windowFigures } from "./figures.ts";
import { messages } from "./messages.ts";
import "./panel.css";
import { Ranking } from "./ranking.tsx";
import { Rhythm } from "./rhythm.tsx";
import { ValueFilters } from "./values.tsx";

/** The overview: its question, the answer with its numbers, and the evidence. */
export function OverviewPanel() {
  const linked = useApp((state) => state.linked);
  const busy = useApp((state) => state.busy);
  const measure = useApp((state) => state.document.style.measure);
  const t = useTexts(messages);
  if (!linked) return <Waiting title={t(`question.${measure}`)} />;
  return (
    <div className="overview" aria-busy={busy}>
      <h1>{t(`question.${measure}`)}</h1>
      <Answer linked={linked} />
      <KeyFigures linked={linked} />
      <Ranking linked={linked} />
      <ValueFilters answer={linked.answer} />
      <Rhythm hours={linked.answer.hours} />
    </div>
  );
}

/** The shape of what is to come. */
function Waiting({ title }: { readonly title: string }) {
  const phase = useApp((state) => state.session.phase);
  if (phase === "failed" || phase === "idle") return <h1 className="visually-hidden">{title}</h1>;
  return (
    <div className="overview" aria-busy="true">
      <h1>{title}</h1>
      <div className="overview-waiting" aria-hidden="true" />
    </div>
  );
}

function Answer({ linked }: { readonly linked: Linked }) {
  const t = useTexts(messages);
  const format = useFormat();
  const tops = useTopArea(linked);
  const now = windowFigures(linked.answer.current);
  const window = useApp((state) => state.document.filters.time)
    ? format.range(...linked.window)
    : format.dates(...linked.window);
  if (linked.answer.total === 0) {
    return (
      <EmptyState title={t("answer.none", { window })}>
        <Button onClick={clearFilters}>{t("clear")}</Button>
      </EmptyState>
    );
  }
  const before = linked.answer.previous && windowFigures(linked.answer.previous);
  const change = before && relativeChange(now.cases, before.cases);
  const comparison = change === null ? "" : t("answer.change", { change: changeInWords(change, t, format.percent) });
  const text = t("answer.total", { window, count: now.cases }) + comparison + (tops ?? t("answer.end"));
  return (
    <p className="answer" aria-live="polite">
      <Emphasised text={text} />
    </p>
  );
}

function changeInWords(
  change: number,
  t: Texts<keyof (typeof messages)["en"]>,
  percent: (value: number) => string,
): string {
  if (Math.abs(change) < 0.0005) return t("answer.same");
  return t(change > 0 ? "answer.more" : "answer.fewer", { share: percent(Math.abs(change)) });
}

/** The part of the answer that names the leading area. */
function useTopArea({ answer, areaLevel }: Linked): string | null {
  const measure = useApp((state) => state.document.style.measure);
  const areas = useApp((state) => (areaLevel ? state.session.areas.get(areaLevel) : undefined));
  const t = useTexts(messages);
  const format = useFormat();
  const names = useNames();
  return useMemo(() => {
    const measured = areas && measureOfAreas(answer, areas, measure);
    const row = measured ? leadingRow(measured) : -1;
    if (!areas || !measured || row < 0) return null;
    const area = areas.names[row] || (areas.ids[row] ?? "");
    const value = measured.values[row] ?? 0;
    if (measure !== "count") return t("answer.top", { area, value: names.measuredFully(measure, value) });
    const total = measured.values.reduce((sum, cases) => sum + cases, 0);
    return t("answer.topCount", { area, value, share: format.percent(value / total) });
  }, [answer, areas, measure, t, format, names]);
}

function KeyFigures({ linked }: { readonly linked: Linked }) {
  const t = useTexts(messages);
  const format = useFormat();
  const { current, previous } = linked.answer;
  const now = windowFigures(current);
  const before = previous && windowFigures(previous);
  const compare = (figure: keyof WindowFigures, write: (value: number) => string) =>
    before ? comparison(now[figure], before[figure], { write, format, t }) : undefined;
  const overdue =
    before && now.overdue !== null && before.overdue !== null
      ? t("before", {
          value: format.percent(before.overdue),
          change: t("points", { points: format.points(now.overdue - before.overdue) }),
        })
      : undefined;
  const median = now.medianHours === null && now.cases > 0 ? t("notReached") : format.duration(now.medianHours);
  return (
    <>
      <dl className="stats overview-figures">
        <Stat label={t("cases")} value={format.number(now.cases)} note={compare("cases", format.number)} />
        <Stat label={t("open")} value={format.number(now.open)} note={compare("open", format.number)} />
        <Stat label={t("overdue")} value={format.percent(now.overdue)} note={overdue} hint={t("overdueHint")} />
        <Stat
          label={t("median")}
          value={median}
          note={compare("medianHours", format.duration)}
          hint={t("medianHint")}
        />
      </dl>
      <p className="overview-note">
        {t("closedAndOpen", { cases: now.cases, closed: now.cases - now.open, open: now.open })}
        {!before && t("noEarlier")}
      </p>
    </>
  );
}

interface Writing {
  readonly write: (value: number) => string;
  readonly format: Format;
  readonly t: Texts<keyof (typeof messages)["en"]>;
}

function comparison(value: number | null, earlier: number | null, { write, format, t }: Writing): string {
  if (earlier === null) return t("beforePlain", { value: noValue });
  const change = relativeChange(value, earlier);
  if (change === null) return t("beforePlain", { value: write(earlier) });
  return t("before", { value: write(earlier), change: format.change(change) });
}
