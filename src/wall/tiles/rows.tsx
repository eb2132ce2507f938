import { useWall } from "../context.tsx";
import type { WallPanel } from "../model/layout.ts";
import { fittingRows } from "../model/legible.ts";

export interface BarRow {
  readonly key: string;
  readonly name: string;
  readonly value: string;
  /** Of the longest bar, 0 to 1. */
  readonly share: number;
  readonly bad?: boolean;
  /** Rests on few cases. */
  readonly small?: boolean;
}

/** Rows with a name, a bar and a value: as many of the first as there is room for. */
export function BarRows({ panel, rows }: { readonly panel: WallPanel; readonly rows: readonly BarRow[] }) {
  const { cellWidthPx, cellHeightPx, textPx } = useWall();
  const fitting = fittingRows(rows, {
    widthEm: (cellWidthPx * panel.columns) / textPx,
    heightEm: (cellHeightPx * panel.rows) / textPx,
  });
  return (
    <ol className="wall-rows">
      {fitting.map(({ key, name, value, share, bad, small }) => (
        <li key={key} className={small ? "wall-small" : undefined}>
          <span className="wall-name">{name}</span>
          <span className={bad ? "wall-bar wall-bad" : "wall-bar"} aria-hidden="true">
            <span style={{ width: `${Math.max(0, Math.min(1, share)) * 100}%` }} />
          </span>
          <span className="wall-value">{value}</span>
        </li>
      ))}
    </ol>
  );
}
