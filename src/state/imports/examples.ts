import { layerKinds } from "../../layers/index.ts";
import { patchDocument } from "../actions.ts";
import { sceneLayer } from "../scene-layer.ts";
import { store } from "../store.ts";
import { imports } from "./store.ts";

type Place = readonly [lon: number, lat: number];

let shown: readonly Place[] = [];
let opened = false;

function draw(): void {
  if (!opened) return;
  const dark = store.getState().document.theme === "dark";
  store.setState({
    viewLayers: shown.length > 0 ? [sceneLayer(layerKinds.examples, { positions: shown }, { dark })] : [],
  });
}

/** Degrees of longitude that the map is wide at zoom 0, with room at both sides. */
const mapDegrees = 360;
const closest = 16;

/** A camera that has all places in view. */
function cameraOver(places: readonly Place[]): { lon: number; lat: number; zoom: number } {
  const of = (at: 0 | 1, pick: typeof Math.min) => pick(...places.map((place) => place[at]));
  const [west, east, south, north] = [of(0, Math.min), of(0, Math.max), of(1, Math.min), of(1, Math.max)];
  const span = Math.max(east - west, 1.5 * (north - south), 1e-9);
  const zoom = Math.min(closest, Math.log2(mapDegrees / span));
  return { lon: (west + east) / 2, lat: (south + north) / 2, zoom };
}

/** Rings around places on the map, which goes where they all are in view. */
export function showExamples(positions: readonly Place[]): void {
  shown = positions.filter(([lon, lat]) => Number.isFinite(lon) && Number.isFinite(lat));
  draw();
  if (shown.length > 0) patchDocument({ camera: cameraOver(shown) });
}

/** Opens the view's part of the map, which is empty without examples; returns how to close it. */
export function openExamples(): () => void {
  opened = true;
  const tellBusy = () => {
    const viewBusy = imports.getState().busy !== null;
    if (store.getState().viewBusy !== viewBusy) store.setState({ viewBusy });
  };
  tellBusy();
  draw();
  const unwatch = imports.subscribe(tellBusy);
  const undraw = store.subscribe(({ document }) => document.theme, draw);
  return () => {
    opened = false;
    shown = [];
    unwatch();
    undraw();
    const other = store.getState().document.view !== "overview";
    store.setState({ viewLayers: other ? [] : null, viewBusy: other });
  };
}
