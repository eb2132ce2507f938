import { type ReactNode, useMemo, useState } from "react";
import { DataTable, type Sorting } from "./data-table.tsx";

/** A column that rows can be put in order by. */
export interface SortedColumn {
  readonly key: string;
  readonly header: string;
  readonly hint?: string;
  readonly width?: number;
  /** What the column is ordered by; a number is set right. */
  readonly value: (row: number) => number | string;
  readonly cell: (row: number) => ReactNode;
}

interface SortedTableProps {
  readonly label: string;
  readonly columns: readonly SortedColumn[];
  /** How many rows the data has. */
  readonly rows: number;
  /** The column that rows are ordered by at first; absent: the order of the data. */
  readonly first?: Sorting<string>;
  readonly rowName: (row: number) => string;
  readonly onRow?: (row: number) => void;
  readonly onHover?: (row: number | null) => void;
  readonly selected?: number | null;
  readonly hovered?: number | null;
  readonly pale?: (row: number) => boolean;
}

const nowhere = () => {};
const asGiven: Sorting<string> = { key: "", descending: false };

/** A table that puts its rows in order by itself. */
export function SortedTable(props: SortedTableProps) {
  const { label, columns, rows, first, rowName, onRow, onHover, selected, hovered, pale } = props;
  const [sorting, setSorting] = useState(first ?? asGiven);
  const ordered = useMemo(() => inOrder(columns, rows, sorting), [columns, rows, sorting]);
  const isNumeric = ({ value }: SortedColumn) => rows > 0 && typeof value(0) === "number";
  return (
    <DataTable
      label={label}
      columns={columns.map((column) => ({ ...column, numeric: isNumeric(column) }))}
      rows={ordered}
      sorting={sorting}
      onSort={(key) => setSorting({ key, descending: sorting.key === key ? !sorting.descending : true })}
      rowName={rowName}
      onRow={onRow ?? nowhere}
      onHover={onHover ?? nowhere}
      selected={selected ?? null}
      hovered={hovered ?? null}
      {...(pale && { pale })}
    />
  );
}

function inOrder(columns: readonly SortedColumn[], rows: number, { key, descending }: Sorting<string>): number[] {
  const all = Array.from({ length: rows }, (_, row) => row);
  const column = columns.find((one) => one.key === key);
  if (!column) return all;
  const collator = new Intl.Collator("zh-CN", { numeric: true });
  const sign = descending ? -1 : 1;
  return all.sort((a, b) => {
    const [one, other] = [column.value(a), column.value(b)];
    if (typeof one === "string" || typeof other === "string")
      return sign * collator.compare(String(one), String(other));
    return sign * (one - other) || a - b;
  });
}
