import { squareFrame } from "../../../lib/frame.ts";
import { setAnalysis, setCamera } from "../../../state/actions.ts";
import { finestLevel } from "../../../state/area-levels.ts";
import { cityOf } from "../../../state/city-tables.ts";
import { countCases } from "../../../state/counts.ts";
import { engine } from "../../../state/engine.ts";
import { createLocalStore } from "../../../state/local-store.ts";
import { listenOnMap, type PointerPlace } from "../../../state/map-pointer.ts";
import { shownResult } from "../../../state/runs.ts";
import { type Live, onLive } from "../../../state/session.ts";
import { type AppState, store } from "../../../state/store.ts";
import { createViewControl } from "../../../state/view-control.ts";
import { type Bands, bandsOf } from "./bands.ts";
import { type CoverageInput, type CoverageResult, computeCoverage } from "./compute.ts";
import { type Figures, isSolved, LiveCity } from "./live.ts";
import { depthPictureOf, type Picture, repainted, windowOf } from "./paint.ts";
import { isNear, type PictureSources, pictureOf } from "./picture.ts";
import { publishCoverage } from "./publish.ts";
import { type Reading, readingOf } from "./reading.ts";
import { offSetting, type Settings, settingsOf } from "./settings.ts";

/** What the view knows beside the document: what is pointed at, and what the live rasters say. */
export interface Local extends PictureSources {
  readonly figures: Figures | null;
  readonly reading: Reading | null;
  readonly pointer: PointerPlace | null;
  /** Milliseconds that the last switching of a camera took, up to what is handed to the screen. */
  readonly switchMs: number | null;
}

const nothing: Local = {
  city: null,
  depth: null,
  bands: null,
  camera: null,
  hoveredCamera: null,
  spot: null,
  hoveredSpot: null,
  hoveredPlace: null,
  figures: null,
  reading: null,
  pointer: null,
  switchMs: null,
};

export const local = createLocalStore<Local>(nothing);

let live: Live | null = null;
onLive((next) => {
  live = next;
  local.setState(nothing);
});

const base = createViewControl<CoverageInput, CoverageResult>({
  input: inputOf,
  same: sameInput,
  compute: async (input, context) => {
    const result = await computeCoverage(input, { engine, count: countCases }, context);
    context.signal.throwIfAborted();
    show(result);
    publishCoverage(result);
    return result;
  },
  layers: (result, state) => layersOf(result, state),
});

/** Keeps coverage on screen that of the present filters and parameters. */
export const control = { ...base, open };

function open(): () => void {
  const close = base.open();
  const unlisten = listenOnMap({ move, tap });
  const unwatch = local.subscribe(redraw);
  const unfollow = store.subscribe(
    (state) => state.viewport,
    () => {
      const { city } = local.getState();
      if (city) local.setState({ depth: depthPictureOf(city, windowOf(city, store.getState().viewport)) });
      void loadBands();
    },
  );
  return () => {
    unfollow();
    unwatch();
    unlisten();
    close();
  };
}

function inputOf({ document, session, linked }: AppState): CoverageInput | null {
  const { manifest, facts, areas } = session;
  const handle = live?.handle;
  if (!manifest || !facts || !handle) return null;
  const level = finestLevel(areas);
  return {
    city: () => cityOf(handle),
    settings: settingsOf(document),
    areas: (level && areas.get(level)) ?? null,
    filters: document.filters,
    window: linked?.window ?? facts.timeRange,
    frame: squareFrame(manifest.box),
    dataVersion: manifest.dataVersion,
  };
}

function sameInput(one: CoverageInput, other: CoverageInput): boolean {
  const key = ({ form, off }: Settings) => JSON.stringify([{ ...form, blindPercent: 0 }, off]);
  return (
    one.areas === other.areas &&
    one.filters === other.filters &&
    one.window[0] === other.window[0] &&
    one.window[1] === other.window[1] &&
    key(one.settings) === key(other.settings)
  );
}

/** Puts a result on the live rasters; those of the same footprints are kept. */
function show(result: CoverageResult): void {
  const before = local.getState();
  if (!isSolved(result)) {
    local.setState({ ...nothing, reading: readingOf(result) });
    return;
  }
  const kept = before.city && result.seen === before.city.footprints && result.input.areas === before.city.areas;
  const city = kept && before.city ? before.city : new LiveCity(result);
  city.follow(result.output);
  const window = windowOf(city, store.getState().viewport);
  local.setState({
    city,
    depth: depthPictureOf(city, window),
    figures: city.figures(result),
    reading: readingOf(result),
    ...(kept ? {} : { bands: null, camera: null }),
    hoveredSpot: null,
    spot: null,
  });
  void loadBands(result);
}

function layersOf(result: CoverageResult, state: AppState) {
  return pictureOf(
    { ...result, input: { ...result.input, settings: settingsOf(state.document) } },
    state,
    local.getState(),
  );
}

function redraw(now: Local, before: Local): void {
  const result = shownResult(base.runs.getState().run);
  if (!result || store.getState().viewLayers === null) return;
  if (now.camera !== before.camera || now.hoveredCamera !== before.hoveredCamera) void loadBands();
  const { figures: _, pointer: __, switchMs: ___, reading: ____, ...drawn } = now;
  if (Object.entries(drawn).every(([name, value]) => before[name as keyof typeof drawn] === value)) return;
  store.setState({ viewLayers: layersOf(result, store.getState()) });
}

/** Switches a camera off or on: figures and map at once, gaps when the worker has counted anew. */
export function switchCamera(camera: number, on: boolean): void {
  const result = shownResult(base.runs.getState().run);
  const { city, depth } = local.getState();
  if (!result || !city || !depth) return;
  const started = performance.now();
  city.set(camera, on);
  const picture: Picture = repainted(city, depth, camera);
  const figures = city.figures(result);
  local.setState({ depth: picture, figures, switchMs: performance.now() - started });
  const id = result.city.cameras.ids[camera] ?? "";
  const { off } = settingsOf(store.getState().document);
  setAnalysis("coverage", { off: offSetting(on ? off.filter((other) => other !== id) : [...off, id]) });
}

const reachPixels = 10;

function move(place: PointerPlace | null): void {
  const hoveredCamera = place ? cameraAt(place) : null;
  const before = local.getState();
  if (hoveredCamera !== before.hoveredCamera || (hoveredCamera !== null && place !== before.pointer)) {
    local.setState({ hoveredCamera, pointer: place });
  }
}

function tap(place: PointerPlace): boolean {
  const camera = cameraAt(place);
  if (camera === null) return false;
  chooseCamera(local.getState().camera === camera ? null : camera);
  return true;
}

export function chooseCamera(camera: number | null): void {
  local.setState({ camera });
}

/** Chooses a camera from a list, and goes there. */
export function visitCamera(camera: number | null): void {
  chooseCamera(camera);
  const output = shownResult(base.runs.getState().run)?.output;
  if (camera !== null && output) visit(output.cameraLon[camera], output.cameraLat[camera], 17.5);
}

/** Moves the map to a place, not farther away than a zoom. */
export function visit(lon = Number.NaN, lat = Number.NaN, zoom = 17): void {
  if (Number.isFinite(lon + lat)) setCamera({ lon, lat, zoom });
}

/** The camera nearest to the pointer, within a few pixels. */
function cameraAt({ lon, lat }: PointerPlace): number | null {
  const { city } = local.getState();
  const { viewport } = store.getState();
  const result = shownResult(base.runs.getState().run);
  if (!city || !viewport || !result?.output) return null;
  const [west, , east] = viewport.box;
  const reach = (((east - west) * city.plane.metresPerLon) / viewport.widthPx) * reachPixels;
  const [x, y] = [city.x(lon), city.y(lat)];
  let best: number | null = null;
  let least = reach;
  for (let camera = 0; camera < result.city.cameras.rows; camera++) {
    const metres = Math.hypot(city.x(result.output.cameraLon[camera]) - x, city.y(result.output.cameraLat[camera]) - y);
    if (metres < least) [best, least] = [camera, metres];
  }
  return best;
}

/** Fetches the bands of pixel density when a camera is chosen, or the map is near enough to show all. */
async function loadBands(result = shownResult(base.runs.getState().run)): Promise<void> {
  const { bands, camera, hoveredCamera, city } = local.getState();
  if (bands || !city || !result || (camera === null && hoveredCamera === null && !isNear(store.getState()))) return;
  const loaded: Bands = await bandsOf(result, engine);
  if (local.getState().city === city) local.setState({ bands: loaded });
}
