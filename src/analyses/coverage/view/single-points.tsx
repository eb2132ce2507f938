import { useMemo } from "react";
import { useFormat, useTexts } from "../../../i18n/locale.tsx";
import { useLocal } from "../../../state/local-store.ts";
import { Section } from "../../../ui/panel.tsx";
import { type SortedColumn, SortedTable } from "../../../ui/sorted-table.tsx";
import type { CoverageResult } from "./compute.ts";
import { local, visitCamera } from "./control.ts";
import { messages } from "./messages.ts";
import type { Reading } from "./reading.ts";
import { writeM2 } from "./words.ts";

interface SinglePointsProps {
  readonly result: CoverageResult;
  readonly reading: Reading;
}

/** Cameras by what goes dark with them, most first. */
export function SinglePoints({ result, reading }: SinglePointsProps) {
  const hovered = useLocal(local, (state) => state.hoveredCamera);
  const selected = useLocal(local, (state) => state.camera);
  const t = useTexts(messages);
  const format = useFormat();
  const { single } = reading;
  const columns = useMemo((): SortedColumn[] => {
    const { output, city } = result;
    const name = (row: number) => city.cameras.names[single[row] ?? -1] ?? "";
    const only = (row: number) => output?.cameraOnlyM2[single[row] ?? -1] ?? 0;
    const seen = (row: number) => output?.cameraSeenM2[single[row] ?? -1] ?? 0;
    return [
      { key: "name", header: t("single.name"), value: name, cell: name },
      { key: "only", header: t("single.only"), width: 84, value: only, cell: (row) => writeM2(only(row), { format }) },
      { key: "all", header: t("single.all"), width: 84, value: seen, cell: (row) => writeM2(seen(row), { format }) },
    ];
  }, [result, single, t, format]);
  const rowOf = (camera: number | null) => (camera === null ? null : single.indexOf(camera));
  return (
    <Section title={t("single")}>
      {single.length === 0 ? (
        <p>{t("singleNone")}</p>
      ) : (
        <>
          <p className="view-note">{t("singleHint")}</p>
          <SortedTable
            label={t("single")}
            columns={columns}
            rows={single.length}
            rowName={(row) => String(columns[0]?.value(row) ?? "")}
            hovered={rowOf(hovered)}
            selected={rowOf(selected)}
            onHover={(row) =>
              local.setState({ hoveredCamera: row === null ? null : (single[row] ?? null), pointer: null })
            }
            onRow={(row) => visitCamera(rowOf(selected) === row ? null : (single[row] ?? null))}
          />
        </>
      )}
    </Section>
  );
}
