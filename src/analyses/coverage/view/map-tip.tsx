import { useFormat, useTexts } from "../../../i18n/locale.tsx";
import { useLocal } from "../../../state/local-store.ts";
import { useRun } from "../../../state/react.ts";
import { shownResult } from "../../../state/runs.ts";
import { control, local } from "./control.ts";
import { messages } from "./messages.ts";
import { writeM2 } from "./words.ts";

const offset = 14;

/** What the pointed camera is, and what only it sees, beside the pointer. */
export function MapTip() {
  const camera = useLocal(local, (state) => state.hoveredCamera);
  const pointer = useLocal(local, (state) => state.pointer);
  const result = shownResult(useRun(control));
  const t = useTexts(messages);
  const format = useFormat();
  if (camera === null || !pointer || !result?.output) return null;
  const box = document.getElementById("map")?.getBoundingClientRect();
  const { cameraRole, cameraOnlyM2 } = result.output;
  const says =
    cameraRole[camera] === 2 ? t("tipTurns") : t("tipOnly", { m2: writeM2(cameraOnlyM2[camera] ?? 0, { format }) });
  return (
    <div
      className="map-tip"
      style={{ left: (box?.left ?? 0) + pointer.x + offset, top: (box?.top ?? 0) + pointer.y + offset }}
    >
      <strong>{result.city.cameras.names[camera]}</strong>
      <span>{says}</span>
      <span>{t("tipClick")}</span>
    </div>
  );
}
