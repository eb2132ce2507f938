// biome-ignore-all lint/a11y/useSemanticElements: rows and cells lie at places of their own, which those of a table cannot
import {
  type ClipboardEvent,
  type KeyboardEvent,
  type UIEvent,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from "react";
import "./grid.css";
import { GridHead } from "./grid-head.tsx";
import { type GridColumn, type GridProps, gridHeadPx, gridNumberPx, gridRowPx } from "./grid-types.ts";
import { columnsInView, gridWindow, scrollTo } from "./grid-window.ts";

const spareRows = 12;

/** A table of any number of rows and columns: it draws what is in view and asks for what is near. Arrows move a cell. */
export function Grid(props: GridProps) {
  const { label, columns, rows, edition, onRows, onOpen, copy } = props;
  const { scroller, scroll, onScroll } = useScroll(edition);
  const [active, setActive] = useState<readonly [row: number, column: number]>([0, 0]);
  const id = useId();
  const edges = useMemo(() => edgesOf(columns), [columns]);
  const space = { rows, rowPx: gridRowPx, viewPx: scroll.viewPx };
  const { heightPx, first, count, topPx } = gridWindow(space, scroll.top);
  const [fromColumn, toColumn] = columnsInView(edges, scroll.left, scroll.left + scroll.widthPx);
  const from = Math.max(0, first - spareRows);
  const to = Math.min(rows, first + count + spareRows);
  useEffect(() => onRows(from, to), [onRows, from, to]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other rows begin at the first
  useEffect(() => setActive([0, 0]), [edition]);

  function move(row: number, column: number): void {
    const next = [Math.max(0, Math.min(rows - 1, row)), Math.max(0, Math.min(columns.length - 1, column))] as const;
    setActive(next);
    const box = scroller.current;
    if (!box) return;
    box.scrollTop = scrollTo(space, box.scrollTop, next[0]);
    const [left = 0, right = 0] = [edges[next[1]], edges[next[1] + 1]];
    if (left < box.scrollLeft) box.scrollLeft = left;
    else if (right + gridNumberPx > box.scrollLeft + box.clientWidth)
      box.scrollLeft = right + gridNumberPx - box.clientWidth;
  }

  function key(event: KeyboardEvent): void {
    if (event.target !== scroller.current) return;
    if (event.key === "Enter" && rows > 0) onOpen(active[0]);
    const target = targetOf(event, active, { rows, columns: columns.length, page: Math.max(1, count - 2) });
    if (!target) return;
    event.preventDefault();
    move(...target);
  }

  function copyCell(event: ClipboardEvent): void {
    if (event.target !== scroller.current || rows === 0) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", copy(...active));
  }
  return (
    <div
      className="grid"
      ref={scroller}
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-rowcount={rows + 1}
      aria-colcount={columns.length}
      aria-activedescendant={rows > 0 ? `${id}-${active[0]}-${active[1]}` : undefined}
      onScroll={onScroll}
      onKeyDown={key}
      onCopy={copyCell}
    >
      <div className="grid-space" style={{ width: (edges.at(-1) ?? 0) + gridNumberPx, height: heightPx + gridHeadPx }}>
        <GridHead {...props} edges={edges} range={[fromColumn, toColumn]} />
        {Array.from({ length: to - from }, (_, i) => from + i).map((row) => (
          <GridRow
            key={row}
            {...props}
            row={row}
            topPx={gridHeadPx + topPx + (row - first) * gridRowPx}
            edges={edges}
            range={[fromColumn, toColumn]}
            active={active}
            id={id}
            onActive={(...place) => {
              move(...place);
              onOpen(place[0]);
            }}
          />
        ))}
      </div>
    </div>
  );
}

/** Where the box is scrolled to and how large it is; other rows begin at the top. */
function useScroll(edition: unknown) {
  const scroller = useRef<HTMLDivElement>(null);
  const [scroll, setScroll] = useState({ top: 0, left: 0, widthPx: 800, viewPx: 300 });
  // biome-ignore lint/correctness/useExhaustiveDependencies: as said
  useEffect(() => {
    if (scroller.current) scroller.current.scrollTop = 0;
  }, [edition]);
  useEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const observer = new ResizeObserver(() => setScroll(scrollOf(box)));
    observer.observe(box);
    return () => observer.disconnect();
  }, []);
  const onScroll = (event: UIEvent<HTMLDivElement>) => setScroll(scrollOf(event.currentTarget));
  return { scroller, scroll, onScroll };
}

function scrollOf(box: HTMLElement) {
  return {
    top: box.scrollTop,
    left: box.scrollLeft,
    widthPx: box.clientWidth,
    viewPx: Math.max(gridRowPx, box.clientHeight - gridHeadPx),
  };
}

function edgesOf(columns: readonly GridColumn[]): number[] {
  const edges = [0];
  for (const { widthPx } of columns) edges.push((edges.at(-1) ?? 0) + widthPx);
  return edges;
}

interface Extent {
  readonly rows: number;
  readonly columns: number;
  readonly page: number;
}

function targetOf(
  { key, ctrlKey, metaKey }: KeyboardEvent,
  [row, column]: readonly [number, number],
  { rows, columns, page }: Extent,
): readonly [number, number] | null {
  const all = ctrlKey || metaKey;
  if (key === "ArrowDown") return [all ? rows - 1 : row + 1, column];
  if (key === "ArrowUp") return [all ? 0 : row - 1, column];
  if (key === "ArrowRight") return [row, all ? columns - 1 : column + 1];
  if (key === "ArrowLeft") return [row, all ? 0 : column - 1];
  if (key === "PageDown") return [row + page, column];
  if (key === "PageUp") return [row - page, column];
  if (key === "Home") return [all ? 0 : row, 0];
  return key === "End" ? [all ? rows - 1 : row, columns - 1] : null;
}

interface GridRowProps extends GridProps {
  readonly row: number;
  readonly topPx: number;
  readonly edges: readonly number[];
  readonly range: readonly [number, number];
  readonly active: readonly [number, number];
  readonly id: string;
  readonly onActive: (row: number, column: number) => void;
}

function GridRow({ row, topPx, edges, range, active, id, columns, cell, onActive }: GridRowProps) {
  const shown = columns.map((column, index) => ({ column, index })).slice(...range);
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus and names the active cell
    <div className="grid-row" role="row" aria-rowindex={row + 2} style={{ transform: `translateY(${topPx}px)` }}>
      <span className="grid-number" aria-hidden="true">
        {row + 1}
      </span>
      {shown.map(({ column, index }) => {
        const { text, aside, missing } = cell(row, index);
        const isActive = row === active[0] && index === active[1];
        const states = ["grid-cell", column.numeric && "numeric", missing && "grid-missing", isActive && "grid-active"];
        return (
          // biome-ignore lint/a11y/useFocusableInteractive: as above
          // biome-ignore lint/a11y/useKeyWithClickEvents: arrows of the grid do the same
          <span
            key={column.name}
            id={`${id}-${row}-${index}`}
            role="gridcell"
            aria-colindex={index + 1}
            className={states.filter(Boolean).join(" ")}
            style={{ left: gridNumberPx + (edges[index] ?? 0), width: column.widthPx }}
            title={text}
            onClick={() => onActive(row, index)}
          >
            {text === undefined ? <i className="grid-pending" /> : text}
            {aside && <small>{aside}</small>}
          </span>
        );
      })}
    </div>
  );
}
