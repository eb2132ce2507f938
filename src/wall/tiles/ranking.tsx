import { caseFigures } from "../../domain/indicators.ts";
import { noValue } from "../../i18n/format.ts";
import { useFormat, useTexts } from "../../i18n/locale.tsx";
import { measureOfAreas, orderedRows } from "../../panels/overview/figures.ts";
import { useNames } from "../../panels/use-names.ts";
import { useApp } from "../../state/react.ts";
import { messages } from "../messages.ts";
import type { TileProps } from "./props.ts";
import { BarRows } from "./rows.tsx";

/** The areas of a level by a measure, the largest first; those that rest on few cases are pale and last. */
export function Ranking({ panel, answer: { answer, areaLevel } }: TileProps) {
  const areas = useApp(({ session }) => (areaLevel ? session.areas.get(areaLevel) : undefined));
  const t = useTexts(messages);
  const names = useNames();
  const measured = areas && measureOfAreas(answer, areas, panel.measure);
  if (!areas || !measured) return <p className="tile-empty">{t("noAreas")}</p>;
  const { values, small } = measured;
  const order = orderedRows(values, true).sort((a, b) => (small[a] ?? 0) - (small[b] ?? 0));
  const most = order.reduce((largest, row) => Math.max(largest, values[row] || 0), 0);
  const rows = order.map((row) => {
    const value = values[row] ?? Number.NaN;
    return {
      key: areas.ids[row] ?? "",
      name: areas.names[row] || (areas.ids[row] ?? ""),
      value: Number.isNaN(value) ? noValue : names.measured(panel.measure, value),
      share: most > 0 ? (value || 0) / most : 0,
      bad: panel.measure === "overdue_share" || panel.measure === "open",
      small: small[row] === 1,
    };
  });
  return (
    <>
      <BarRows panel={panel} rows={rows} />
      {panel.measure !== "overdue_share" && <p className="wall-unit">{names.unit(panel.measure)}</p>}
    </>
  );
}

const fewest = 5;

/** The areas whose cases have increased most against the equal time before. */
export function Changes({ panel, answer: { answer, areaLevel } }: TileProps) {
  const areas = useApp(({ session }) => (areaLevel ? session.areas.get(areaLevel) : undefined));
  const t = useTexts(messages);
  const format = useFormat();
  const { areaOutcomes, previousAreaOutcomes } = answer;
  if (!areas || !areaOutcomes) return <p className="tile-empty">{t("noAreas")}</p>;
  if (!previousAreaOutcomes) return <p className="tile-empty">{t("noPrevious")}</p>;
  const changes = areas.ids
    .map((id, row) => {
      const now = caseFigures(areaOutcomes, row + 1).cases;
      const before = caseFigures(previousAreaOutcomes, row + 1).cases;
      return { id, row, now, before, more: now - before };
    })
    .filter(({ now, before, more }) => more > 0 && now + before >= fewest)
    .sort((a, b) => b.more - a.more || b.now - a.now);
  const most = Math.max(...changes.map(({ more }) => more));
  const rows = changes.map(({ id, row, now, before, more }) => ({
    key: id,
    name: areas.names[row] || id,
    value: `${format.number(before)} → ${format.number(now)}`,
    share: more / most,
    bad: true,
  }));
  if (rows.length === 0) return <p className="tile-empty">{t("noIncrease")}</p>;
  return (
    <>
      <BarRows panel={panel} rows={rows} />
      <p className="wall-unit">{t("changesHint")}</p>
    </>
  );
}
