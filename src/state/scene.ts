import type { AreaTable } from "../domain/area-table.ts";
import { outcomes } from "../domain/case-chunk.ts";
import type { AreaRef, Overlay } from "../domain/document.ts";
import { type MeasureValues, measureValues } from "../domain/indicators.ts";
import type { Box } from "../domain/manifest.ts";
import { type AreaLevel, areaLevels } from "../domain/vocabulary.ts";
import type { LinkedPoints } from "../engine/linked/protocol.ts";
import type { CasePointsData } from "../layers/case-points/style.ts";
import type { DensityData } from "../layers/density/style.ts";
import type { Highlight } from "../layers/highlight/index.ts";
import { layerKinds } from "../layers/index.ts";
import { classEdges } from "../lib/classes.ts";
import { squareFrame } from "../lib/frame.ts";
import { unquantise } from "../lib/mercator.ts";
import { remembered } from "../lib/remembered.ts";
import { asSeen } from "./detail.ts";
import { mapLabels } from "./map-labels.ts";
import { type SceneLayer, sceneLayer } from "./scene-layer.ts";
import type { AppState, Linked, Session } from "./store.ts";

/** What is on the map, lowest first. Parts whose sources did not change keep their objects, so their buffers stay. */
export function sceneOf(state: AppState): SceneLayer[] {
  return overNames([...(state.viewLayers ?? surfaceLayers(state)), ...overlayLayers(state)]);
}

/** Numbers of a view's list, and the names of a plan's units, go over the names of the map. */
function overNames(layers: readonly SceneLayer[]): SceneLayer[] {
  const isOver = ({ id }: SceneLayer) => id === layerKinds.numbers.id || id === layerKinds["unit-names"].id;
  return [...layers.filter((layer) => !isOver(layer)), ...layers.filter(isOver)];
}

/** What is on the map beside, lowest first; `null` where there is none. */
export function besideSceneOf(state: AppState): SceneLayer[] | null {
  return state.viewBeside && overNames([...state.viewBeside.layers, ...overlayLayers(state)]);
}

/** The density raster or the coloured areas of the overview. */
function surfaceLayers({ document: { theme, style }, session, linked, viewport }: AppState): SceneLayer[] {
  if (!linked) return [];
  if (style.surface === "density") {
    const density = densityData(linked, session);
    return density ? [sceneLayer(layerKinds.density, density, { theme, scale: "sqrt" })] : [];
  }
  const table = linked.areaLevel && session.areas.get(linked.areaLevel);
  if (!table || style.surface !== "choropleth") return [];
  const { measure, classMethod, classCount } = style;
  const { values, small } = areaMeasures(linked, table, measure);
  const edges = remembered(values, `${classMethod} ${classCount}`, () => classEdges(values, classMethod, classCount));
  const areas = asSeen(table, viewport);
  const data = remembered(values, `data ${areas.polygons.coordinates.length}`, () => ({ areas, values, small }));
  return [
    sceneLayer(layerKinds.choropleth, data, { theme, edges, colours: "sequential", title: measure, unit: measure }),
  ];
}

/** Outlines, symbols and names over the surface. */
function overlayLayers(state: AppState): SceneLayer[] {
  const { document, session, linked } = state;
  const { theme, style } = document;
  const look = { theme };
  // A plan draws areas of its own: outlines and names of others would be in their way.
  const ownAreas = state.viewLayers?.some(({ id }) => id === layerKinds.plan.id) ?? false;
  const level = ownAreas ? null : (linked?.areaLevel ?? null);
  const points = linked && pointsData(linked, session);
  const { cameras, facilities, stations } = session;
  const layers: Record<Exclude<Overlay, "buildings">, () => SceneLayer | null> = {
    boundaries: () => sceneLayer(layerKinds.boundaries, outlined(state, level), look),
    cases: () => points && sceneLayer(layerKinds["case-points"], points, look),
    cameras: () => cameras && sceneLayer(layerKinds.cameras, cameras, look),
    facilities: () => facilities && sceneLayer(layerKinds.facilities, facilities, look),
    stations: () => stations && sceneLayer(layerKinds.stations, stations, look),
    labels: () => sceneLayer(layerKinds.labels, mapLabels(session, level), look),
  };
  const shown = (["boundaries", "cases", "cameras", "facilities", "stations"] as const).filter(
    (id) => style.overlays.includes(id) && !(ownAreas && id === "boundaries"),
  );
  const highlights = highlightsOf(state);
  return [
    ...shown.flatMap((id) => layers[id]() ?? []),
    ...(highlights.length > 0 ? [sceneLayer(layerKinds.highlight, highlights, look)] : []),
    ...(style.overlays.includes("labels") ? [layers.labels() ?? []].flat() : []),
  ];
}

/** The measure on the map for every area of a level, of the answer on screen. */
export function areaMeasures(
  { answer }: Linked,
  table: AreaTable,
  measure: Parameters<typeof measureValues>[0],
): MeasureValues {
  const { areaOutcomes, areaMedianHours, ...rest } = { ...answer, areaKm2: table.areaKm2, residents: table.residents };
  const counts = areaOutcomes ?? new Uint32Array((table.rows + 1) * outcomes.length);
  return remembered(counts, measure, () =>
    measureValues(measure, { ...rest, outcomes: counts, medianHours: areaMedianHours }),
  );
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
const pointNames = ["late", "on_time", "no_limit"] as const;
const pointCode = outcomes.map((outcome) =>
  outcome.endsWith("no_limit") || outcome === "void"
    ? 2
    : outcome === "closed_late" || outcome === "open_overdue"
      ? 0
      : 1,
);

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
  return levels
    .slice(-2)
    .reverse()
    .map((table) => asSeen(table, viewport));
}
