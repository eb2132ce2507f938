import { useWall } from "../context.tsx";
import type { WallPanel } from "../model/layout.ts";
import { linesIn } from "../model/legible.ts";

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

/** How many rows a panel has room for. */
export function useRoom({ rows }: WallPanel): number {
  const { cellHeightPx, textPx } = useWall();
  return linesIn(cellHeightPx * rows, textPx);
}

/** Rows with a name, a bar and a value. */
export function BarRows({ rows }: { readonly rows: readonly BarRow[] }) {
  return (
    <ol className="wall-rows">
      {rows.map(({ key, name, value, share, bad, small }) => (
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
