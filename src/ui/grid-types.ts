/** A column of a grid. */
export interface GridColumn {
  readonly name: string;
  /** What kind of values it has, in words. */
  readonly hint: string;
  readonly widthPx: number;
  readonly numeric: boolean;
}

/** A cell as it is shown: no `text` while it is on its way. */
export interface GridCellView {
  readonly text?: string;
  /** Said after the text in a quieter colour. */
  readonly aside?: string;
  readonly missing?: boolean;
}

export interface GridTexts {
  readonly rowNumber: string;
  readonly sort: string;
  readonly filter: string;
  readonly filterHint: string;
  readonly figures: string;
}

export interface GridProps {
  readonly label: string;
  readonly columns: readonly GridColumn[];
  readonly rows: number;
  readonly cell: (row: number, column: number) => GridCellView;
  /** A cell's value for the clipboard. */
  readonly copy: (row: number, column: number) => string;
  readonly sort: { readonly column: string; readonly descending: boolean } | null;
  readonly onSort: (column: string) => void;
  readonly filters: Readonly<Record<string, string>>;
  readonly onFilter: (column: string, text: string) => void;
  readonly figuresOf: string | null;
  readonly onFigures: (column: string) => void;
  /** What rows these are: when it changes, the grid begins at the top again. */
  readonly edition: unknown;
  /** A row was pressed, or Enter on it. */
  readonly onOpen: (row: number) => void;
  /** These rows are in view or near it. */
  readonly onRows: (from: number, to: number) => void;
  readonly texts: GridTexts;
}

/** Heights of a row, and of the head with its filters. */
export const gridRowPx = 28;
export const gridHeadPx = 60;
/** Width of the row numbers. */
export const gridNumberPx = 64;
