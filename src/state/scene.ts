import type { AreaTable } from "../domain/area-table.ts";
import { outcomes } from "../domain/case-chunk.ts";
import type { AreaRef, Overlay } from "../domain/document.ts";
import { type MeasureValues, measureValues } from "../domain/indicators.ts";
import type { LegendSpec } from "../domain/layer.ts";
import type { Box } from "../domain/manifest.ts";
import { type AreaLevel, areaLevels } from "../domain/tables.ts";
import type { LinkedPoints } from "../engine/linked/protocol.ts";
import { layerKinds } from "../layers/index.ts";
import type { CasePointsData } from "../layers/case-points/style.ts";
import type { DensityData } from "../layers/density/style.ts";
import type { Highlight } from "../layers/highlight/index.ts";
import { classEdges } from "../lib/classes.ts";
import { squareFrame } from "../lib/frame.ts";
import { unquantise } from "../lib/mercator.ts";
import { remembered } from "../lib/remembered.ts";
import { asSeen } from "./detail.ts";
import { mapLabels } from "./map-labels.ts";
import type { AppState, Linked, Session } from "./store.ts";

/** One layer to draw: what it is made of, built only when it is drawn. */
export interface SceneLayer {
  readonly id: string;
  readonly build: () => ReturnType<typeof layerKinds.density.build>;
  readonly legend: () => LegendSpec | null;
}

/** What is on the map, lowest first. Parts whose sources did not change keep their objects, so their buffers stay. */
export function sceneOf(state: AppState): SceneLayer[] {
  const { document, session, linked } = state;
  const { theme, style } = document;
  const shows = (overlay: Overlay) => style.overlays.includes(overlay);
  const layers: SceneLayer[] = [];
  const add = <Data, Style>(kind: KindOf<Data, Style>, data: Data, look: Style) =>
    layers.push({ id: kind.id, build: () => kind.build(data, look), legend: () => kind.legend(data, look) });

  const table = linked?.areaLevel ? session.areas.get(linked.areaLevel) : undefined;
  const density = linked && style.surface === "density" ? densityData(linked, session) : null;
  if (density) add(layerKinds.density, density, { theme, scale: "sqrt" });
  if (linked && table && style.surface === "choropleth") {
    const { values, small } = areaMeasures(linked, table, style.measure);
    const edges = remembered(values, `${style.classMethod} ${style.classCount}`, () => classEdges(values, style.classMethod, style.classCount));
    const title = style.measure;
    const areas = asSeen(table, state.viewport);
    const data = remembered(values, `data ${areas.polygons.coordinates.length}`, () => ({ areas, values, small }));
    add(layerKinds.choropleth, data, { theme, edges, colours: "sequential", title, unit: title });
  }
  if (shows("boundaries")) add(layerKinds.boundaries, outlined(state, linked?.areaLevel ?? null), { theme });
  const points = linked && shows("cases") ? pointsData(linked, session) : null;
  if (points) add(layerKinds["case-points"], points, { theme });
  if (session.cameras && shows("cameras")) add(layerKinds.cameras, session.cameras, { theme });
  if (session.facilities && shows("facilities")) add(layerKinds.facilities, session.facilities, { theme });
  if (session.stations && shows("stations")) add(layerKinds.stations, session.stations, { theme });
  const highlights = highlightsOf(state);
  if (highlights.length > 0) add(layerKinds.highlight, highlights, { theme });
  if (shows("labels")) add(layerKinds.labels, mapLabels(session, linked?.areaLevel ?? null), { theme });
  return layers;
}

interface KindOf<Data, Style> {
  readonly id: string;
  build(data: Data, style: Style): ReturnType<SceneLayer["build"]>;
  legend(data: Data, style: Style): LegendSpec | null;
}

/** The measure on the map for every area of a level, of the answer on screen. */
export function areaMeasures({ answer }: Linked, table: AreaTable, measure: Parameters<typeof measureValues>[0]): MeasureValues {
  const { areaOutcomes, areaMedianHours, ...rest } = { ...answer, areaKm2: table.areaKm2, residents: table.residents };
  const counts = areaOutcomes ?? new Uint32Array((table.rows + 1) * outcomes.length);
  return remembered(counts, measure, () => measureValues(measure, { ...rest, outcomes: counts, medianHours: areaMedianHours }));
}

function highlightsOf({ hovered, document: { selection }, session, viewport }: AppState): Highlight[] {
  const find = (area: AreaRef | null, role: Highlight["role"]): Highlight[] => {
    const areas = area ? session.areas.get(area.level) : undefined;
    const row = areas?.ids.indexOf(area?.id ?? "") ?? -1;
    return areas && row >= 0 ? [{ areas: asSeen(areas, viewport), row, role }] : [];
  };
  const chosen = find(selection, "selected");
  return hovered?.id === selection?.id ? chosen : [...find(hovered, "hovered"), ...chosen];
}

function densityData({ answer: { density }, raster }: Linked, { manifest }: Session): DensityData | null {
  if (!density || !raster || !manifest) return null;
  const { x0, y0, shift, width, height } = raster.window;
  return remembered(density, "data", () => {
    const frame = squareFrame(manifest.box);
    const cell = 2 ** shift;
    const [west, north] = unquantise(frame, x0, y0);
    const [east, south] = unquantise(frame, x0 + width * cell, y0 + height * cell);
    const box: Box = [west, south, east, north];
    return { field: density, width, height, box };
  });
}

/** Cases in view by how they stand. */
const pointNames = ["on_time", "late", "no_limit"] as const;
const pointCode = outcomes.map((outcome) => (outcome.endsWith("no_limit") || outcome === "void" ? 2 : outcome === "closed_late" || outcome === "open_overdue" ? 1 : 0));

function pointsData({ answer: { points } }: Linked, { manifest }: Session): CasePointsData | null {
  if (!points || !manifest || points.x.length === 0) return null;
  return remembered(points, "data", () => ({
    length: points.x.length,
    positions: positionsOf(points, squareFrame(manifest.box)),
    codes: Uint8Array.from(points.outcome, (outcome) => pointCode[outcome] ?? 2),
    names: pointNames,
  }));
}

function positionsOf({ x, y }: LinkedPoints, frame: Box): Float64Array {
  const positions = new Float64Array(x.length * 2);
  for (let i = 0; i < x.length; i++) positions.set(unquantise(frame, x[i] ?? 0, y[i] ?? 0), 2 * i);
  return positions;
}

/** The level that is counted by and the next coarser one, the finer first. */
function outlined({ session: { areas }, viewport }: AppState, level: AreaLevel | null): readonly AreaTable[] {
  const finest = level ? areaLevels.indexOf(level) : areaLevels.length;
  const levels = [...areas.values()].filter((table) => areaLevels.indexOf(table.level) <= finest);
  return levels.slice(-2).reverse().map((table) => asSeen(table, viewport));
}
