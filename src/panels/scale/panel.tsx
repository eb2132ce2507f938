import type { Viewport } from "../../domain/viewport.ts";
import { useFormat, useTexts } from "../../i18n/locale.tsx";
import { zoomOf } from "../../lib/camera.ts";
import { type ScaleBar, scaleBar } from "../../map/scale-bar.ts";
import { useApp } from "../../state/react.ts";
import { messages } from "./messages.ts";
import "./panel.css";

const roomPx = 96;

/** How long things are on the map. */
export function ScalePanel() {
  const viewport = useApp((state) => state.viewport);
  const t = useTexts(messages);
  const format = useFormat();
  if (!viewport || viewport.widthPx === 0) return null;
  const { metres, pixels } = scaleOf(viewport);
  const length = format.metres(metres);
  return (
    <div className="scale" role="img" aria-label={t("label", { length })}>
      <span>{length}</span>
      <span className="scale-bar" style={{ width: pixels }} />
    </div>
  );
}

/** The scale bar of a viewport. */
export function scaleOf(viewport: Viewport): ScaleBar {
  const [, south, , north] = viewport.box;
  return scaleBar({ lat: (south + north) / 2, zoom: zoomOf(viewport) }, roomPx);
}
