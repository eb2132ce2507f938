import { areaLevels } from "../../../domain/vocabulary.ts";
import { levelLabel } from "../../../i18n/labels.ts";
import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { hover, select, setAnalysis } from "../../../state/actions.ts";
import { useApp } from "../../../state/react.ts";
import { Segmented, Select } from "../../../ui/controls.tsx";
import { Section } from "../../../ui/panel.tsx";
import { type SortedColumn, SortedTable } from "../../../ui/sorted-table.tsx";
import { TwoLines } from "../../../ui/two-lines.tsx";
import { type ScorecardResult, unitsOf } from "./compute.ts";
import { messages } from "./messages.ts";
import "./scorecard.css";
import { settingsOf } from "./settings.ts";
import { useUnitName } from "./words.ts";

type UnitKind = "area" | "dept";

/** Scores with their intervals, and between which places each unit could be. */
export function Ranking({ result }: { readonly result: ScorecardResult }) {
  const t = useTexts(messages);
  const analyses = useApp((state) => state.document.analyses);
  const { units } = settingsOf({ analyses });
  return (
    <Section title={t("ranking")} aside={units === "area" ? <Level result={result} /> : undefined}>
      <Segmented
        label={t("units")}
        options={(["area", "dept"] as const).map((value) => ({ value, label: t(`units.${value}`) }))}
        value={units}
        onChange={(value) => setAnalysis("scorecard", { units: value })}
      />
      <p className="view-note">{t("rankingHint")}</p>
      <Places key={`${units} ${unitsOf(result, units).ids.length}`} result={result} units={units} />
    </Section>
  );
}

interface PlacesProps {
  readonly result: ScorecardResult;
  readonly units: UnitKind;
}

function Places({ result, units }: PlacesProps) {
  const t = useTexts(messages);
  const format = useFormat();
  const { first, ids } = unitsOf(result, units);
  const name = useUnitName(result, units);
  const { score, scoreLow, scoreHigh, rank, bestRank, worstRank } = result.output;
  const at = (column: Float64Array, row: number) => column[first + row] ?? Number.NaN;
  const isRanked = (row: number) => at(rank, row) > 0;
  const place = (row: number) => {
    if (!isRanked(row)) return t("notRanked");
    const [best, worst] = [at(bestRank, row), at(worstRank, row)];
    return best === worst ? String(best) : `${best}–${worst}`;
  };
  const points = (column: Float64Array, row: number) => format.number(round(at(column, row)));
  const span = spanOf(ids.map((_, row) => [at(scoreLow, row), at(scoreHigh, row)]));
  const bar = (row: number) => {
    const label = t("scoreInterval", { low: points(scoreLow, row), high: points(scoreHigh, row) });
    return <Interval span={span} values={[at(scoreLow, row), at(score, row), at(scoreHigh, row)]} label={label} />;
  };
  const ranked = (value: number, row: number, otherwise: number) => (isRanked(row) ? value : otherwise);
  const columns: SortedColumn[] = [
    {
      key: "place",
      header: t("column.place"),
      hint: t("hint.place"),
      width: 62,
      value: (row) => ranked(at(rank, row), row, 1e6),
      cell: place,
    },
    { key: "name", header: t("column.name"), value: name, cell: (row) => <TwoLines text={name(row)} /> },
    {
      key: "score",
      header: t("column.score"),
      width: 56,
      value: (row) => ranked(at(score, row), row, -1),
      cell: (row) => <span className={isRanked(row) ? undefined : "score-pale"}>{points(score, row)}</span>,
    },
    {
      key: "interval",
      header: t("column.interval"),
      hint: t("hint.interval"),
      width: 96,
      value: (row) => ranked(at(scoreLow, row), row, -1),
      cell: (row) => (isRanked(row) ? bar(row) : ""),
    },
  ];
  const { table } = result.input;
  const refOf = (row: number) => (units === "area" ? { level: table.level, id: table.ids[row] ?? "" } : null);
  const choose = (row: number) => {
    const ref = refOf(row);
    if (ref) select(ref);
  };
  return (
    <SortedTable
      label={t("ranking")}
      columns={columns}
      rows={ids.length}
      first={{ key: "place", descending: false }}
      rowName={(row) => `${name(row)}, ${t("places", { places: place(row) })}`}
      onRow={choose}
      onHover={(row) => hover(row === null ? null : refOf(row))}
    />
  );
}

const round = (score: number) => Math.round(score * 10) / 10;

function spanOf(intervals: readonly (readonly [low: number, high: number])[]): readonly [number, number] {
  const known = intervals.filter(([low]) => !Number.isNaN(low));
  if (known.length === 0) return [0, 100];
  return [Math.min(...known.map(([low]) => low)), Math.max(...known.map(([, high]) => high))];
}

interface IntervalProps {
  readonly span: readonly [low: number, high: number];
  readonly values: readonly [low: number, value: number, high: number];
  readonly label: string;
}

/** A score with its interval, between the lowest and the highest of all. */
function Interval({ span: [from, to], values: [low, value, high], label }: IntervalProps) {
  const at = (score: number) => 2 + (76 * (score - from)) / (to - from || 1);
  return (
    <svg className="score-interval" viewBox="0 0 80 12" role="img" aria-label={label}>
      <title>{label}</title>
      <line x1={at(low)} x2={at(high)} y1={6} y2={6} />
      <circle cx={at(value)} cy={6} r={3} />
    </svg>
  );
}

function Level({ result }: { readonly result: ScorecardResult }) {
  const areas = useApp((state) => state.session.areas);
  const manifest = useApp((state) => state.session.manifest);
  const locale = useLocale();
  const t = useTexts(messages);
  const options = [...areas.keys()].map((value): { value: string; label: string } => ({
    value,
    label: levelLabel(manifest, value, locale),
  }));
  const choose = (value: string) =>
    setAnalysis("scorecard", { areas: areaLevels.find((known) => known === value) ?? "" });
  return <Select label={t("level")} options={options} value={result.input.table.level} onChange={choose} />;
}
