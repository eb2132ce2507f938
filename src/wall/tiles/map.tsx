import { useCallback, useMemo } from "react";
import type { AreaTable } from "../../domain/area-table.ts";
import { useFormat, useTexts } from "../../i18n/locale.tsx";
import { classEdges } from "../../lib/classes.ts";
import { colourSteps, hexOf, type Rgb, sequential } from "../../lib/colour.ts";
import { squareFrame } from "../../lib/frame.ts";
import { unquantise } from "../../lib/mercator.ts";
import { measureOfAreas, orderedRows } from "../../panels/overview/figures.ts";
import { useNames } from "../../panels/use-names.ts";
import { useApp } from "../../state/react.ts";
import { useWallState } from "../context.tsx";
import { messages } from "../messages.ts";
import type { PanelAnswer } from "../model/answer.ts";
import type { WallPanel } from "../model/layout.ts";
import { shownBox } from "../model/questions.ts";
import { type Density, fitBox, paintAreas, paintDensity, paintGround, paintLabels, paintPlaces } from "../paint/map.ts";
import { Canvas, type Paint } from "./canvas.tsx";
import { useFonts } from "./painted.tsx";
import type { TileProps } from "./props.ts";

const classCount = 5;
/** Names that a map shows, the largest values first. */
const namesAtMost = 8;
const grounds = {
  dark: { land: "#10141a", water: "#12283c", green: "#15251b", road: "#2e3742", railway: "#39424f" },
  light: { land: "#f6f6f3", water: "#cfe0ee", green: "#deebd6", road: "#ffffff", railway: "#c0c0bd" },
} as const;

/** A map of areas coloured by a measure, of density, or of cameras; painted, not a WebGL map. */
export function MapTile({ panel, answer }: TileProps) {
  const t = useTexts(messages);
  const table = useApp(({ session }) => (answer.areaLevel ? session.areas.get(answer.areaLevel) : undefined));
  const cameras = useApp(({ session }) => session.cameras);
  const picture = useMapPicture(panel, answer);
  if (panel.surface === "cameras" && !cameras) return <p className="tile-empty">{t("noCameras")}</p>;
  if (panel.surface === "areas" && !table) return <p className="tile-empty">{t("noAreas")}</p>;
  return (
    <div className="wall-map">
      <div className="wall-layer">
        <Ground panel={panel} />
      </div>
      <div className="wall-layer">
        <Canvas paint={picture} label={t("map")} />
      </div>
      <MapLegend panel={panel} answer={answer} />
    </div>
  );
}

/** The box that a panel's map shows, the same while it is. */
export function useBox(panel: WallPanel) {
  const session = useApp((state) => state.session);
  const focus = useWallState(({ shared }) => shared.focus);
  const { manifest, areas } = session;
  // biome-ignore lint/correctness/useExhaustiveDependencies: facts of the session that do not move the box do not matter
  return useMemo(() => shownBox(session, focus ?? panel.area), [manifest?.box.join(), areas, focus, panel.area]);
}

/** What is under the data; painted when the place, the theme or the size changes, not with the data. */
export function Ground({ panel }: { readonly panel: WallPanel }) {
  const base = useApp(({ session }) => session.base);
  const theme = useApp(({ document }) => document.theme);
  const box = useBox(panel);
  const paint = useCallback<Paint>(
    function* (context, width, height) {
      const colours = grounds[theme];
      context.fillStyle = colours.land;
      context.fillRect(0, 0, width, height);
      if (base && box)
        yield* paintGround(context, base, { ...fitBox(box, width, height), colours, px: Math.max(0.5, height / 900) });
    },
    [base, box, theme],
  );
  return <Canvas paint={paint} label="" />;
}

function useMapPicture(panel: WallPanel, answer: PanelAnswer): Paint {
  const { textPx, palette } = useFonts();
  const theme = useApp(({ document }) => document.theme);
  const session = useApp((state) => state.session);
  const focus = useWallState(({ shared }) => shared.focus);
  const box = useBox(panel);
  const table = answer.areaLevel ? session.areas.get(answer.areaLevel) : undefined;
  const { cameras } = session;
  const { raster } = answer;
  const field = answer.answer.density;
  const whole = session.manifest?.box;
  // biome-ignore lint/correctness/useExhaustiveDependencies: an equal box is the same, though each manifest has its own
  const density = useMemo(() => densityOf(field, raster, whole), [field, raster, whole?.join()]);
  const counted = panel.surface === "areas" ? answer.answer : null;
  const colours = useMemo(() => coloursOf(panel, counted, table, theme), [panel, counted, table, theme]);
  return useCallback<Paint>(
    function* (context, width, height) {
      if (!box) return;
      const place = fitBox(box, width, height);
      const px = Math.max(0.6, height / 700);
      const chosen = table && focus?.level === table.level ? table.ids.indexOf(focus.id) : -1;
      if (panel.surface === "density" && density) paintDensity(context, density, { ...place, ramp: sequential[theme] });
      const fill = (row: number) => (panel.surface === "areas" ? (colours.fills[row] ?? null) : null);
      const border = theme === "dark" ? "#4b5664" : "#8b939c";
      if (table) yield* paintAreas(context, table, { ...place, fill, border, px, chosen, ink: hexOf(palette.ink) });
      if (panel.surface === "cameras" && cameras) {
        const isIdle = (kind: string) => !inUse(kind);
        paintPlaces(context, cameras, { ...place, colour: palette.data, radiusPx: Math.max(2, textPx / 5), isIdle });
      }
      const labels = panel.surface === "areas" ? colours.labels : [];
      if (table) paintLabels(context, table, { ...place, labels, fonts: { textPx, palette }, width, height });
    },
    [box, table, focus, panel.surface, density, colours, cameras, textPx, palette, theme],
  );
}

/** A camera whose status does not say that it is off. */
const inUse = (status: string) => !/broken|offline|planned|removed|idle/.test(status);

function coloursOf(
  panel: WallPanel,
  answer: PanelAnswer["answer"] | null,
  table: AreaTable | undefined,
  theme: "light" | "dark",
) {
  const measured = table && answer && measureOfAreas(answer, table, panel.measure);
  if (!table || !measured) return { fills: [] as (Rgb | null)[], edges: [] as readonly number[], labels: [] };
  const { values } = measured;
  const edges = classEdges(values, "quantile", classCount);
  const steps = colourSteps((position) => sequential[theme](0.15 + 0.85 * position), Math.max(1, edges.length - 1));
  const classOf = (value: number) =>
    Math.max(
      0,
      edges.slice(1).findIndex((edge) => value <= edge),
    );
  const fills = Array.from(values, (value) => (Number.isNaN(value) ? null : (steps[classOf(value)] ?? null)));
  const rows = orderedRows(values, true).filter((row) => (values[row] ?? 0) > 0);
  const labels = rows.slice(0, namesAtMost).map((row) => ({ row, text: table.names[row] || (table.ids[row] ?? "") }));
  return { fills, edges, labels };
}

function densityOf(
  density: PanelAnswer["answer"]["density"],
  raster: PanelAnswer["raster"],
  box: Parameters<typeof squareFrame>[0] | undefined,
): Density | null {
  if (!density || !raster || !box) return null;
  const { x0, y0, shift, width, height } = raster.window;
  const frame = squareFrame(box);
  const [west, north] = unquantise(frame, x0, y0);
  const [east, south] = unquantise(frame, x0 + width * 2 ** shift, y0 + height * 2 ** shift);
  return { field: density, width, height, box: [west, south, east, north] };
}

/** What the colours mean, with the unit. */
function MapLegend({ panel, answer }: TileProps) {
  const theme = useApp(({ document }) => document.theme);
  const cameras = useApp(({ session }) => session.cameras);
  const table = useApp(({ session }) => (answer.areaLevel ? session.areas.get(answer.areaLevel) : undefined));
  const names = useNames();
  const format = useFormat();
  const t = useTexts(messages);
  if (panel.surface === "cameras") {
    const idle = cameras?.kind.filter((kind) => !inUse(kind)).length ?? 0;
    return <p className="wall-legend">{t("camerasHint", { count: cameras?.rows ?? 0, idle })}</p>;
  }
  const highest = answer.answer.density?.reduce((most, value) => Math.max(most, value), 0) ?? 0;
  const { edges } = coloursOf(panel, answer.answer, table, theme);
  const ends = panel.surface === "density" ? [0, highest] : [edges[0] ?? 0, edges.at(-1) ?? 0];
  const written = (value: number) =>
    panel.surface === "density" ? format.number(Math.round(value)) : names.measured(panel.measure, value);
  const unit =
    panel.surface === "density" ? t("perKm2") : panel.measure === "overdue_share" ? "" : names.unit(panel.measure);
  return (
    <p className="wall-legend">
      <span>{written(ends[0] ?? 0)}</span>
      <span className="wall-ramp" data-theme={theme} />
      <span>{written(ends[1] ?? 0)}</span>
      <span>{unit}</span>
    </p>
  );
}
