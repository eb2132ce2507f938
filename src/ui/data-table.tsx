import { type ReactNode, useLayoutEffect, useRef, useState } from "react";
import "./data-table.css";
import { Icon } from "./icons.tsx";

/** A column of a table; `cell` gets the row's number in the data. */
export interface TableColumn<Key extends string> {
  readonly key: Key;
  readonly header: string;
  /** What the header means, where it is short. */
  readonly hint?: string;
  readonly width?: number;
  readonly numeric?: boolean;
  readonly cell: (row: number) => ReactNode;
}

/** Which column the rows are ordered by. */
export interface Sorting<Key extends string> {
  readonly key: Key;
  readonly descending: boolean;
}

interface DataTableProps<Key extends string> {
  readonly label: string;
  readonly columns: readonly TableColumn<Key>[];
  /** Rows of the data in the order to show. */
  readonly rows: readonly number[];
  readonly sorting: Sorting<Key>;
  readonly onSort: (key: Key) => void;
  readonly rowName: (row: number) => string;
  readonly onRow: (row: number) => void;
  readonly onHover: (row: number | null) => void;
  readonly selected: number | null;
  readonly hovered: number | null;
  readonly pale?: (row: number) => boolean;
}

const rowPx = 32;
const rowsInView = 9;
const spare = 12;

/** A sortable table that draws only the rows in view. The first cell of a row is a button that chooses it. */
export function DataTable<Key extends string>(props: DataTableProps<Key>) {
  const { label, columns, rows, sorting, onSort, onHover, selected } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [first, setFirst] = useState(0);
  const place = selected === null ? -1 : rows.indexOf(selected);
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box || place < 0) return;
    const top = place * rowPx;
    const visible = box.clientHeight - rowPx;
    if (top < box.scrollTop || top > box.scrollTop + visible - rowPx) box.scrollTop = top - visible / 2;
  }, [place]);
  const from = Math.min(first, Math.max(0, rows.length - rowsInView - spare));
  const to = Math.min(rows.length, from + rowsInView + 2 * spare);
  return (
    <div
      className="data-table"
      ref={scroller}
      style={{ maxHeight: (rowsInView + 1.5) * rowPx }}
      onScroll={(event) => setFirst(Math.max(0, Math.floor(event.currentTarget.scrollTop / rowPx) - spare))}
      onPointerLeave={() => onHover(null)}
    >
      <table aria-label={label} aria-rowcount={rows.length + 1}>
        <colgroup>
          {columns.map(({ key, width }) => (
            <col key={key} style={width === undefined ? undefined : { width }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {columns.map((column) => (
              <HeaderCell key={column.key} column={column} sorting={sorting} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          <Spacer rows={from} columns={columns.length} />
          {rows.slice(from, to).map((row, i) => (
            <Row key={row} {...props} row={row} place={from + i} />
          ))}
          <Spacer rows={rows.length - to} columns={columns.length} />
        </tbody>
      </table>
    </div>
  );
}

interface HeaderCellProps<Key extends string> {
  readonly column: TableColumn<Key>;
  readonly sorting: Sorting<Key>;
  readonly onSort: (key: Key) => void;
}

function HeaderCell<Key extends string>({ column, sorting, onSort }: HeaderCellProps<Key>) {
  const { key, header, hint, numeric } = column;
  const sorted = sorting.key === key;
  const direction = sorting.descending ? "descending" : "ascending";
  return (
    <th scope="col" className={numeric ? "numeric" : undefined} aria-sort={sorted ? direction : "none"}>
      <button type="button" title={hint} onClick={() => onSort(key)}>
        {header}
        {sorted && <Icon name={sorting.descending ? "down" : "up"} size={12} />}
      </button>
    </th>
  );
}

function Spacer({ rows, columns }: { readonly rows: number; readonly columns: number }) {
  if (rows <= 0) return null;
  return (
    <tr className="data-table-spacer">
      <td colSpan={columns} style={{ height: rows * rowPx, padding: 0, border: 0 }} />
    </tr>
  );
}

interface RowProps<Key extends string> extends DataTableProps<Key> {
  readonly row: number;
  readonly place: number;
}

function Row<Key extends string>({
  columns,
  row,
  place,
  rowName,
  onRow,
  onHover,
  selected,
  hovered,
  pale,
}: RowProps<Key>) {
  const states = [row === selected && "row-selected", row === hovered && "row-hovered", pale?.(row) && "row-pale"];
  return (
    <tr
      aria-rowindex={place + 2}
      className={states.filter(Boolean).join(" ") || undefined}
      onClick={() => onRow(row)}
      onPointerEnter={() => onHover(row)}
    >
      {columns.map(({ key, numeric, cell }, i) => (
        <td key={key} className={numeric ? "numeric" : undefined}>
          {i === 0 ? (
            <button
              type="button"
              aria-pressed={row === selected}
              title={rowName(row)}
              onFocus={() => onHover(row)}
              onBlur={() => onHover(null)}
            >
              {cell(row)}
            </button>
          ) : (
            cell(row)
          )}
        </td>
      ))}
    </tr>
  );
}
