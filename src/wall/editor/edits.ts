import { plainPanel, type WallLayout, type WallPanel } from "../model/layout.ts";

/** A layout in which one scene has other panels. */
export function withPanels(layout: WallLayout, scene: number, panels: readonly WallPanel[]): WallLayout {
  return { ...layout, scenes: layout.scenes.map((one, i) => (i === scene ? { ...one, panels } : one)) };
}

/** A panel with another place or size, both inside the grid. */
export function placedPanel(panel: WallPanel, { columns, rows }: WallLayout, patch: Partial<WallPanel>): WallPanel {
  const wanted = { ...panel, ...patch };
  const wide = clamp(wanted.columns, 1, columns);
  const high = clamp(wanted.rows, 1, rows);
  return {
    ...wanted,
    columns: wide,
    rows: high,
    column: clamp(wanted.column, 0, columns - wide),
    row: clamp(wanted.row, 0, rows - high),
  };
}

/** A new panel in the first free cell, or in the first cell where none is free; its id is of no other. */
export function addedPanel({ columns, rows }: WallLayout, panels: readonly WallPanel[]): WallPanel {
  const isTaken = (column: number, row: number) =>
    panels.some(
      (one) => column >= one.column && column < one.column + one.columns && row >= one.row && row < one.row + one.rows,
    );
  const cells = Array.from({ length: columns * rows }, (_, i) => [i % columns, Math.floor(i / columns)] as const);
  const [column, row] = cells.find((cell) => !isTaken(...cell)) ?? [0, 0];
  let number = panels.length;
  while (panels.some(({ id }) => id === `panel-${number}`)) number++;
  return { ...plainPanel, id: `panel-${number}`, view: "figures", column, row };
}

/** A layout on another grid: panels keep their cells as far as there are any. */
export function regridded(layout: WallLayout, columns: number, rows: number): WallLayout {
  const grid = { ...layout, columns, rows };
  const scenes = layout.scenes.map((scene) => ({
    ...scene,
    panels: scene.panels.map((panel) => placedPanel(panel, grid, {})),
  }));
  return { ...grid, scenes };
}

const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(high, Math.round(value)));
