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

/** Lets stations be dragged and added on the map; `draw` shows what is held. Returns how it stops. */
export function listen(draw: () => void): () => void {
  let frame = 0;
  const show = (): void => {
    frame = 0;
    const { held, result } = local.getState();
    const { changes, travel } = settingsOf(store.getState().document);
    if (!held || !result?.columns || !result.after) return;
    const moved = withChange(changes, { kind: "move", ...held });
    const { stations } = result.after;
    const open = openOnes(planned(stations, moved));
    const { breaks, target, group } = result.input.travel.settings;
    local.setState({ preview: previewOf(result.columns, open, { ...travel, breaks, target, group }) });
    draw();
  };
  const drag = (phase: "start" | "move" | "end", place: PointerPlace): boolean => {
    if (phase === "start") {
      const id = stationAt(place);
      if (id !== null) local.setState({ held: { id, lon: place.lon, lat: place.lat } });
      return id !== null;
    }
    const { held, preview } = local.getState();
    if (!held) return false;
    local.setState({ held: { ...held, lon: place.lon, lat: place.lat } });
    if (phase === "move") frame ||= requestAnimationFrame(show);
    else if (preview) change({ kind: "move", id: held.id, lon: place.lon, lat: place.lat });
    else local.setState({ held: null });
    return true;
  };
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
    unlisten();
  };
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
