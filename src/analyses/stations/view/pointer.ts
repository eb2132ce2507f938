import { setAnalysis } from "../../../state/actions.ts";
import { listenOnMap, type PointerPlace } from "../../../state/map-pointer.ts";
import { store } from "../../../state/store.ts";
import { previewOf } from "./live.ts";
import { local } from "./local.ts";
import { type Change, changesText, freshId, openOnes, planned, withChange } from "./plan.ts";
import { settingsOf } from "./settings.ts";

/** A station is held within so many metres per pixel of the pointer. */
const gripPixels = 14;

/** Changes the plan by one. */
export function change(next: Change): void {
  const { changes } = settingsOf(store.getState().document);
  setChanges(withChange(changes, next));
}

/** Makes these the changes of the plan. */
export function setChanges(changes: readonly Change[]): void {
  setAnalysis("stations", { changes: changesText(changes) });
}

/** Puts a new station at a place. */
export function addStation(lon: number, lat: number): void {
  const { changes } = settingsOf(store.getState().document);
  change({ kind: "add", id: freshId(changes), lon, lat });
}

/** Puts a new station in the middle of what the map shows, to be moved from there. */
export function addInTheMiddle(): void {
  const { viewport, document } = store.getState();
  if (!viewport) return;
  const [west, south, east, north] = viewport.box;
  const id = freshId(settingsOf(document).changes);
  addStation((west + east) / 2, (south + north) / 2);
  local.setState({ tool: "look", held: { id, lon: (west + east) / 2, lat: (south + north) / 2 }, steered: true });
}

/** Takes a station into the hand, to be moved with the arrow keys. */
export function take(id: string, lon: number, lat: number): void {
  local.setState({ held: { id, lon, lat }, steered: true, preview: null });
}

/** Moves the held station by pixels of the map. */
export function steer(right: number, down: number): void {
  const { held } = local.getState();
  const { viewport } = store.getState();
  if (!held || !viewport) return;
  const [west, , east] = viewport.box;
  const perPixel = (east - west) / viewport.widthPx;
  const flat = Math.cos((held.lat * Math.PI) / 180);
  const moved = { ...held, lon: held.lon + right * perPixel, lat: held.lat - down * perPixel * flat };
  local.setState({ held: moved });
  showHeld();
}

/** Puts the held station down where it is, or back where it was. */
export function putDown(isPut: boolean): void {
  const { held, preview } = local.getState();
  const isMoved = preview !== null || frame !== 0;
  if (held && isMoved && isPut) change({ kind: "move", ...held });
  else local.setState({ held: null, preview: null });
  local.setState({ steered: false });
  redraw();
}

let redraw = (): void => {};
let frame = 0;

/** Draws the picture with the held station in the next frame. */
function showHeld(): void {
  frame ||= requestAnimationFrame(() => {
    frame = 0;
    const { held, result } = local.getState();
    const { changes, travel } = settingsOf(store.getState().document);
    if (!held || !result?.columns || !result.after) return;
    const moved = withChange(changes, { kind: "move", ...held });
    const { stations } = result.after;
    const open = openOnes(planned(stations, moved));
    const { breaks, target, group } = result.input.travel.settings;
    local.setState({ preview: previewOf(result.columns, open, { ...travel, breaks, target, group }) });
    redraw();
  });
}

/** Lets stations be dragged and added on the map; `draw` shows what is held. Returns how it stops. */
export function listen(draw: () => void): () => void {
  redraw = draw;
  const unlisten = listenOnMap({
    move: () => {},
    tap: ({ lon, lat }) => {
      if (local.getState().tool !== "add") return false;
      addStation(lon, lat);
      local.setState({ tool: "look" });
      return true;
    },
    drag,
  });
  return () => {
    cancelAnimationFrame(frame);
    frame = 0;
    redraw = () => {};
    unlisten();
  };
}

function drag(phase: "start" | "move" | "end", place: PointerPlace): boolean {
  if (phase === "start") {
    const id = stationAt(place);
    if (id !== null) local.setState({ held: { id, lon: place.lon, lat: place.lat }, steered: false });
    return id !== null;
  }
  const { held, preview } = local.getState();
  if (!held) return false;
  local.setState({ held: { ...held, lon: place.lon, lat: place.lat } });
  if (phase === "move") showHeld();
  else if (preview) change({ kind: "move", id: held.id, lon: place.lon, lat: place.lat });
  else local.setState({ held: null });
  return true;
}

/** The open station under the pointer. */
function stationAt({ lon, lat }: PointerPlace): string | null {
  const { result } = local.getState();
  const { viewport } = store.getState();
  const open = result?.after?.open;
  if (!open || !viewport) return null;
  const [west, , east] = viewport.box;
  const perPixel = (east - west) / viewport.widthPx;
  const flat = Math.cos((lat * Math.PI) / 180);
  const away = (s: number) => Math.hypot((open.lon[s] ?? 0) - lon, ((open.lat[s] ?? 0) - lat) / flat) / perPixel;
  const nearest = [...open.ids.keys()].sort((a, b) => away(a) - away(b))[0];
  return nearest !== undefined && away(nearest) <= gripPixels ? (open.ids[nearest] ?? null) : null;
}
