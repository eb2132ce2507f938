import { type KeyboardEvent, type PointerEvent, useState } from "react";
import { useTexts } from "../../i18n/locale.tsx";
import { useWall, useWallState } from "../context.tsx";
import { messages } from "../messages.ts";
import type { WallPanel } from "../model/layout.ts";
import { addedPanel, placedPanel, withPanels } from "./edits.ts";
import "./editor.css";
import { LayoutForm } from "./layout-form.tsx";
import { PanelForm } from "./panel-form.tsx";

/** Changes the scene that is on: panels are dragged and pulled, or moved by keys; the form says what they show. */
export function Editor() {
  const { wall } = useWall();
  const layout = useWallState(({ shared }) => shared.layout);
  const index = useWallState(({ sceneIndex }) => sceneIndex);
  const [chosen, setChosen] = useState<string | null>(null);
  const t = useTexts(messages);
  const panels = layout.scenes[index]?.panels ?? [];
  const panel = panels.find(({ id }) => id === chosen);

  const write = (next: readonly WallPanel[]) => wall.set({ layout: withPanels(layout, index, next) });
  const change = (id: string, patch: Partial<WallPanel>) =>
    write(panels.map((one) => (one.id === id ? placedPanel(one, layout, patch) : one)));
  const remove = (id: string) => panels.length > 1 && write(panels.filter((one) => one.id !== id));
  const add = () => {
    const added = addedPanel(layout, panels);
    write([...panels, added]);
    setChosen(added.id);
  };
  return (
    <>
      <div className="wall-handles">
        {panels.map((one) => (
          <Handle
            key={one.id}
            panel={one}
            chosen={one.id === chosen}
            onChoose={() => setChosen(one.id)}
            onChange={change}
            onRemove={remove}
          />
        ))}
      </div>
      <aside className="wall-form" aria-label={t("edit")}>
        <LayoutForm index={index} />
        <p>{t("choose")}</p>
        <div className="wall-buttons">
          <button type="button" onClick={add}>
            {t("addPanel")}
          </button>
          {panel && (
            <button type="button" onClick={() => remove(panel.id)}>
              {t("removePanel")}
            </button>
          )}
          <button type="button" onClick={() => wall.setEditing(false)}>
            {t("done")}
          </button>
        </div>
        {panel && <PanelForm key={panel.id} panel={panel} onChange={(patch) => change(panel.id, patch)} />}
      </aside>
    </>
  );
}

interface HandleProps {
  readonly panel: WallPanel;
  readonly chosen: boolean;
  readonly onChoose: () => void;
  readonly onChange: (id: string, patch: Partial<WallPanel>) => void;
  readonly onRemove: (id: string) => void;
}

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Lies over a panel: dragging moves it by cells, its corner resizes it. */
function Handle({ panel, chosen, onChoose, onChange, onRemove }: HandleProps) {
  const { cellWidthPx, cellHeightPx } = useWall();
  const t = useTexts(messages);
  const { column, row, columns, rows } = panel;

  function drag(event: PointerEvent<HTMLElement>, resizing: boolean): void {
    event.stopPropagation();
    onChoose();
    const element = event.currentTarget;
    const start = { x: event.clientX, y: event.clientY };
    const ending = new AbortController();
    element.setPointerCapture(event.pointerId);
    const move = ({ clientX, clientY }: globalThis.PointerEvent) => {
      const dx = Math.round((clientX - start.x) / cellWidthPx);
      const dy = Math.round((clientY - start.y) / cellHeightPx);
      onChange(
        panel.id,
        resizing ? { columns: columns + dx, rows: rows + dy } : { column: column + dx, row: row + dy },
      );
    };
    element.addEventListener("pointermove", move, { signal: ending.signal });
    for (const type of ["pointerup", "pointercancel"] as const)
      element.addEventListener(type, () => ending.abort(), { signal: ending.signal });
  }

  function press(event: KeyboardEvent): void {
    if (event.key === "Delete") onRemove(panel.id);
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    const [dx, dy] = step;
    onChange(
      panel.id,
      event.shiftKey ? { columns: columns + dx, rows: rows + dy } : { column: column + dx, row: row + dy },
    );
  }

  return (
    <div
      className="wall-handle"
      data-chosen={chosen}
      style={{
        left: column * cellWidthPx,
        top: row * cellHeightPx,
        width: columns * cellWidthPx,
        height: rows * cellHeightPx,
      }}
    >
      <button
        type="button"
        className="wall-move"
        data-panel-handle={panel.id}
        aria-label={`${t(panel.view)} ${column + 1}×${row + 1}`}
        aria-pressed={chosen}
        onPointerDown={(event) => drag(event, false)}
        onClick={onChoose}
        onFocus={onChoose}
        onKeyDown={press}
      />
      <button
        type="button"
        className="wall-resize"
        data-panel-handle={panel.id}
        aria-label={t("resize")}
        tabIndex={-1}
        onPointerDown={(event) => drag(event, true)}
      />
    </div>
  );
}
