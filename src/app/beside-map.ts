import { createMapView, type MapView } from "../map/map-view.ts";
import { setCamera } from "../state/actions.ts";
import { besideSceneOf } from "../state/scene.ts";
import { type AppState, store } from "../state/store.ts";
import { listenToPointer, pictureSources, sameItems, showBaseOf } from "./map-parts.ts";

/**
 * The map beside the first one, which moves with it and shows the view's second picture. It is made when it is first
 * needed and kept, hidden, from then on.
 */
export function connectBeside(main: MapView, container: HTMLElement) {
  let beside: MapView | null = null;
  let changing: Promise<void> = Promise.resolve();

  function show(): MapView {
    const { document } = store.getState();
    const { box } = main.viewport();
    const map = createMapView(container, {
      box,
      theme: document.theme,
      label: "对比地图 Comparison map",
      onError: console.error,
      renderer: main.renderer,
    });
    map.setCamera(main.camera());
    inStep(main, map);
    map.onRest((camera, byHand) => {
      if (byHand) setCamera(camera);
    });
    showBaseOf(map);
    store.subscribe(({ document }) => document.theme, map.setTheme, { fireImmediately: true });
    listenToPointer(map);
    return map;
  }

  function draw(): void {
    const scene = besideSceneOf(store.getState());
    if (scene) beside?.setLayers(scene.flatMap((layer) => [...layer.build()]));
  }

  /** The page makes room first; then both maps take their new sizes, and show the whole again where they did before. */
  async function change(split: boolean): Promise<void> {
    await new Promise(requestAnimationFrame);
    main.resize();
    if (split) beside ??= show();
    beside?.resize();
    const { document, session } = store.getState();
    if (!document.camera && session.manifest) main.fit(session.manifest.box);
    beside?.setCamera(main.camera());
    draw();
  }

  const isSplit = ({ viewBeside }: AppState) => viewBeside !== null;
  store.subscribe(isSplit, (split) => {
    changing = change(split).catch((error: unknown) => {
      console.error(error);
      store.setState({ viewBeside: null }); // one map is left, with the first picture
    });
  });
  store.subscribe(sources, draw, { equalityFn: sameItems });
  return {
    async settled(): Promise<void> {
      await changing;
      await main.settled();
      if (isSplit(store.getState())) await beside?.settled();
    },
  };
}

const sources = (state: AppState) => [...pictureSources(state), state.viewBeside] as const;

/** Every movement of one map is the other's too. */
function inStep(one: MapView, other: MapView): void {
  let following = false;
  const follow = (map: MapView) => (camera: Parameters<MapView["setCamera"]>[0]) => {
    if (following) return;
    following = true;
    map.setCamera(camera);
    following = false;
  };
  one.onMove(follow(other));
  other.onMove(follow(one));
}
