import { useMemo, useState } from "react";
import { areaLevels } from "../../../domain/vocabulary.ts";
import { levelLabel } from "../../../i18n/labels.ts";
import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { hover, select, setAnalysis } from "../../../state/actions.ts";
import { useApp } from "../../../state/react.ts";
import { Segmented, Select } from "../../../ui/controls.tsx";
import { EmptyState, Section } from "../../../ui/panel.tsx";
import { type SortedColumn, SortedTable } from "../../../ui/sorted-table.tsx";
import { TwoLines } from "../../../ui/two-lines.tsx";
import { rankedFrom } from "../kernel/ranking.ts";
import type { StagesResult } from "./compute.ts";
import { messages } from "./messages.ts";
import { groupings } from "./settings.ts";
import { useGroupName, useStageName } from "./words.ts";

interface RankingProps {
  readonly result: StagesResult;
  readonly stage: number;
}

/** Waits beyond the standard of every group, at all stages or at the one looked at. */
export function Ranking({ result, stage }: RankingProps) {
  const [isOne, setOne] = useState<"all" | "one">("all");
  const t = useTexts(messages);
  const { settings } = result.input;
  const stageName = useStageName(result);
  const rows = useMemo(
    () => result.ranking.filter((row) => isOne === "all" || row.stage === stage),
    [result, isOne, stage],
  );
  const options = groupings.map((value) => ({ value, label: t(`by.${value}`) }));
  const said = { days: settings.params.horizonDays, fewest: rankedFrom };
  return (
    <Section
      title={t("ranking")}
      aside={
        <Select
          label={t("by")}
          options={options}
          value={settings.by}
          onChange={(by) => setAnalysis("stages", { by })}
        />
      }
    >
      <p className="view-note">
        {t("rankingHint", said)} {t("rankingWork")}
      </p>
      <Segmented
        label={t("scope")}
        options={[
          { value: "all", label: t("allStages") },
          { value: "one", label: t("onlyStage", { stage: stageName(stage) }), disabled: !result.holding[stage] },
        ]}
        value={isOne}
        onChange={setOne}
      />
      {rows.length === 0 ? <EmptyState title={t("answerAll")} /> : <Table result={result} rows={rows} />}
      <Level result={result} />
    </Section>
  );
}

function Table({ result, rows }: { readonly result: StagesResult; readonly rows: StagesResult["ranking"] }) {
  const t = useTexts(messages);
  const format = useFormat();
  const groupName = useGroupName(result);
  const stageName = useStageName(result);
  const { output, groups, input } = result;
  const { by } = input.settings;
  const at = (row: number) => (rows[row]?.stage ?? 0) * groups.length + (rows[row]?.group ?? 0);
  const name = (row: number) => groupName(rows[row]?.group ?? 0);
  const stage = (row: number) => stageName(rows[row]?.stage ?? 0);
  const excess = (row: number) => output.byExcess[at(row)] ?? 0;
  const total = (row: number) => rows[row]?.totalHours ?? 0;
  const columns: SortedColumn[] = [
    {
      key: "group",
      header: t("column.group", { by: t(`by.${by}`) }),
      value: name,
      cell: (row) => <TwoLines text={name(row)} />,
    },
    { key: "stage", header: t("column.stage"), width: 76, value: stage, cell: (row) => <TwoLines text={stage(row)} /> },
    {
      key: "excess",
      header: t("column.excess"),
      hint: t("hint.excess"),
      width: 74,
      value: excess,
      cell: (row) => format.duration(excess(row)),
    },
    {
      key: "total",
      header: t("column.total"),
      width: 84,
      value: total,
      cell: (row) => long(total(row)),
    },
  ];
  /** Thousands of days are written without decimals. */
  const long = (hours: number) =>
    hours < 24_000 ? format.duration(hours) : t("daysShort", { days: format.compact(Math.round(hours / 24)) });
  const refOf = (row: number) => {
    const { table } = input;
    const id = groups[rows[row]?.group ?? 0] ?? "";
    return by === "area" && table && id !== "" ? { level: table.level, id } : null;
  };
  const choose = (row: number) => {
    setAnalysis("stages", { stage: input.settings.stages[rows[row]?.stage ?? 0] ?? "" });
    const ref = refOf(row);
    if (ref) select(ref);
  };
  return (
    <SortedTable
      key={`${by} ${rows.length}`}
      label={t("ranking")}
      columns={columns}
      rows={rows.length}
      first={{ key: "total", descending: true }}
      rowName={(row) => `${name(row)}, ${stage(row)}`}
      onRow={choose}
      onHover={(row) => hover(row === null ? null : refOf(row))}
    />
  );
}

function Level({ result }: { readonly result: StagesResult }) {
  const areas = useApp((state) => state.session.areas);
  const manifest = useApp((state) => state.session.manifest);
  const locale = useLocale();
  const t = useTexts(messages);
  const { table } = result.input;
  if (!table || areas.size < 2) return null;
  const options = [...areas.keys()].map((value): { value: string; label: string } => ({
    value,
    label: levelLabel(manifest, value, locale),
  }));
  const choose = (value: string) => setAnalysis("stages", { areas: areaLevels.find((known) => known === value) ?? "" });
  return (
    <div className="stage-level">
      <Select labelled label={t("level")} options={options} value={table.level} onChange={choose} />
    </div>
  );
}
