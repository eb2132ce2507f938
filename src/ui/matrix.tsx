import { type PointerEvent, useMemo } from "react";
import "./matrix.css";
import { useMatrix } from "./use-matrix.ts";

interface MatrixProps {
  readonly label: string;
  readonly rows: readonly string[];
  /** One per column; empty ones are not written. */
  readonly columns: readonly string[];
  /** Row by row. */
  readonly values: ArrayLike<number>;
  /** Ascending indices, or `null` where all pass. */
  readonly selected: readonly number[] | null;
  readonly onSelect: (indices: readonly number[]) => void;
  readonly cellLabel: (index: number) => string;
  /** The highest value in words, and what is counted or measured, for the scale below. */
  readonly scale: { readonly highest: string; readonly unit: string };
}

/** A heat matrix: drag over cells or use arrows with Shift to choose a block, Ctrl adds, a row's name is the whole row. */
export function Matrix({ label, rows, columns, values, selected, onSelect, cellLabel, scale }: MatrixProps) {
  const state = useMatrix({ size: { rows: rows.length, columns: columns.length }, selected, onSelect });
  const highest = useMemo(() => Math.max(1, ...Array.from(values)), [values]);
  const chosen = useMemo(() => new Set(selected), [selected]);
  const cellProps = (row: number, column: number) => {
    const index = row * columns.length + column;
    const name = cellLabel(index);
    return {
      "data-index": index,
      tabIndex: state.focus.row === row && state.focus.column === column ? 0 : -1,
      "aria-label": name,
      "aria-selected": chosen.has(index),
      title: name,
      style: { "--heat": `${heat(values[index] ?? 0, highest)}%` },
      onPointerDown: (event: PointerEvent) => state.press(event, { row, column }),
      onPointerEnter: (event: PointerEvent) => event.buttons === 1 && state.extend({ row, column }),
    };
  };
  return (
    <>
      <table
        className={selected ? "matrix matrix-filtered" : "matrix"}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is a table whose cells can be chosen
        role="grid"
        aria-label={label}
        aria-multiselectable="true"
        onKeyDown={state.key}
        onPointerUp={state.release}
      >
        <tbody>
          {rows.map((name, row) => (
            <tr key={name}>
              <th scope="row">
                <button type="button" tabIndex={-1} onClick={() => state.chooseRow(row)}>
                  {name}
                </button>
              </th>
              {columns.map((_, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
                <td key={column} {...cellProps(row, column)} />
              ))}
            </tr>
          ))}
        </tbody>
        <ColumnNames names={columns} />
      </table>
      <p className="matrix-scale">
        <span>0</span>
        <span className="matrix-ramp" />
        <span>{scale.highest}</span>
        <span>{scale.unit}</span>
      </p>
    </>
  );
}

function ColumnNames({ names }: { readonly names: readonly string[] }) {
  return (
    <tfoot aria-hidden="true">
      <tr>
        <td />
        {names.map((name, column) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
          <td key={column}>{name && <span>{name}</span>}</td>
        ))}
      </tr>
    </tfoot>
  );
}

/** Any case is visible; the square root keeps the quiet hours apart. */
function heat(value: number, highest: number): number {
  return value === 0 ? 0 : Math.round(8 + 92 * Math.sqrt(value / highest));
}
