import { type CSSProperties, useEffect, useState } from "react";
import { LocaleProvider } from "../i18n/locale.tsx";
import { zonedSeconds } from "../lib/wall-clock.ts";
import { useLocal } from "../state/local-store.ts";
import { useApp } from "../state/react.ts";
import { useWall, useWallState, WallProvider } from "./context.tsx";
import type { Wall as WallControl } from "./control.ts";
import { Editor } from "./editor/editor.tsx";
import type { WallPanel } from "./model/layout.ts";
import { typeSizes } from "./model/legible.ts";
import { panelsOn } from "./model/link.ts";
import { brightnessAt, shiftAt } from "./model/timetable.ts";
import { Tile } from "./tiles/tile.tsx";
import { useKeys } from "./use-keys.tsx";
import { useWallTheme } from "./use-theme.tsx";
import "./wall.css";

/** No edge stays on the same pixel: the picture wanders this far in each direction. */
const shiftPx = 4;

/** The wall in one window: the panels of the present scene, and nothing else. */
export function WallPage({ wall }: { readonly wall: WallControl }) {
  const locale = useLocal(wall.wall, ({ shared }) => shared.locale);
  return (
    <LocaleProvider locale={locale}>
      <Stage wall={wall} />
    </LocaleProvider>
  );
}

function useWindowSize() {
  const [size, setSize] = useState({ width: window.innerWidth, height: window.innerHeight });
  useEffect(() => {
    const measure = () => setSize({ width: window.innerWidth, height: window.innerHeight });
    window.addEventListener("resize", measure);
    return () => window.removeEventListener("resize", measure);
  }, []);
  return size;
}

function Stage({ wall }: { readonly wall: WallControl }) {
  const { layout } = useLocal(wall.wall, ({ shared }) => shared);
  const editing = useLocal(wall.wall, (state) => state.editing);
  const size = useWindowSize();
  const part = wall.link.part ?? { column: 0, row: 0, columns: 1, rows: 1 };
  const [width, height] = [size.width * part.columns, size.height * part.rows];
  const types = typeSizes({
    distanceMetres: layout.viewingMetres,
    heightMillimetres: layout.heightMillimetres,
    heightPx: height,
  });
  const place = { wall, ...types, cellWidthPx: width / layout.columns, cellHeightPx: height / layout.rows };
  useKeys(wall);
  useWallTheme(wall);
  return (
    <WallProvider place={place}>
      <main
        className={editing ? "wall wall-editing" : "wall"}
        style={{ "--wall-text": `${types.textPx}px`, "--wall-figure": `${types.figurePx}px` } as CSSProperties}
      >
        <Panels width={width} height={height} left={-part.column * size.width} top={-part.row * size.height} />
        <Alert />
        {editing && <Editor />}
      </main>
    </WallProvider>
  );
}

interface Extent {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly top: number;
}

function Panels({ width, height, left, top }: Extent) {
  const { layout } = useWallState(({ shared }) => shared);
  const { wall } = useWall();
  const scene = useWallState(({ sceneIndex }) => layout.scenes[sceneIndex]);
  const panels = panelsOn(layout, scene?.panels ?? [], wall.link.part);
  const minute = useWallState(({ now }) => Math.floor(now / 60_000));
  const zone = useApp(({ session }) => session.manifest?.timeZone ?? "UTC");
  const simulated = useApp(({ session }) => session.manifest?.simulated ?? false);
  const hour = (zonedSeconds(minute * 60_000, zone) % 86_400) / 3600;
  const [x, y] = shiftAt(minute * 60_000, shiftPx);
  const style = {
    width,
    height,
    transform: `translate(${left + x}px, ${top + y}px)`,
    gridTemplate: `repeat(${layout.rows}, minmax(0, 1fr)) / repeat(${layout.columns}, minmax(0, 1fr))`,
  } as CSSProperties;
  const brightness = brightnessAt(hour, layout.dimming);
  return (
    <>
      <div className="wall-stage" style={style}>
        {panels.map((panel, index) => (
          <div key={panel.id} className="wall-cell" style={cellOf(panel)}>
            <Tile panel={panel} badge={simulated && index === 0} />
          </div>
        ))}
      </div>
      {brightness < 1 && <div className="wall-dim" style={{ opacity: 1 - brightness }} />}
    </>
  );
}

function cellOf({ column, row, columns, rows }: WallPanel): CSSProperties {
  return {
    gridArea: `${row + 1} / ${column + 1} / span ${rows} / span ${columns}`,
    display: "grid",
    minWidth: 0,
    minHeight: 0,
  };
}

function Alert() {
  const alert = useWallState(({ shared }) => shared.alert);
  return (
    alert && (
      <div className="wall-alert" role="alert">
        <h2>{alert.title}</h2>
        <p>{alert.text}</p>
      </div>
    )
  );
}
