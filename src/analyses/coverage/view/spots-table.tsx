import { useMemo } from "react";
import { levelLabel } from "../../../i18n/labels.ts";
import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { areaNameAt } from "../../../state/area-levels.ts";
import { useLocal } from "../../../state/local-store.ts";
import { useApp } from "../../../state/react.ts";
import { Button } from "../../../ui/controls.tsx";
import { downloadText } from "../../../ui/download.ts";
import { Section } from "../../../ui/panel.tsx";
import { type SortedColumn, SortedTable } from "../../../ui/sorted-table.tsx";
import type { CoverageResult } from "./compute.ts";
import { local, visit } from "./control.ts";
import { gapsCsv, gapsGeoJson } from "./gap-files.ts";
import { isSolved } from "./live.ts";
import { messages } from "./messages.ts";
import type { BlindSpot } from "./spots.ts";
import { writeM2 } from "./words.ts";

interface BlindSpotsProps {
  readonly result: CoverageResult;
  readonly spots: readonly BlindSpot[];
}

/** The blind spots with their size and the demand inside; pointing is shared with the map. */
export function BlindSpots({ result, spots }: BlindSpotsProps) {
  const areas = useApp((state) => state.session.areas);
  const manifest = useApp((state) => state.session.manifest);
  const hovered = useLocal(local, (state) => state.hoveredSpot);
  const selected = useLocal(local, (state) => state.spot);
  const locale = useLocale();
  const t = useTexts(messages);
  const format = useFormat();
  const columns = useMemo((): SortedColumn[] => {
    const of = (row: number) => spots[row];
    const name = (row: number) => areaNameAt(areas, of(row)?.lon, of(row)?.lat);
    return [
      { key: "name", header: t("spot.name"), value: name, cell: (row) => `${row + 1}  ${name(row)}` },
      {
        key: "areas",
        header: t("spot.areas"),
        width: 52,
        value: (row) => of(row)?.rows.length ?? 0,
        cell: (row) => format.number(of(row)?.rows.length ?? 0),
      },
      {
        key: "size",
        header: t("spot.size"),
        width: 84,
        value: (row) => of(row)?.unseenM2 ?? 0,
        cell: (row) => writeM2(of(row)?.unseenM2 ?? 0, { format }),
      },
      {
        key: "cases",
        header: t("spot.cases"),
        width: 64,
        value: (row) => of(row)?.cases ?? 0,
        cell: (row) => format.number(of(row)?.cases ?? 0),
      },
    ];
  }, [spots, areas, t, format]);
  const level = result.input.areas?.level;
  const hint = level && {
    level: levelLabel(manifest, level, locale),
    share: format.percent(result.input.settings.form.blindPercent / 100),
  };
  return (
    <Section title={t("spots")} aside={<span>{format.number(spots.length)}</span>}>
      {hint && <p className="view-note">{t("spotsHint", hint)}</p>}
      {spots.length === 0 ? (
        <p>{t("spotsNone")}</p>
      ) : (
        <SortedTable
          label={t("spots")}
          columns={columns}
          rows={spots.length}
          rowName={(row) => `${row + 1}`}
          hovered={hovered}
          selected={selected}
          onHover={(hoveredSpot) => local.setState({ hoveredSpot })}
          onRow={(spot) => {
            local.setState({ spot: selected === spot ? null : spot });
            if (selected !== spot) visit(spots[spot]?.lon, spots[spot]?.lat, 15.5);
          }}
        />
      )}
      {isSolved(result) && (
        <div className="view-actions">
          <Button onClick={() => downloadText("gaps.geojson", "application/geo+json", gapsGeoJson(result))}>
            {t("saveOutlines")}
          </Button>
          <Button onClick={() => downloadText("gaps.csv", "text/csv", gapsCsv(result))}>{t("saveTable")}</Button>
        </div>
      )}
    </Section>
  );
}
