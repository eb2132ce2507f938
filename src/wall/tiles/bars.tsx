import { noValue } from "../../i18n/format.ts";
import { useFormat, useTexts } from "../../i18n/locale.tsx";
import { useNames } from "../../panels/use-names.ts";
import { useApp } from "../../state/react.ts";
import { messages } from "../messages.ts";
import type { TileProps } from "./props.ts";
import { BarRows } from "./rows.tsx";

/** The panel's cases by the values of a field, most first; how many are beyond the last row is said. */
export function Bars({ panel, answer: { answer } }: TileProps) {
  const dictionary = useApp(({ session }) => session.facts?.dictionaries[panel.field]);
  const t = useTexts(messages);
  const format = useFormat();
  const names = useNames();
  const counts = Array.from(answer.fields[panel.field] ?? []);
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return <p className="tile-empty">{t("noCases")}</p>;
  const order = counts
    .map((count, code) => ({ code, count }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || a.code - b.code);
  const most = order[0]?.count ?? 1;
  const rows = order.map(({ code, count }) => ({
    key: String(code),
    name: code === 0 ? noValue : names.value(panel.field, dictionary?.[code - 1] ?? ""),
    value: format.percent(count / total),
    share: count / most,
  }));
  return (
    <>
      <BarRows panel={panel} rows={rows} />
      <p className="wall-unit">{t("ofCases", { total: format.number(total) })}</p>
    </>
  );
}
