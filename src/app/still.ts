import { type MapSize, viewportOf } from "../lib/camera.ts";
import { homeCamera } from "../map/home.ts";
import { createStillMap, type StillPicture } from "../map/still/index.ts";
import { sceneOf } from "../state/scene.ts";
import { type AppState, store } from "../state/store.ts";
import { baseMapOf } from "./base-map.ts";
import { pictureSources, sameItems } from "./map-parts.ts";

/**
 * Shows the first picture without graphics, and keeps it that of the state until it is removed. `painted` resolves with
 * whether there is one: a view that draws what needs graphics has none, and neither has a dataset that cannot be opened.
 */
export function showStill(container: Promise<HTMLElement>): { painted: Promise<boolean>; remove(): void } {
  const { promise: painted, resolve } = Promise.withResolvers<boolean>();
  const stops: (() => void)[] = [];
  const shown = container.then((element) => {
    const map = createStillMap(element.parentElement ?? element);
    const size = { widthPx: element.clientWidth, heightPx: element.clientHeight };
    const paint = () => {
      const picture = pictureOf(store.getState());
      if (picture === "not yet") return;
      if (picture !== "never") map.paint(picture);
      resolve(picture !== "never");
    };
    stops.push(
      store.subscribe(whereSources, () => look(size), { equalityFn: sameItems, fireImmediately: true }),
      store.subscribe(sources, paint, { equalityFn: sameItems, fireImmediately: true }),
      map.remove,
    );
  });
  shown.catch((error: unknown) => {
    console.warn("there is no first picture without graphics:", error);
    resolve(false);
  });
  return { painted, remove: () => stops.forEach((stop) => stop()) };
}

const whereSources = ({ document, session }: AppState) => [document.camera, session.manifest] as const;

const sources = (state: AppState) => [...pictureSources(state), state.session.phase, state.document.view] as const;

/** Tells the state what the map will show, so that the filters count for it before there is a map. */
function look(size: MapSize): void {
  const { document, session } = store.getState();
  const camera = document.camera ?? (session.manifest && homeCamera(session.manifest.box, size));
  if (camera) store.setState({ viewport: viewportOf(camera, size) });
}

/** The picture of a state; `never` where the view needs graphics or there is nothing to show. */
function pictureOf(state: AppState): StillPicture | "not yet" | "never" {
  const { document, session, linked, viewport, viewLayers } = state;
  if (session.phase === "failed" || document.view !== "overview" || viewLayers) return "never";
  if (!linked || !session.base || !viewport) return "not yet";
  const scene = sceneOf(state);
  const painters = scene.flatMap(({ paint }) => paint ?? []);
  if (painters.length < scene.length) return "never";
  store.setState({ legends: scene.flatMap((layer) => layer.legend() ?? []) });
  const { theme, style } = document;
  return { viewport, theme, base: baseMapOf(session.base, style.overlays.includes("buildings")), painters };
}
