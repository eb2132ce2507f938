import { useCallback, useMemo } from "react";
import type { AreaRef } from "../../domain/document.ts";
import { useLocale, useTexts } from "../../i18n/locale.tsx";
import { select } from "../../state/actions.ts";
import { useLocal } from "../../state/local-store.ts";
import { showFigures } from "../../state/query/figures.ts";
import { mapped } from "../../state/query/map.ts";
import { rowAt, shape, wantRows } from "../../state/query/rows.ts";
import { type QueryTable, queries } from "../../state/query/store.ts";
import { useApp } from "../../state/react.ts";
import { Grid } from "../../ui/grid.tsx";
import { cellWriter, plainText, widthOf } from "./cell-text.ts";
import { messages } from "./messages.ts";

/** The rows of a result, sorted and filtered by the database, fetched as they come into view. */
export function ResultGrid({ table }: { readonly table: QueryTable }) {
  const shaping = useLocal(queries, (state) => state.shaping);
  const shown = useLocal(queries, (state) => state.shown);
  const pages = useLocal(queries, (state) => state.pages);
  const figuresOf = useLocal(queries, (state) => state.figures?.column ?? null);
  const manifest = useApp((state) => state.session.manifest);
  const locale = useLocale();
  const t = useTexts(messages);
  const { columns } = table;
  const write = useMemo(
    () =>
      cellWriter(manifest, locale, {
        missing: t("missing"),
        yes: t("yes"),
        no: t("no"),
        bytes: (count) => t("bytes", { count }),
      }),
    [manifest, locale, t],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: when other rows are shown, they have to be asked for
  const want = useCallback((from: number, to: number) => wantRows(from, to), [shown, pages]);
  return (
    <Grid
      label={t("title")}
      columns={columns.map((column) => ({
        name: column.name,
        hint: `${t(`type_${column.kind}`)} (${column.type})`,
        widthPx: widthOf(column),
        numeric: column.kind === "number",
      }))}
      rows={shown.rows}
      cell={(row, index) => {
        const column = columns[index];
        const cells = rowAt(row);
        return column && cells ? write(column, cells[index] ?? null) : {};
      }}
      copy={(row, index) => plainText(rowAt(row)?.[index] ?? null)}
      sort={shaping.sort}
      onSort={(column) => shape({ sort: nextSort(shaping.sort, column) })}
      filters={shaping.filters}
      onFilter={(column, text) => shape({ filters: { ...queries.getState().shaping.filters, [column]: text } })}
      figuresOf={figuresOf}
      onFigures={(column) => showFigures(figuresOf === column ? null : column)}
      onRows={want}
      edition={shown}
      onOpen={(row) => {
        const area = areaOf(table, rowAt(row));
        if (area) select(area);
      }}
      texts={{
        rowNumber: t("rowNumber"),
        sort: t("sort"),
        filter: t("filter"),
        filterHint: t("filterHint"),
        figures: t("figures"),
      }}
    />
  );
}

/** The area of the map that a row is about, if the rows are on it as areas. */
function areaOf({ columns }: QueryTable, cells: ReturnType<typeof rowAt>): AreaRef | null {
  const { shown } = mapped.getState();
  if (!shown?.level || shown.choice.kind !== "areas" || !cells) return null;
  const { id } = shown.choice;
  const value = cells[columns.findIndex(({ name }) => name === id)];
  return value === null || value === undefined ? null : { level: shown.level, id: String(value) };
}

/** Up, down, as it came. */
function nextSort(sort: { readonly column: string; readonly descending: boolean } | null, column: string) {
  if (sort?.column !== column) return { column, descending: false };
  return sort.descending ? null : { column, descending: true };
}
