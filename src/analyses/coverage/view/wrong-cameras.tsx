import { useMemo } from "react";
import { useFormat, useLocale, useTexts } from "../../../i18n/locale.tsx";
import { cameraProblems } from "../../../lib/footprints.ts";
import { Section } from "../../../ui/panel.tsx";
import { type SortedColumn, SortedTable } from "../../../ui/sorted-table.tsx";
import { analysisTexts } from "../../texts.ts";
import type { CoverageResult } from "./compute.ts";
import { local, visitCamera } from "./control.ts";
import { messages } from "./messages.ts";
import type { Reading } from "./reading.ts";

interface WrongCamerasProps {
  readonly result: CoverageResult;
  readonly reading: Reading;
}

/** Cameras that see nothing, with the reason, then those that were moved out of a building. */
export function WrongCameras({ result, reading }: WrongCamerasProps) {
  const locale = useLocale();
  const t = useTexts(messages);
  const format = useFormat();
  const rows = useMemo(() => [...reading.problems, ...reading.moved], [reading]);
  const columns = useMemo((): SortedColumn[] => {
    const { seen, city } = result;
    const texts: Readonly<Record<string, string>> = analysisTexts.viewsheds[locale];
    const camera = (row: number) => rows[row] ?? -1;
    const name = (row: number) => city.cameras.names[camera(row)] || city.cameras.ids[camera(row)] || "";
    const what = (row: number) => {
      const problem = cameraProblems[seen.problem[camera(row)] ?? 0] ?? "none";
      if (problem !== "none") return texts[`problem.${problem}`] ?? problem;
      return t("moved", { metres: `${(seen.movedMetres[camera(row)] ?? 0).toFixed(1)} m` });
    };
    return [
      { key: "name", header: t("wrong.name"), width: 140, value: name, cell: name },
      { key: "what", header: t("wrong.what"), value: what, cell: what },
    ];
  }, [rows, result, locale, t]);
  return (
    <Section title={t("wrong")} aside={<span>{format.number(rows.length)}</span>} folded>
      {rows.length === 0 ? (
        <p>{t("wrongNone")}</p>
      ) : (
        <SortedTable
          label={t("wrong")}
          columns={columns}
          rows={rows.length}
          rowName={(row) => String(columns[0]?.value(row) ?? "")}
          onHover={(row) => local.setState({ hoveredCamera: row === null ? null : (rows[row] ?? null), pointer: null })}
          onRow={(row) => visitCamera(rows[row] ?? null)}
        />
      )}
    </Section>
  );
}
