import { noValue } from "../../i18n/format.ts";
import { useFormat, useTexts } from "../../i18n/locale.tsx";
import type { ShapedColumn } from "../../lib/sql/shaping.ts";
import { useLocal } from "../../state/local-store.ts";
import { showFigures } from "../../state/query/figures.ts";
import { type ColumnFigures, type QueryTable, queries } from "../../state/query/store.ts";
import { shownResult } from "../../state/runs.ts";
import { IconButton } from "../../ui/controls.tsx";
import { Facts } from "../../ui/view-parts.tsx";
import { messages } from "./messages.ts";

/** The figures of the column that was asked about, beside the grid. */
export function ColumnFiguresCard({ table }: { readonly table: QueryTable }) {
  const figures = useLocal(queries, (state) => state.figures);
  const t = useTexts(messages);
  const column = table.columns.find(({ name }) => name === figures?.column);
  if (!figures || !column) return null;
  const found = shownResult(figures.run);
  return (
    <aside className="query-figures" aria-label={t("figures")} aria-busy={!found}>
      <header>
        <h3 title={column.name}>{column.name}</h3>
        <IconButton icon="close" size={14} label={t("close")} onClick={() => showFigures(null)} />
      </header>
      <p>{`${t(`type_${column.kind}`)} · ${column.type}`}</p>
      {found ? <Figures column={column} figures={found} /> : <p role="status">{t("working")}</p>}
    </aside>
  );
}

function Figures({ column, figures }: { readonly column: ShapedColumn; readonly figures: ColumnFigures }) {
  const t = useTexts(messages);
  const format = useFormat();
  const write = (value: number) => {
    if (column.kind === "date") return format.date(value);
    return column.kind === "time" ? format.dateTime(value) : format.number(value);
  };
  const { n, missing, different, scale, histogram, top } = figures;
  const share = (count: number) => (n > 0 ? `${format.number(count)} (${format.percent(count / n)})` : noValue);
  const facts: [string, string][] = [
    [t("statCount"), share(n - missing)],
    [t("statMissing"), share(missing)],
    [t("statDifferent"), format.number(different)],
  ];
  const spread: [string, string][] = scale
    ? [
        [t("statLeast"), write(scale.least)],
        [t("statMiddle"), write(scale.middle)],
        [t("statMean"), write(scale.mean)],
        [t("statGreatest"), write(scale.greatest)],
      ]
    : [];
  return (
    <>
      {scale && (
        <SmallHistogram
          label={t("histogram", { column: column.name })}
          counts={histogram}
          ends={[write(scale.least), write(scale.greatest)]}
        />
      )}
      <Facts facts={[...facts, ...spread]} />
      {top.length > 0 && <Top label={t("statTop")} top={top} write={format.number} />}
    </>
  );
}

interface SmallHistogramProps {
  readonly label: string;
  readonly counts: readonly number[];
  readonly ends: readonly [string, string];
}

function SmallHistogram({ label, counts, ends }: SmallHistogramProps) {
  const format = useFormat();
  const most = Math.max(1, ...counts);
  const widthPx = 100 / counts.length;
  return (
    <figure className="query-histogram">
      <figcaption>
        {label}
        <span>{format.compact(most)}</span>
      </figcaption>
      <svg viewBox="0 0 100 40" preserveAspectRatio="none" role="img" aria-label={label}>
        {counts.map((count, i) => (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: bars have no names, and stay in their order
            key={i}
            x={i * widthPx}
            y={40 - (40 * count) / most}
            width={widthPx * 0.9}
            height={(40 * count) / most}
          />
        ))}
      </svg>
      <div>
        <span>{ends[0]}</span>
        <span>{ends[1]}</span>
      </div>
    </figure>
  );
}

interface TopProps {
  readonly label: string;
  readonly top: ColumnFigures["top"];
  readonly write: (value: number) => string;
}

function Top({ label, top, write }: TopProps) {
  const most = Math.max(1, ...top.map(({ n }) => n));
  return (
    <figure className="query-top">
      <figcaption>{label}</figcaption>
      <ul>
        {top.map(({ value, n }) => (
          <li key={value}>
            <span title={value}>{value === "" ? "''" : value}</span>
            <span>{write(n)}</span>
            <span className="query-top-bar" style={{ width: `${(100 * n) / most}%` }} />
          </li>
        ))}
      </ul>
    </figure>
  );
}
