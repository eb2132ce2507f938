import { type KeyboardEvent, useEffect, useRef } from "react";
import { useTexts } from "../../../i18n/locale.tsx";
import { useLocal } from "../../../state/local-store.ts";
import { Icon } from "../../../ui/icons.tsx";
import { local } from "./local.ts";
import { messages } from "./messages.ts";
import { putDown, steer, take } from "./pointer.ts";

/** Pixels of the map that an arrow key moves a station by, and with the shift key. */
const [step, stride] = [8, 40];

const ways: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

interface MoveButtonProps {
  readonly id: string;
  readonly name: string;
  readonly lon: number;
  readonly lat: number;
}

/** Moves a station with the arrow keys while the button is pressed: Enter puts it down, Escape puts it back. */
export function MoveButton({ id, name, lon, lat }: MoveButtonProps) {
  const isHeld = useLocal(local, ({ held, steered }) => steered && held?.id === id);
  const t = useTexts(messages);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isHeld) button.current?.focus();
  }, [isHeld]);
  const onKeyDown = (event: KeyboardEvent) => {
    const way = ways[event.key];
    const isEnd = isHeld && (event.key === "Enter" || event.key === "Escape");
    if (!way && !isEnd) return;
    event.preventDefault();
    event.stopPropagation();
    if (isEnd) return putDown(event.key === "Enter");
    if (!way) return;
    if (!isHeld) take(id, lon, lat);
    const pixels = event.shiftKey ? stride : step;
    steer(way[0] * pixels, way[1] * pixels);
  };
  return (
    <button
      ref={button}
      type="button"
      className="move-button"
      aria-pressed={isHeld}
      aria-label={t("move", { name })}
      title={t("moveHint")}
      onClick={() => (isHeld ? putDown(true) : take(id, lon, lat))}
      onBlur={() => isHeld && putDown(true)}
      onKeyDown={onKeyDown}
    >
      <Icon name="move" size={14} />
    </button>
  );
}
