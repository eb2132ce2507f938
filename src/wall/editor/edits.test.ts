import { expect, test } from "vitest";
import { readLayout } from "../model/layout.ts";
import { presetLayout } from "../model/presets.ts";
import { addedPanel, placedPanel, regridded, withPanels } from "./edits.ts";

const layout = presetLayout("overview", "3x3");
const panels = layout.scenes[0]?.panels ?? [];
const [main] = panels;

test("a panel never leaves the grid, however far it is dragged or pulled", () => {
  if (!main) throw new Error("the preset has no panel");
  expect(placedPanel(main, layout, { column: 9, row: -4 })).toMatchObject({ column: 1, row: 0, columns: 2, rows: 2 });
  expect(placedPanel(main, layout, { columns: 7, rows: 0 })).toMatchObject({ columns: 3, rows: 1, column: 0 });
});

test("a new panel takes the first free cell and a name of its own", () => {
  const some = panels.filter(({ column, row }) => !(column === 2 && row === 1));
  const added = addedPanel(layout, some);
  expect(added).toMatchObject({ column: 2, row: 1, columns: 1, rows: 1 });
  expect(some.map(({ id }) => id)).not.toContain(added.id);
  expect(addedPanel(layout, [...some, added]).id).not.toBe(added.id);
});

test("a layout on another grid is still one that can be read", () => {
  for (const [columns, rows] of [
    [1, 1],
    [2, 5],
    [12, 6],
  ] as const) {
    const changed = regridded(layout, columns, rows);
    expect(readLayout(JSON.parse(JSON.stringify(changed)))).toEqual(changed);
  }
});

test("only the scene that is edited changes", () => {
  const all = presetLayout("all", "3x3");
  const changed = withPanels(all, 1, []);
  expect(changed.scenes.map((scene, i) => scene === all.scenes[i])).toEqual([true, false, true, true, true]);
});
