import { caseFigures, overdueShare } from "../../domain/indicators.ts";
import { useFormat, useTexts } from "../../i18n/locale.tsx";
import { windowFigures } from "../../panels/overview/figures.ts";
import { messages } from "../messages.ts";
import type { TileProps } from "./props.ts";

/** Four figures of the panel's cases, with those of the equal time before. */
export function Figures({ answer: { answer } }: TileProps) {
  const t = useTexts(messages);
  const format = useFormat();
  const now = windowFigures(answer.current);
  const before = answer.previous && windowFigures(answer.previous);
  const figures = [
    [t("cases"), format.compact(now.cases), before && format.compact(before.cases)],
    [t("open"), format.compact(now.open), before && format.compact(before.open)],
    [t("overdueShare"), format.percent(now.overdue), before && format.percent(before.overdue)],
    [t("median"), format.duration(now.medianHours), before && format.duration(before.medianHours)],
  ] as const;
  return (
    <dl className="wall-figures">
      {figures.map(([label, value, earlier]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
          <dd className="wall-before">{earlier === null ? t("noPrevious") : t("before", { value: earlier })}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The share of cases past their limit: a figure, a bar, and how many it rests on. */
export function Overdue({ answer: { answer } }: TileProps) {
  const t = useTexts(messages);
  const format = useFormat();
  const figures = caseFigures(answer.current.outcomes);
  const share = overdueShare(figures);
  if (figures.cases === 0) return <p className="tile-empty">{t("noCases")}</p>;
  return (
    <div className="wall-overdue">
      <p className="wall-figure">{format.percent(share)}</p>
      <div className="wall-bar wall-bad" aria-hidden="true">
        <span style={{ width: `${(share ?? 0) * 100}%` }} />
      </div>
      <p>
        {format.number(figures.overdue)} · {t("overdueHint", { limited: figures.limited })}
      </p>
    </div>
  );
}
