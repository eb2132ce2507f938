import { useMemo } from "react";
import { useFormat, useTexts } from "../../../i18n/locale.tsx";
import { labelPoints } from "../../../lib/polygon-set.ts";
import { remembered } from "../../../lib/remembered.ts";
import { useLocal } from "../../../state/local-store.ts";
import { Button } from "../../../ui/controls.tsx";
import { downloadText } from "../../../ui/download.ts";
import { Emphasised, Section } from "../../../ui/panel.tsx";
import { type SortedColumn, SortedTable } from "../../../ui/sorted-table.tsx";
import { choose, local } from "./control.ts";
import { movedPieces } from "./crossed.ts";
import { gridGeoJson } from "./files.ts";
import { messages } from "./messages.ts";
import { polygonsOf } from "./picture.ts";
import { areaName } from "./shown.ts";
import type { Crossing } from "./types.ts";
import { writeM2, zoomFor } from "./words.ts";

interface ComprehensiveGridProps {
  readonly cross: Crossing;
  readonly one: string;
  readonly share: number;
}

/** The proposal for one grid out of two levels, and the land that changes its grid. */
export function ComprehensiveGrid({ cross, one, share }: ComprehensiveGridProps) {
  const t = useTexts(messages);
  const format = useFormat();
  const { output, residents } = cross;
  const moved = movedPieces(cross);
  const sum = (values: Float64Array) => moved.reduce((all, piece) => all + (values[piece] ?? 0), 0);
  const all = residents.people.reduce((total, count) => total + count, 0);
  const values = {
    one,
    grids: format.number(output.gridCore.length),
    moves: format.number(moved.length),
    area: writeM2(sum(output.pieceM2), format),
    people: format.number(Math.round(sum(output.piecePeople))),
    share: format.percent(all > 0 ? sum(output.piecePeople) / all : null),
  };
  return (
    <Section title={t("grid")}>
      <p>
        <Emphasised text={t(moved.length > 0 ? "gridAnswer" : "gridAnswerNone", values)} />
      </p>
      <p className="view-note">{t("gridHint", { one, share: format.percent(share) })}</p>
      {moved.length > 0 && <Moves cross={cross} one={one} moved={moved} />}
      <div className="view-actions">
        <Button onClick={() => downloadText("boundary-grid.geojson", "application/geo+json", gridGeoJson(cross))}>
          {t("saveGrid")}
        </Button>
      </div>
    </Section>
  );
}

interface MovesProps {
  readonly cross: Crossing;
  readonly one: string;
  readonly moved: readonly number[];
}

function Moves({ cross, one, moved }: MovesProps) {
  const t = useTexts(messages);
  const format = useFormat();
  const { output } = cross;
  const columns = useMemo((): SortedColumn[] => {
    const piece = (row: number) => moved[row] ?? -1;
    const from = (row: number) => areaName(cross.other, output.pieceOther[piece(row)]) || t("nobody");
    const core = (row: number) => output.gridCore[output.pieceGrid[piece(row)] ?? -1] ?? -1;
    const to = (row: number) => areaName(cross.other, output.pieceOther[core(row)]) || t("nobody");
    const place = (row: number) => areaName(cross.one, output.pieceOne[piece(row)]);
    const move = (row: number) => t("moveRow", { from: from(row), to: to(row) });
    const m2 = (row: number) => output.pieceM2[piece(row)] ?? 0;
    const people = (row: number) => Math.round(output.piecePeople[piece(row)] ?? 0);
    return [
      { key: "move", header: t("column.move"), value: move, cell: (row) => <span title={move(row)}>{move(row)}</span> },
      {
        key: "in",
        header: t("column.where"),
        hint: t("column.in", { one }),
        width: 96,
        value: place,
        cell: (row) => <span title={place(row)}>{place(row)}</span>,
      },
      { key: "area", header: t("column.area"), width: 74, value: m2, cell: (row) => writeM2(m2(row), format) },
      {
        key: "people",
        header: t("column.people"),
        width: 56,
        value: people,
        cell: (row) => format.number(people(row)),
      },
    ];
  }, [cross, output, one, moved, t, format]);
  const chosen = useLocal(local, ({ list, chosen: row }) => (list === "moves" ? row : null));
  const middles = remembered(output, "piece middles", () => labelPoints(polygonsOf(output, "piece")));
  return (
    <SortedTable
      label={t("moves")}
      selected={chosen}
      columns={columns}
      rows={moved.length}
      first={{ key: "area", descending: true }}
      rowName={(row) => `${row + 1}`}
      onRow={(row) => {
        const piece = moved[row] ?? -1;
        const place = [middles[2 * piece] ?? Number.NaN, middles[2 * piece + 1] ?? Number.NaN] as const;
        choose(row, place, zoomFor(2 * Math.sqrt(output.pieceM2[piece] ?? 0)), "moves");
      }}
    />
  );
}
