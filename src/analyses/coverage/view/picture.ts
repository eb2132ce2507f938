import type { PlaceTable } from "../../../domain/area-table.ts";
import { layerKinds } from "../../../layers/index.ts";
import { remembered } from "../../../lib/remembered.ts";
import { type SceneLayer, sceneLayer } from "../../../state/scene-layer.ts";
import type { AppState } from "../../../state/store.ts";
import type { Bands } from "./bands.ts";
import type { CoverageResult } from "./compute.ts";
import type { LiveCity } from "./live.ts";
import { eachCell, emptyPicture, type Picture, windowAround, windowOf } from "./paint.ts";
import { type BlindSpot, blindSpots, spotOfAreas, spotOutlines } from "./spots.ts";

/** What is drawn beside the result. */
export interface PictureSources {
  readonly city: LiveCity | null;
  readonly depth: Picture | null;
  readonly bands: Bands | null;
  /** The chosen camera and the one under the pointer, by row. */
  readonly camera: number | null;
  readonly hoveredCamera: number | null;
  /** The chosen blind spot and the pointed one. */
  readonly spot: number | null;
  readonly hoveredSpot: number | null;
  /** The pointed key place. */
  readonly hoveredPlace: number | null;
}

const mostNumbers = 20;

/** The map of a result: depth, blind spots, bands of the cameras that matter, and the cameras. */
export function pictureOf(result: CoverageResult, state: AppState, local: PictureSources): SceneLayer[] {
  const { theme, style } = state.document;
  const look = { theme };
  const { city, depth } = local;
  if (!result.output || !city || !depth) return [];
  const bands = bandPicture(city, state, local);
  const cameras = camerasTable(result, city, depth);
  return [
    sceneLayer(layerKinds["coverage-depth"], depth, look),
    ...gapLayer(result, state, local),
    ...(bands ? [sceneLayer(layerKinds.footprints, bands, look)] : []),
    ...(style.overlays.includes("cameras") ? [] : [sceneLayer(layerKinds.cameras, cameras, look)]),
    ...markLayer(result, state, local),
  ];
}

/** The blind spots of a result, in order of weight. */
export function spotsOf({ input, output }: CoverageResult): readonly BlindSpot[] {
  const { areas } = input;
  if (!areas || !output) return [];
  const { blindPercent } = input.settings.form;
  return remembered(output, `spots ${blindPercent}`, () => blindSpots(areas, output, blindPercent / 100));
}

function gapLayer(result: CoverageResult, { document }: AppState, { hoveredSpot, spot }: PictureSources): SceneLayer[] {
  const { areas } = result.input;
  const spots = spotsOf(result);
  if (!areas || spots.length === 0) return [];
  const data = remembered(spots, "layer", () => {
    const gapOf = spotOfAreas(spots, areas.rows);
    return {
      polygons: areas.polygons,
      gapOf,
      outlines: spotOutlines(areas.polygons, gapOf),
      count: spots.length,
    };
  });
  const style = { theme: document.theme, hovered: hoveredSpot ?? -1, selected: spot ?? -1 };
  const numbered = remembered(spots, "numbers", () => ({
    list: "gaps",
    positions: Float64Array.from(spots.slice(0, mostNumbers).flatMap(({ lon, lat }) => [lon, lat])),
  }));
  return [
    sceneLayer(layerKinds.gaps, data, style),
    sceneLayer(layerKinds.numbers, numbered, { theme: document.theme }),
  ];
}

/** The key place that is pointed at in the list. */
function markLayer(
  { city, places }: CoverageResult,
  { document }: AppState,
  { hoveredPlace }: PictureSources,
): SceneLayer[] {
  const row = hoveredPlace === null ? undefined : places[hoveredPlace];
  if (row === undefined) return [];
  const { lon, lat } = city.facilities;
  const data = remembered(city.facilities, `mark ${row}`, () => ({
    list: "place",
    positions: Float64Array.of(lon[row] ?? Number.NaN, lat[row] ?? Number.NaN),
  }));
  return [sceneLayer(layerKinds.numbers, data, { theme: document.theme })];
}

/** Cameras as they stand: those that take no part are drawn as offline. */
function camerasTable({ city, output }: CoverageResult, live: LiveCity, depth: Picture): PlaceTable {
  return remembered(depth, "cameras", () => {
    const { cameras } = city;
    return {
      rows: cameras.rows,
      ids: cameras.ids,
      names: cameras.names,
      lon: output?.cameraLon ?? cameras.lon,
      lat: output?.cameraLat ?? cameras.lat,
      kind: Array.from(cameras.status, (status, c) =>
        live.isOn(c) ? "online" : status === "fault" ? status : "offline",
      ),
    };
  });
}

const only = 5;

/** The footprints of the chosen and the pointed camera by band, or of all in view from near; over it what only the pointed one sees. */
function bandPicture(city: LiveCity, { viewport }: AppState, local: PictureSources): Picture | null {
  const { camera, hoveredCamera, bands } = local;
  const named = [camera, hoveredCamera].filter((c) => c !== null);
  const near = isNear({ viewport });
  if (named.length === 0 && !(near && bands)) return null;
  const wanted = named.length > 0 ? named : [...city.reachOn.keys()].filter((c) => city.isOn(c));
  const sources = bands ?? [city.footprints];
  const widest = sources[0] ?? city.footprints;
  const window = named.length > 0 ? windowAround(city, widest, named) : windowOf(city, viewport);
  const picture = emptyPicture(window);
  if (picture.codes.length === 0) return null;
  sources.forEach((footprints, band) => {
    for (const thing of wanted) {
      eachCell(picture, footprints, {
        thing,
        visit: (pixel) => {
          picture.codes[pixel] = Math.max(picture.codes[pixel] ?? 0, band + 1);
        },
      });
    }
  });
  const told = hoveredCamera ?? camera;
  if (told !== null) markOnly(city, picture, told);
  return picture;
}

function markOnly(city: LiveCity, picture: Picture, camera: number): void {
  if (city.live.on[camera] === 0) return;
  eachCell(picture, city.footprints, {
    thing: camera,
    visit: (pixel, column, row) => {
      const striped = (column + row) % 6 < 2;
      if (striped && city.live.raster.depthAt(column, row) === 1) picture.codes[pixel] = only;
    },
  });
}

/** Whether the map is so near that every footprint in view is drawn. */
export function isNear({ viewport }: Pick<AppState, "viewport">): boolean {
  if (!viewport) return false;
  const [west, , east] = viewport.box;
  return ((east - west) * 95_000) / viewport.widthPx < 0.8;
}
