import { useMemo } from "react";
import { areaLevels } from "../../../domain/vocabulary.ts";
import { levelLabel } from "../../../i18n/labels.ts";
import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { hover, select, setAnalysis } from "../../../state/actions.ts";
import { rankedLevel, rowsAbove } from "../../../state/area-levels.ts";
import { useApp } from "../../../state/react.ts";
import { Select } from "../../../ui/controls.tsx";
import { Section } from "../../../ui/panel.tsx";
import { type SortedColumn, SortedTable } from "../../../ui/sorted-table.tsx";
import type { CoverageResult } from "./compute.ts";
import type { Figures } from "./live.ts";
import { messages } from "./messages.ts";
import { settingsOf } from "./settings.ts";

interface RankingProps {
  readonly result: CoverageResult;
  readonly figures: Figures;
}

/** How much of each area's open ground is seen by one, two and three cameras, the least first. */
export function Ranking({ result, figures }: RankingProps) {
  const areas = useApp((state) => state.session.areas);
  const chosen = useApp((state) => settingsOf(state.document).areas);
  const manifest = useApp((state) => state.session.manifest);
  const hovered = useApp((state) => state.hovered);
  const selection = useApp((state) => state.document.selection);
  const locale = useLocale();
  const t = useTexts(messages);
  const format = useFormat();
  const level = rankedLevel(areas, chosen);
  const table = level && areas.get(level);
  const { areas: units } = result.input;
  const shares = useMemo(() => {
    if (!table || !units || !result.output) return null;
    const { areaOpenM2 } = result.output;
    const above = rowsAbove(units, table);
    const sums = new Float64Array(4 * table.rows);
    above.forEach((row, unit) => {
      if (row < 0) return;
      sums[4 * row] = (sums[4 * row] ?? 0) + (areaOpenM2[unit] ?? 0);
      for (let k = 0; k < 3; k++) {
        sums[4 * row + k + 1] = (sums[4 * row + k + 1] ?? 0) + (figures.areaSeenM2[3 * unit + k] ?? 0);
      }
    });
    return (row: number, k: number) => (sums[4 * row + k] ?? 0) / (sums[4 * row] ?? 1);
  }, [table, units, result, figures]);
  const columns = useMemo((): SortedColumn[] => {
    if (!table || !shares) return [];
    const name = (row: number) => table.names[row] || table.ids[row] || "";
    const share = (k: 1 | 2 | 3): SortedColumn => ({
      key: `k${k}`,
      header: t(`rank.k${k}`),
      width: 68,
      value: (row) => shares(row, k) || 0,
      cell: (row) => format.percent(shares(row, k)),
    });
    const header = t("rank.name", { level: levelLabel(manifest, table.level, locale) });
    return [{ key: "name", header, value: name, cell: name }, share(1), share(2), share(3)];
  }, [table, shares, manifest, locale, t, format]);
  if (!table || !shares) return null;
  const options = [...areas.keys()].map((value): { value: string; label: string } => ({
    value,
    label: levelLabel(manifest, value, locale),
  }));
  const rowOf = (ref: typeof selection) => (ref?.level === table.level ? table.ids.indexOf(ref.id) : -1);
  const refOf = (row: number) => ({ level: table.level, id: table.ids[row] ?? "" });
  const choose = (value: string) =>
    setAnalysis("coverage", { areas: areaLevels.find((known) => known === value) ?? "" });
  return (
    <Section
      title={t("ranking")}
      aside={<Select label={t("rankingLevel")} options={options} value={table.level} onChange={choose} />}
    >
      <SortedTable
        key={table.level}
        label={t("ranking")}
        columns={columns}
        rows={table.rows}
        first={{ key: "k1", descending: false }}
        rowName={(row) => table.names[row] ?? ""}
        hovered={rowOf(hovered)}
        selected={rowOf(selection)}
        onHover={(row) => hover(row === null ? null : refOf(row))}
        onRow={(row) => select(rowOf(selection) === row ? null : refOf(row))}
      />
    </Section>
  );
}
