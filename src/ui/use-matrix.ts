import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";
import { type Cell, keyTarget, rectangle, sameSelection, union } from "./matrix-selection.ts";

interface MatrixState {
  readonly size: { readonly rows: number; readonly columns: number };
  /** Ascending indices, or `null` where all pass. */
  readonly selected: readonly number[] | null;
  readonly onSelect: (indices: readonly number[]) => void;
}

const nothing: readonly number[] = [];

/** How cells are chosen: by dragging, by keys, by whole rows. The focus is on one cell at a time. */
export function useMatrix({ size, selected, onSelect }: MatrixState) {
  const [focus, setFocus] = useState<Cell>({ row: 0, column: 0 });
  const anchor = useRef<{ readonly cell: Cell; readonly kept: readonly number[] } | null>(null);
  const present = selected ?? nothing;
  const indexOf = ({ row, column }: Cell) => row * size.columns + column;

  /** Every cell is the same as none. */
  function choose(indices: readonly number[]) {
    onSelect(indices.length === size.rows * size.columns ? nothing : indices);
  }
  function extend(cell: Cell) {
    if (!anchor.current) return;
    const next = union(anchor.current.kept, rectangle(anchor.current.cell, cell, size.columns));
    if (!sameSelection(next, present)) choose(next);
  }
  function press(event: PointerEvent, cell: Cell) {
    const adding = event.ctrlKey || event.metaKey;
    event.currentTarget.releasePointerCapture(event.pointerId);
    setFocus(cell);
    if (!adding && present.length === 1 && present[0] === indexOf(cell)) {
      choose(nothing);
      return;
    }
    anchor.current = { cell, kept: adding ? present : nothing };
    extend(cell);
  }
  function release() {
    anchor.current = null;
  }
  function key(event: KeyboardEvent<HTMLElement>) {
    const target = keyTarget(focus, event.key, size);
    if (target) {
      if (event.shiftKey) anchor.current ??= { cell: focus, kept: nothing };
      else release();
      setFocus(target);
      event.currentTarget.querySelector<HTMLElement>(`[data-index="${indexOf(target)}"]`)?.focus();
      extend(target);
    } else if (event.key === "Enter" || event.key === " ") {
      const index = indexOf(focus);
      choose(present.includes(index) ? present.filter((other) => other !== index) : union(present, [index]));
    } else return;
    event.preventDefault();
  }
  function chooseRow(row: number) {
    choose(rectangle({ row, column: 0 }, { row, column: size.columns - 1 }, size.columns));
  }
  return { focus, press, extend, release, key, chooseRow };
}
