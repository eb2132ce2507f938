import { useMemo } from "react";
import { useFormat, useTexts } from "../../../i18n/locale.tsx";
import { hexOf } from "../../../lib/colour.ts";
import { remembered } from "../../../lib/remembered.ts";
import { useLinkedRows } from "../../../state/linked-rows.ts";
import { useApp } from "../../../state/react.ts";
import { Emphasised, Swatch } from "../../../ui/panel.tsx";
import { type SortedColumn, SortedTable } from "../../../ui/sorted-table.tsx";
import { rowsById, shiftClasses, shiftsOf } from "./changes.ts";
import type { HotspotsResult, Tested } from "./compute.ts";
import { messages } from "./messages.ts";
import { colourOf, shownAreasOf } from "./picture.ts";
import { plainValue } from "./study.ts";
import { writeP, writeValue } from "./words.ts";

interface ShiftsProps {
  readonly result: HotspotsResult;
  readonly before: Tested;
}

/** The areas whose numbers changed by more than chance, with both numbers. */
export function Shifts({ result, before }: ShiftsProps) {
  const t = useTexts(messages);
  const { now, input } = result;
  const rows = useMemo(() => changedRows(result), [result]);
  const columns = useColumns({ result, before }, rows);
  const { hovered, selected, onHover, onRow } = useLinkedRows(shownAreasOf(result));
  const share = input.settings.subject.quantity === "overdue_share";
  const more = rows.filter((row) => nameOf(result, row).endsWith("more")).length;
  const place = (row: number | null) => {
    const found = row === null ? -1 : rows.indexOf(row);
    return found < 0 ? null : found;
  };
  return (
    <>
      <p>
        <Emphasised text={t(share ? "shiftShare" : "shiftText", { more, fewer: rows.length - more })} />
      </p>
      {rows.length > 0 && (
        <SortedTable
          label={t("shiftList")}
          rows={rows.length}
          first={{ key: "q", descending: false }}
          columns={columns}
          rowName={(index) => now.study.areas.names[rows[index] ?? -1] ?? ""}
          onRow={(index) => onRow(rows[index] ?? -1)}
          onHover={(index) => onHover(index === null ? null : (rows[index] ?? null))}
          selected={place(selected)}
          hovered={place(hovered)}
        />
      )}
      <p className="view-note">{t(share ? "shiftShareAbout" : "shiftAbout")}</p>
    </>
  );
}

function useColumns({ result, before }: ShiftsProps, rows: readonly number[]): SortedColumn[] {
  const t = useTexts(messages);
  const format = useFormat();
  const theme = useApp((state) => state.document.theme);
  const earlier = useMemo(() => rowsById(before), [before]);
  const { now, shift, input } = result;
  const { areas } = now.study;
  const { quantity } = input.settings.subject;
  const name = (row: number) => areas.names[row] || areas.ids[row] || "";
  const swatch = (row: number) => {
    const colour = colourOf(nameOf(result, row), theme);
    return colour ? hexOf(colour) : "transparent";
  };
  const number = (key: "before" | "now", valueAt: (row: number) => number): SortedColumn => ({
    key,
    header: t(`column.${key}`),
    width: 60,
    value: (index) => valueAt(rows[index] ?? -1),
    cell: (index) => writeValue(quantity, valueAt(rows[index] ?? -1), format),
  });
  const qOf = (index: number) => shift?.q[rows[index] ?? -1] ?? Number.NaN;
  return [
    {
      key: "name",
      header: t("column.name"),
      value: (index) => name(rows[index] ?? -1),
      cell: (index) => (
        <span className="class-name">
          <Swatch colour={swatch(rows[index] ?? -1)} />
          <span>{name(rows[index] ?? -1)}</span>
        </span>
      ),
    },
    number("before", (row) => plainValue(before.study, earlier.get(areas.ids[row] ?? "") ?? -1)),
    number("now", (row) => plainValue(now.study, row)),
    {
      key: "q",
      header: t("column.q"),
      hint: t("hint.q"),
      width: 72,
      value: qOf,
      cell: (index) => writeP(qOf(index)),
    },
  ];
}

const codesOf = (result: HotspotsResult) =>
  result.shift ? remembered(result.shift, "codes", () => shiftsOf(result)) : new Uint8Array(0);

const nameOf = (result: HotspotsResult, row: number) => shiftClasses[codesOf(result)[row] ?? 0] ?? "no-cases";

const dull: readonly string[] = ["as-expected", "no-cases"];

function changedRows(result: HotspotsResult): number[] {
  return Array.from(codesOf(result).keys()).filter((row) => !dull.includes(nameOf(result, row)));
}
