import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from "react";
import "./matrix.css";
import { type Cell, keyTarget, rectangle, sameSelection, union } from "./matrix-selection.ts";

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
}

const noSelection: readonly number[] = [];

/** A heat matrix: drag over cells or use arrows with Shift to choose a block, Ctrl adds, a row's name is the whole row. */
export function Matrix({ label, rows, columns, values, selected, onSelect, cellLabel }: MatrixProps) {
  const size = { rows: rows.length, columns: columns.length };
  const [focus, setFocus] = useState<Cell>({ row: 0, column: 0 });
  const grid = useRef<HTMLTableElement>(null);
  const anchor = useRef<{ readonly cell: Cell; readonly kept: readonly number[] } | null>(null);
  const highest = useMemo(() => Math.max(1, ...Array.from(values)), [values]);
  const chosen = useMemo(() => new Set(selected), [selected]);

  function choose(indices: readonly number[]) {
    onSelect(indices.length === size.rows * size.columns ? noSelection : indices);
  }
  function extend(cell: Cell) {
    if (!anchor.current) return;
    const next = union(anchor.current.kept, rectangle(anchor.current.cell, cell, size.columns));
    if (!sameSelection(next, selected ?? noSelection)) choose(next);
  }
  function press(event: PointerEvent, cell: Cell) {
    const index = cell.row * size.columns + cell.column;
    const adding = event.ctrlKey || event.metaKey;
    event.currentTarget.releasePointerCapture(event.pointerId);
    setFocus(cell);
    if (!adding && selected?.length === 1 && selected[0] === index) {
      choose(noSelection);
      return;
    }
    anchor.current = { cell, kept: adding ? (selected ?? noSelection) : noSelection };
    extend(cell);
  }
  function key(event: KeyboardEvent) {
    const index = focus.row * size.columns + focus.column;
    const target = keyTarget(focus, event.key, size);
    if (target) {
      if (event.shiftKey && !anchor.current) anchor.current = { cell: focus, kept: noSelection };
      if (!event.shiftKey) anchor.current = null;
      setFocus(target);
      grid.current?.querySelector<HTMLElement>(`[data-index="${target.row * size.columns + target.column}"]`)?.focus();
      if (event.shiftKey) extend(target);
    } else if (event.key === "Enter" || event.key === " ") {
      choose(chosen.has(index) ? (selected ?? []).filter((other) => other !== index) : union(selected ?? [], [index]));
    } else return;
    event.preventDefault();
  }
  return (
    <table
      className={selected ? "matrix matrix-filtered" : "matrix"}
      role="grid"
      aria-label={label}
      aria-multiselectable="true"
      ref={grid}
      onKeyDown={key}
      onPointerUp={() => {
        anchor.current = null;
      }}
    >
      <tbody>
        {rows.map((name, row) => (
          <tr key={name}>
            <th scope="row">
              <button type="button" tabIndex={-1} onClick={() => choose(rectangle({ row, column: 0 }, { row, column: size.columns - 1 }, size.columns))}>
                {name}
              </button>
            </th>
            {columns.map((_, column) => {
              const index = row * size.columns + column;
              return (
                <td
                  // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
                  key={column}
                  data-index={index}
                  tabIndex={focus.row === row && focus.column === column ? 0 : -1}
                  aria-label={cellLabel(index)}
                  aria-selected={chosen.has(index)}
                  title={cellLabel(index)}
                  style={{ "--heat": `${heat(values[index] ?? 0, highest)}%` }}
                  onPointerDown={(event) => press(event, { row, column })}
                  onPointerEnter={(event) => {
                    if (event.buttons === 1) extend({ row, column });
                  }}
                />
              );
            })}
          </tr>
        ))}
      </tbody>
      <tfoot aria-hidden="true">
        <tr>
          <td />
          {columns.map((name, column) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
            <td key={column}>{name && <span>{name}</span>}</td>
          ))}
        </tr>
      </tfoot>
    </table>
  );
}

/** Any case is visible; the square root keeps the quiet hours apart. */
function heat(value: number, highest: number): number {
  return value === 0 ? 0 : Math.round(8 + 92 * Math.sqrt(value / highest));
}
