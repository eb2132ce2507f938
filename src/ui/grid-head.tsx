// biome-ignore-all lint/a11y/useSemanticElements: rows and cells lie at places of their own, which those of a table cannot
import { useEffect, useState } from "react";
import { type GridColumn, type GridProps, gridNumberPx } from "./grid-types.ts";
import { Icon } from "./icons.tsx";

interface GridHeadProps extends GridProps {
  readonly edges: readonly number[];
  readonly range: readonly [number, number];
}

/** The names of the columns, which sort; below each its filter. */
export function GridHead(props: GridHeadProps) {
  const { columns, edges, range, texts } = props;
  const shown = columns.map((column, index) => ({ column, index })).slice(...range);
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: what is in it takes the focus
    <div className="grid-head" role="row" aria-rowindex={1}>
      <span className="grid-number" aria-hidden="true">
        {texts.rowNumber}
      </span>
      {shown.map(({ column, index }) => (
        <HeadCell
          key={column.name}
          {...props}
          column={column}
          index={index}
          leftPx={gridNumberPx + (edges[index] ?? 0)}
        />
      ))}
    </div>
  );
}

interface HeadCellProps extends GridProps {
  readonly column: GridColumn;
  readonly index: number;
  readonly leftPx: number;
}

function HeadCell({
  column,
  index,
  leftPx,
  sort,
  onSort,
  filters,
  onFilter,
  figuresOf,
  onFigures,
  texts,
}: HeadCellProps) {
  const { name, hint, numeric, widthPx } = column;
  const sorted = sort?.column === name;
  const direction = sort?.descending ? "descending" : "ascending";
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: what is in it takes the focus
    <div
      role="columnheader"
      className="grid-head-cell"
      aria-colindex={index + 1}
      aria-sort={sorted ? direction : "none"}
      style={{ left: leftPx, width: widthPx }}
    >
      <span className={numeric ? "grid-title numeric" : "grid-title"}>
        <button type="button" title={`${name} · ${hint} · ${texts.sort}`} onClick={() => onSort(name)}>
          <span>{name}</span>
          {sorted && <Icon name={sort.descending ? "down" : "up"} size={12} />}
        </button>
        <button
          type="button"
          className="grid-figures"
          aria-pressed={figuresOf === name}
          aria-label={`${texts.figures}: ${name}`}
          title={texts.figures}
          onClick={() => onFigures(name)}
        >
          <Icon name="bars" size={14} />
        </button>
      </span>
      <FilterField
        label={`${texts.filter}: ${name}`}
        hint={texts.filterHint}
        placeholder={texts.filter}
        value={filters[name] ?? ""}
        onChange={(text) => onFilter(name, text)}
      />
    </div>
  );
}

interface FilterFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly placeholder: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
}

const quietMs = 250;

/** Says what was typed when the typing pauses. */
function FilterField({ label, hint, placeholder, value, onChange }: FilterFieldProps) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (text === value) return;
    const timer = setTimeout(() => onChange(text), quietMs);
    return () => clearTimeout(timer);
  }, [text, value, onChange]);
  return (
    <input
      type="text"
      className={text === "" ? undefined : "grid-filtering"}
      aria-label={label}
      title={hint}
      placeholder={placeholder}
      value={text}
      onChange={(event) => setText(event.target.value)}
    />
  );
}
